import { amount, collection } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { asRecord } from '../../answer';
import { atLeastOne, flag, picked } from '../../fields';
import { NO_CALL, NO_CALL_GIVEN } from '../../hints';
import { post } from '../../routing';

/** POST /revenue/update (public clients of the API). */
export const update: Operation = {
	advice: {
		6032: NO_CALL_GIVEN,
		6033: NO_CALL,
		6036: "Fill in 'Revenue' or 'Return'.",
	},
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update revenue',
		description: 'Note what a call has earned, or that it was returned',
		routing: post('/revenue/update', asRecord('call_log_id')),
	},
	fields: [
		picked('call_log_id', 'Call Log', 'searchCalls', { required: true }),
		collection('Update Fields', 'updateFields', 'Add field', [
			flag('return', 'Return', 'Whether the sale was returned'),
			amount('revenue', 'Revenue', { description: 'In the currency of the account' }),
		]),
	],
	finish: [atLeastOne('Update Fields', { revenue: 'Revenue', return: 'Return' })],
};
