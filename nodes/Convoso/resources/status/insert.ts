import type { Operation } from '../../../shared/describe';
import { collection, formed, text } from '../../../shared/fields';
import { asRecord } from '../../answer';
import { color, meanings } from './statusFields';

/** POST /status/insert (Status Insert help article). */
export const insert: Operation = {
	option: {
		name: 'Insert',
		value: 'insert',
		action: 'Insert status',
		description: 'Add a lead status of your own',
		routing: {
			request: { method: 'POST', url: '/status/insert' },
			output: { postReceive: [asRecord('status')] },
		},
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
