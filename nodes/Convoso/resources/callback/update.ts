import { choice, collection } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { asRecord } from '../../answer';
import { picked } from '../../fields';
import { post } from '../../routing';
import { callbackAdvice, callbackDetails, noCallbackAdvice, recipient } from './callbackFields';
import { callbackTime, inLocalTime, timeZone } from './callbackTime';

/**
 * POST /callbacks/update. The Callbacks Update help article calls the state `callback_status` in its table; a public client
 * calls it `status`.
 */
export const update: Operation = {
	advice: {
		...callbackAdvice,
		...noCallbackAdvice,
		6023: "Fill in 'Callback'; a personal callback also needs 'User'.",
	},
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update callback',
		description: 'Move a callback, give it to somebody else, or dismiss it',
		routing: post('/callbacks/update', asRecord('callback_id')),
	},
	fields: [
		picked('callback_id', 'Callback', 'searchCallbacks', { required: true }),
		collection('Update Fields', 'updateFields', 'Add field', [
			...callbackDetails,
			callbackTime(false),
			recipient(),
			choice('callback_status', 'Status', [{ name: 'Dismissed', value: 'dismissed' }]),
			timeZone,
		]),
	],
	finish: [inLocalTime],
};
