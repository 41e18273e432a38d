import { collection, formed, text } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { asRecord } from '../../answer';
import { post } from '../../routing';
import { BAD_COLOR, color, meanings } from './statusFields';

const isMissing = (parameter: string) =>
	`Turn '${parameter}' on or off; Convoso takes only Y or N.`;

/** POST /status/insert (Status Insert help article). */
export const insert: Operation = {
	advice: {
		6060: "Fill in 'Name'.",
		6061: "Enter 2 to 6 letters or digits in 'Abbreviation'.",
		6062: isMissing('Final'),
		6063: isMissing('Reached'),
		6064: isMissing('Success'),
		6065: isMissing('DNC'),
		6066: isMissing('Callback'),
		6067: isMissing('Contact'),
		6068: isMissing('Voicemail'),
		6078: BAD_COLOR,
	},
	option: {
		name: 'Insert',
		value: 'insert',
		action: 'Insert status',
		description: 'Add a lead status of your own',
		routing: post('/status/insert', asRecord('status')),
	},
	fields: [
		formed(
			'status',
			'Abbreviation',
			{
				fault: (value) => (/^[a-zA-Z0-9]{2,6}$/.test(value) ? undefined : `is "${value}"`),
				hint: 'Enter 2 to 6 letters or digits.',
			},
			{ required: true, placeholder: 'e.g. HOT', description: '2 to 6 letters or digits' },
		),
		text('name', 'Name', { required: true, placeholder: 'e.g. Hot Lead' }),
		...meanings,
		collection('Additional Fields', 'additionalFields', 'Add field', [color]),
	],
};
