import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { amount, column, day, longText, table, text, type FieldRead } from '../../../shared/fields';
import { isEmpty } from '../../../shared/values/read';
import { readList, readText } from '../../../shared/values/text';
import { phoneCode, phoneNumber, picked } from '../../fields';
import { OTHER_LIST, US_PHONE } from '../../hints';

/** What a lead holds, and Search looks for. The std_* fields (Leads API document) exist only in accounts that have them. */
export const searchedFields: INodeProperties[] = [
	text('address1', 'Address'),
	text('address2', 'Address 2'),
	text('city', 'City'),
	text('country', 'Country'),
	picked('created_by', 'Created By', 'searchUsers'),
	day('date_of_birth', 'Date of Birth'),
	text('email', 'Email', { placeholder: 'e.g. nathan@example.com' }),
	text('first_name', 'First Name'),
	text('gender', 'Gender'),
	picked('last_modified_by', 'Last Modified By', 'searchUsers'),
	text('last_name', 'Last Name'),
	picked('owner_id', 'Owner', 'searchUsers'),
	text('postal_code', 'Postal Code'),
	text('province', 'Province'),
	text('state', 'State'),
	text('std_account_number', 'Account Number'),
	text('std_company_name', 'Company Name'),
	text('std_consumer_number', 'Consumer Number'),
];

/**
 * What a lead can hold, for Insert and Update alike.
 *
 * Sources: the Lead Insert and Lead Update help articles; the business fields from the Leads API document, which exist only
 * in accounts that have them.
 */
export const leadFields: INodeProperties[] = [
	...searchedFields,
	phoneNumber('alt_phone_1', 'Alternate Phone 1', {
		description: 'Shown in Convoso as Cell Phone',
	}),
	phoneNumber('alt_phone_2', 'Alternate Phone 2', {
		description: 'Shown in Convoso as Work Phone',
	}),
	amount('annual_revenue', 'Annual Revenue'),
	text('business_name', 'Business Name'),
	text('dba', 'DBA', { description: 'Name the company does business as' }),
	text('industry', 'Industry'),
	amount('monthly_revenue', 'Monthly Revenue'),
	longText('notes', 'Notes'),
	phoneCode({
		description:
			'Country code of the phone number. Filled in for numbers that tell it, such as +1.',
	}),
	day('start_date', 'Start Date'),
	picked('status', 'Status', 'searchStatuses', {
		description: 'Abbreviation of the lead status, e.g. NEW',
	}),
	text('title', 'Title'),
];

/** Fields that only this account has, by the names the account gave them. Each pair becomes a parameter of its own. */
export const customFields = table(
	'customFields',
	'Custom Fields',
	{ displayName: 'Field', name: 'field' },
	[
		column('name', 'Field Name', {
			placeholder: 'e.g. policy_number',
			description:
				'The Field Name from Convoso, Custom Fields (not its label, and not field_1). Upper and lower case matter.',
		}),
		column('value', 'Value'),
	],
	{
		placeholder: 'Add custom field',
		description: 'Fields of your own account',
		read: readCustomFields,
	},
);

/** A name may come only once, also not as a field of its own. */
function readCustomFields(pairs: IDataObject[], others: IDataObject): FieldRead<undefined> {
	const custom = new Map<string, string>();
	for (const { name, value } of pairs) {
		const key = String(name ?? '').trim();
		if (key === '') return { fault: 'has a field without a name', hint: 'Enter its Field Name.' };
		if (key === 'auth_token' || custom.has(key) || Object.hasOwn(others, key)) {
			return {
				fault: `has "${key}" more than once`,
				hint: 'Keep one of them. A standard field is set by its own parameter.',
			};
		}
		if (isEmpty(value)) continue;
		const read = Array.isArray(value) ? readList(value) : readText(value);
		if ('fault' in read) return { fault: `has no text in "${key}"`, hint: 'Map a single value.' };
		custom.set(key, String(read.value));
	}
	return { value: undefined, also: Object.fromEntries(custom) };
}

/** The codes of Insert and Update alike. */
export const leadAdvice = {
	6002: OTHER_LIST,
	6006: "Choose another user in 'Owner', 'Created By' or 'Last Modified By'.",
	6008: US_PHONE,
	6023: "The account demands fields that are not filled in. Add them under 'Lead Fields' or 'Custom Fields'.",
};
