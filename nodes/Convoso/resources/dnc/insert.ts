import type { Operation } from '../../../shared/operation';
import { asEntry, blockedNumber, details, insertAdvice } from '../../blockedNumbers';
import { post } from '../../routing';

/** POST /dnc/insert (Insert DNC help article). */
export const insert: Operation = {
	advice: insertAdvice,
	option: {
		name: 'Insert',
		value: 'insert',
		action: 'Insert DNC number',
		description: 'Put a phone number on the do-not-call list of a campaign or of the account',
		routing: post('/dnc/insert', asEntry('success')),
	},
	fields: [...blockedNumber, details],
};
