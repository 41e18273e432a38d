import type { Operation } from '../../../shared/operation';
import { asRecord } from '../../answer';
import { changes, updateAdvice } from '../../blockedNumbers';
import { picked } from '../../fields';

/** POST /dnc/update (Update DNC help article). */
export const update: Operation = {
	advice: updateAdvice,
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update DNC number',
		description: 'Change an entry of the do-not-call list',
		routing: {
			request: { method: 'POST', url: '/dnc/update' },
			output: { postReceive: [asRecord('id')] },
		},
	},
	fields: [picked('id', 'DNC Entry', 'searchDncNumbers', { required: true }), changes],
};
