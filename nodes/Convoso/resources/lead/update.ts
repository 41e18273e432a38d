import { collection } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { asRecord } from '../../answer';
import { leadId, mainPhone, picked } from '../../fields';
import { customFields, leadAdvice, leadFields } from './leadFields';
import { NO_LEAD } from '../../hints';
import { post } from '../../routing';

/** POST /leads/update (Lead Update help article). */
export const update: Operation = {
	noun: 'lead',
	advice: {
		...leadAdvice,
		6001: NO_LEAD,
		6070: "Check 'Lead ID': it is the number that Convoso shows for the lead.",
		6071: NO_LEAD,
	},
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update lead',
		description: 'Change the fields of a lead, or move it to another list',
		routing: post('/leads/update', asRecord('lead_id')),
	},
	fields: [
		leadId(),
		collection('Update Fields', 'updateFields', 'Add field', [
			...leadFields,
			picked('list_id', 'List', 'searchLists', { description: 'The list the lead is moved to' }),
			mainPhone(),
		]),
		customFields,
	],
};
