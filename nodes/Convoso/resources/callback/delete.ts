import type { Operation } from '../../../shared/operation';
import { asDone } from '../../answer';
import { picked } from '../../fields';
import { post } from '../../routing';
import { noCallbackAdvice } from './callbackFields';

/** POST /callbacks/delete (public clients of the API). */
export const del: Operation = {
	warns: 'cannot be undone',
	advice: noCallbackAdvice,
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete callback',
		description: 'Call off a planned call',
		routing: post('/callbacks/delete', asDone('deleted', 'callback_id')),
	},
	fields: [picked('callback_id', 'Callback', 'searchCallbacks', { required: true })],
};
