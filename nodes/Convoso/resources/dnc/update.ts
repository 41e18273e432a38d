import type { Operation } from '../../../shared/operation';
import { asRecord } from '../../answer';
import { changes, updateAdvice } from '../../blockedNumbers';
import { picked } from '../../fields';
import { post } from '../../routing';

/** POST /dnc/update (Update DNC help article). */
export const update: Operation = {
	advice: updateAdvice,
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update DNC number',
		description: 'Change an entry of the do-not-call list',
		routing: post('/dnc/update', asRecord('id')),
	},
	fields: [picked('id', 'DNC Entry', 'searchDncNumbers', { required: true }), changes],
};
