import { collection, text } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { asRecord } from '../../answer';
import { picked } from '../../fields';
import { post } from '../../routing';
import { BAD_COLOR, color, meanings } from './statusFields';

const isEmptied = (parameter: string) =>
	`Turn '${parameter}' on or off, or take it out of 'Update Fields'; it cannot be emptied.`;

/** POST /status/update (Status Update help article). */
export const update: Operation = {
	advice: {
		6069: "Choose another 'Status': only those that were made in your account can be changed, not Convoso's own.",
		6071: isEmptied('Final'),
		6072: isEmptied('Reached'),
		6073: isEmptied('Success'),
		6074: isEmptied('DNC'),
		6075: isEmptied('Callback'),
		6076: isEmptied('Contact'),
		6077: isEmptied('Voicemail'),
		6078: BAD_COLOR,
	},
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update status',
		description: 'Change a lead status of your own; those of Convoso itself cannot be changed',
		routing: post('/status/update', asRecord('status')),
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
