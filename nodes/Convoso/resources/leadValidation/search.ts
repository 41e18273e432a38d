import { collection, text } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { asAnswer } from '../../answer';
import { phoneNumber } from '../../fields';
import { post } from '../../routing';

/** POST /lead-validation/search (Lead Validation help article). "Denied" is an answer like any other, no refusal. */
export const search: Operation = {
	isRead: true,
	advice: {
		6004: "Check 'Phone Number': a US number has ten digits.",
		6090: "Check 'Criteria Key': copy it again from Lead Criteria in Convoso.",
	},
	option: {
		name: 'Search',
		value: 'search',
		action: 'Validate lead',
		description: 'Ask whether a lead would be accepted, without adding it',
		routing: post('/lead-validation/search', asAnswer),
	},
	fields: [
		text('criteria_key', 'Criteria Key', {
			required: true,
			description: 'From Convoso: Lead Criteria',
		}),
		phoneNumber('phone_number', 'Phone Number', { required: true }),
		collection('Additional Fields', 'additionalFields', 'Add field', [
			text('postal_code', 'Postal Code'),
			text('state', 'State'),
		]),
	],
};
