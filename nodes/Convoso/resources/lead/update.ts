import type { Operation } from '../../../shared/describe';
import { collection, id } from '../../../shared/fields';
import { asRecord } from '../../answer';
import { mainPhone, picked } from '../../fields';
import { customFields, leadFields } from './leadFields';

/** POST /leads/update (Lead Update help article). */
export const update: Operation = {
	noun: 'lead',
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update lead',
		description: 'Change the fields of a lead, or move it to another list',
		routing: {
			request: { method: 'POST', url: '/leads/update' },
			output: { postReceive: [asRecord('lead_id')] },
		},
	},
	fields: [
		id('lead_id', 'Lead ID', {
			required: true,
			placeholder: 'e.g. 12345',
		}),
		collection('Update Fields', 'updateFields', 'Add field', [
			...leadFields,
			picked('list_id', 'List', 'searchLists', { description: 'The list the lead is moved to' }),
			mainPhone(),
		]),
		customFields,
	],
};
