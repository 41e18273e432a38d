import type { Operation } from '../../../shared/operation';
import { asEntry, blockedNumber, details, insertAdvice } from '../../blockedNumbers';
import { post } from '../../routing';
import { optOutAdvice } from './optOutAdvice';

/** POST /sms-opt-out/insert (Insert SMS Opt-Out help article). */
export const insert: Operation = {
	advice: { ...optOutAdvice, ...insertAdvice },
	option: {
		name: 'Insert',
		value: 'insert',
		action: 'Insert SMS opt-out',
		description: 'Stop text messages to a phone number, in a campaign or in the whole account',
		routing: post('/sms-opt-out/insert', asEntry('success')),
	},
	fields: [...blockedNumber, details],
};
