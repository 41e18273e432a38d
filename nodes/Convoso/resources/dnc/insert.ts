import type { Operation } from '../../../shared/operation';
import { asEntry, blockedNumber, details, insertAdvice } from '../../blockedNumbers';

/** POST /dnc/insert (Insert DNC help article). */
export const insert: Operation = {
	advice: insertAdvice,
	option: {
		name: 'Insert',
		value: 'insert',
		action: 'Insert DNC number',
		description: 'Put a phone number on the do-not-call list of a campaign or of the account',
		routing: {
			request: { method: 'POST', url: '/dnc/insert' },
			output: { postReceive: [asEntry('success')] },
		},
	},
	fields: [...blockedNumber, details],
};
