import type { PreSendAction } from 'n8n-workflow';

import type { Operation } from '../../../shared/describe';
import { invalidInput } from '../../../shared/errors';
import { bodyOf, collection, id } from '../../../shared/fields';
import { asRecord, keepSent } from '../../answer';
import { callbackDetails, recipient } from './callbackFields';
import { callbackTime, inLocalTime, timeZone } from './callbackTime';

const hasCaller: PreSendAction = async function (request) {
	const { recipient: who, user_id } = bodyOf(request);
	if (who !== 'personal' || user_id !== undefined) return request;
	throw invalidInput(this, 'User', 'is empty', 'A personal callback needs one.');
};

/** POST /callbacks/insert (Callbacks Insert help article). */
export const insert: Operation = {
	warns: 'plans a call to a real person',
	sendsOnce: true,
	option: {
		name: 'Insert',
		value: 'insert',
		action: 'Insert callback',
		description: 'Plan a call to a lead. At that time a real person is dialled.',
		routing: {
			request: { method: 'POST', url: '/callbacks/insert' },
			output: { postReceive: [asRecord('callback_id', true)] },
		},
	},
	fields: [
		id('lead_id', 'Lead ID', { required: true, placeholder: 'e.g. 12345' }),
		callbackTime(true),
		recipient({ required: true }),
		collection('Additional Fields', 'additionalFields', 'Add field', [
			...callbackDetails,
			timeZone,
		]),
	],
	finish: [hasCaller, inLocalTime, keepSent()],
};
