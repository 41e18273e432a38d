import type { Operation } from '../../../shared/describe';
import { asRecord } from '../../shared/answer';
import { atLeastOne } from '../../shared/atLeastOne';
import { collection, flag, formed, picked } from '../../shared/fields';

/** POST /revenue/update (public clients of the API). */
export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update revenue',
		description: 'Note what a call has earned, or that it was returned',
		routing: {
			request: { method: 'POST', url: '/revenue/update' },
			output: { postReceive: [asRecord('call_log_id')] },
		},
	},
	fields: [
		picked('call_log_id', 'Call Log', 'searchCalls', {
			required: true,
			preSend: [atLeastOne('Update Fields', { revenue: 'Revenue', return: 'Return' })],
		}),
		collection('Update Fields', 'updateFields', 'Add field', [
			flag('return', 'Return', 'Whether the sale was returned'),
			formed(
				'revenue',
				'Revenue',
				{
					fault: (value) => (Number.isFinite(Number(value)) ? undefined : `is "${value}"`),
					hint: 'Enter a number like 199.50.',
				},
				{ type: 'number', default: 0, description: 'In the currency of the account' },
			),
		]),
	],
};
