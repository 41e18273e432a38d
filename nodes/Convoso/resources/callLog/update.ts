import { collection, text } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { asDone } from '../../answer';
import { atLeastOne, picked } from '../../fields';
import { NO_CALL, NO_CALL_GIVEN } from '../../hints';
import { post } from '../../routing';

/** POST /log/update (Call Log Update help article). */
export const update: Operation = {
	advice: {
		6032: NO_CALL_GIVEN,
		6033: NO_CALL,
		6035: "Fill in 'Extra Field 01' or 'Extra Field 02'.",
		6060: NO_CALL,
		6061: NO_CALL,
		6062: "Check 'Extra Field 01' and 'Extra Field 02': Convoso does not take one of the values.",
	},
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update call log',
		description: 'Fill the extra fields of a call',
		routing: post('/log/update', asDone('success', 'call_log_id')),
	},
	fields: [
		picked('call_log_id', 'Call Log', 'searchCalls', { required: true }),
		collection('Update Fields', 'updateFields', 'Add field', [
			text('extra_field_01', 'Extra Field 01'),
			text('extra_field_02', 'Extra Field 02'),
		]),
	],
	finish: [
		atLeastOne('Update Fields', {
			extra_field_01: 'Extra Field 01',
			extra_field_02: 'Extra Field 02',
		}),
	],
};
