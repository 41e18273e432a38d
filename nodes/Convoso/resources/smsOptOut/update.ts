import type { Operation } from '../../../shared/operation';
import { asRecord } from '../../answer';
import { changes, updateAdvice } from '../../blockedNumbers';
import { picked } from '../../fields';
import { optOutAdvice } from './optOutAdvice';

/** POST /sms-opt-out/update (Update SMS Opt-Out help article). */
export const update: Operation = {
	advice: { ...optOutAdvice, ...updateAdvice },
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update SMS opt-out',
		description: 'Change an SMS opt-out',
		routing: {
			request: { method: 'POST', url: '/sms-opt-out/update' },
			output: { postReceive: [asRecord('id')] },
		},
	},
	fields: [picked('id', 'SMS Opt-Out', 'searchSmsOptOuts', { required: true }), changes],
};
