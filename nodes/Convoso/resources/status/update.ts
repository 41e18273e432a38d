import type { Operation } from '../../../shared/describe';
import { collection, text } from '../../../shared/fields';
import { asRecord } from '../../answer';
import { picked } from '../../fields';
import { color, meanings } from './statusFields';

/** POST /status/update (Status Update help article). */
export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update status',
		description: 'Change a lead status of your own; those of Convoso itself cannot be changed',
		routing: {
			request: { method: 'POST', url: '/status/update' },
			output: { postReceive: [asRecord('status')] },
		},
	},
	fields: [
		picked('status', 'Status', 'searchStatuses', {
			required: true,
			description: 'Abbreviation of a status that was made in your account',
		}),
		collection('Update Fields', 'updateFields', 'Add field', [
			...meanings,
			color,
			text('name', 'Name', { placeholder: 'e.g. Hot Lead' }),
		]),
	],
};
