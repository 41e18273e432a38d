import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeProperties,
	PreSendAction,
} from 'n8n-workflow';

import { invalidInput } from '../../../shared/errors';
import { bodyOf } from '../../../shared/send';
import { amount, day, phoneNumber, picked, text } from '../../shared/fields';

/**
 * What a lead can hold, for Insert and Update alike.
 *
 * Sources: the Lead Insert and Lead Update help articles; the std_* and business fields from the Leads API document, which
 * exist only in accounts that have them.
 */
export const leadFields: INodeProperties[] = [
	text('address1', 'Address'),
	text('address2', 'Address 2'),
	phoneNumber('alt_phone_1', 'Alternate Phone 1', {
		description: 'Shown in Convoso as Cell Phone',
	}),
	phoneNumber('alt_phone_2', 'Alternate Phone 2', {
		description: 'Shown in Convoso as Work Phone',
	}),
	amount('annual_revenue', 'Annual Revenue'),
	text('business_name', 'Business Name'),
	text('city', 'City'),
	text('country', 'Country', { placeholder: 'e.g. US' }),
	picked('created_by', 'Created By', 'searchUsers'),
	day('date_of_birth', 'Date of Birth'),
	text('dba', 'DBA', { description: 'Name the company does business as' }),
	text('email', 'Email', { placeholder: 'e.g. nathan@example.com' }),
	text('first_name', 'First Name'),
	text('gender', 'Gender', { placeholder: 'e.g. F' }),
	text('industry', 'Industry'),
	picked('last_modified_by', 'Last Modified By', 'searchUsers'),
	text('last_name', 'Last Name'),
	amount('monthly_revenue', 'Monthly Revenue'),
	text('notes', 'Notes', { typeOptions: { rows: 4 } }),
	picked('owner_id', 'Owner', 'searchUsers'),
	text('phone_code', 'Phone Code', {
		placeholder: 'e.g. 1',
		description: 'Country code of the phone number. Filled in as 1 for numbers that start with +1.',
	}),
	text('postal_code', 'Postal Code'),
	text('province', 'Province'),
	day('start_date', 'Start Date'),
	text('state', 'State', { placeholder: 'e.g. CA' }),
	picked('status', 'Status', 'searchStatuses', {
		description: 'Abbreviation of the lead status, e.g. NEW',
	}),
	text('std_account_number', 'Account Number'),
	text('std_company_name', 'Company Name'),
	text('std_consumer_number', 'Consumer Number'),
	text('title', 'Title'),
];

/** Fields that only this account has, by the names the account gave them. */
export const customFields: INodeProperties = {
	displayName: 'Custom Fields',
	name: 'customFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add custom field',
	default: {},
	description: 'Fields of your own account',
	options: [
		{
			displayName: 'Field',
			name: 'field',
			values: [
				{
					displayName: 'Field Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. policy_number',
					description:
						'The Field Name from Convoso, Custom Fields (not its label, and not field_1). Upper and lower case matter.',
				},
				{ displayName: 'Value', name: 'value', type: 'string', default: '' },
			],
		},
	],
	routing: {
		send: {
			type: 'body',
			property: 'customFields',
			propertyInDotNotation: false,
			preSend: [spreadCustomFields()],
		},
	},
};

/** Each pair becomes a parameter of its own; a name may come only once, also not as a field of its own. */
function spreadCustomFields(): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request) {
		const { customFields, ...body } = bodyOf(request);
		const pairs = ((customFields as IDataObject | undefined)?.field ?? []) as IDataObject[];
		for (const { name, value } of pairs) {
			const key = String(name ?? '').trim();
			if (key === '') {
				throw invalidInput(
					this,
					'Custom Fields',
					'has a field without a name',
					'Enter its Field Name.',
				);
			}
			if (key === 'auth_token' || Object.hasOwn(body, key)) {
				throw invalidInput(
					this,
					'Custom Fields',
					`has "${key}" more than once`,
					'Keep one of them. A standard field is set by its own parameter.',
				);
			}
			if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
				throw invalidInput(this, 'Custom Fields', `has no text in "${key}"`, 'Map a single value.');
			}
			body[key] = value;
		}
		return { ...request, body: withoutEmpty(body) };
	};
}

function withoutEmpty(body: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(body)
			.filter(([, value]) => value !== '' && value !== null && value !== undefined)
			.map(([key, value]) => [key, Array.isArray(value) ? value.join(',') : value]),
	);
}
