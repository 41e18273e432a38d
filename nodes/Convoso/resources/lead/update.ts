import type { Operation } from '../../../shared/describe';
import { required } from '../../../shared/send';
import { asRecord } from '../../shared/answer';
import { collection, picked, text } from '../../shared/fields';
import { phone } from '../../shared/phone';
import { customFields, leadFields } from './leadFields';

/** POST /leads/update (Lead Update help article). */
export const update: Operation = {
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
		text('lead_id', 'Lead ID', {
			required: true,
			placeholder: 'e.g. 12345',
			preSend: [required('lead_id', 'Lead ID')],
		}),
		collection('Update Fields', 'updateFields', 'Add field', [
			...leadFields,
			picked('list_id', 'List', 'searchLists', { description: 'The list the lead is moved to' }),
			text('phone_number', 'Phone Number', {
				placeholder: 'e.g. +1 (555) 123-4567',
				preSend: [phone('phone_number', 'Phone Number', 'phone_code')],
			}),
		]),
		customFields,
	],
};
