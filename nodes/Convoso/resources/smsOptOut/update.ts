import type { Operation } from '../../../shared/operation';
import { asRecord } from '../../answer';
import { changes, updateAdvice } from '../../blockedNumbers';
import { picked } from '../../fields';
import { post } from '../../routing';
import { optOutAdvice } from './optOutAdvice';

/** POST /sms-opt-out/update (Update SMS Opt-Out help article). */
export const update: Operation = {
	advice: { ...optOutAdvice, ...updateAdvice },
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update SMS opt-out',
		description: 'Change an SMS opt-out',
		routing: post('/sms-opt-out/update', asRecord('id')),
	},
	fields: [picked('id', 'SMS Opt-Out', 'searchSmsOptOuts', { required: true }), changes],
};
