import { returnAllFields } from '../../../shared/describe';
import { day, filters, id, moment, text } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { accountZone, phoneNumber, picked } from '../../fields';
import { OTHER_LIST } from '../../hints';
import { pagedSearch } from '../../routing';

/**
 * A bound of a date range, sent in account time: as a day when it is midnight, the form that Convoso documents, else with
 * the time.
 */
const dateBound = (property: string, displayName: string) =>
	moment(property, displayName, undefined, {
		zone: accountZone,
		send: (date) => {
			const isMidnight = date.hour + date.minute + date.second === 0;
			return date.toFormat(isMidnight ? 'yyyy-MM-dd' : 'yyyy-MM-dd HH:mm:ss');
		},
	});

/** POST /leads/search (Lead Search help article); 2,000 rows a page at most. */
export const search: Operation = {
	isRead: true,
	simple: [
		'id',
		'lead_id',
		'list_id',
		'status',
		'first_name',
		'last_name',
		'phone_code',
		'phone_number',
		'email',
		'created_at',
	],
	advice: {
		6000: "Choose another 'List': Convoso finds none to search in.",
		6002: OTHER_LIST,
		6006: "Choose another 'User' or 'Owner'.",
	},
	option: {
		name: 'Search',
		value: 'search',
		action: 'Search leads',
		description: 'Find leads by any of their fields',
		routing: pagedSearch('/leads/search', {
			pageSize: 2000,
			maxLimit: 2000,
			idOf: (lead) => lead.id ?? lead.lead_id,
		}),
	},
	fields: [
		...returnAllFields,
		filters([
			text('std_account_number', 'Account Number'),
			text('address1', 'Address'),
			text('address2', 'Address 2'),
			phoneNumber('alt_phone_1', 'Alternate Phone 1'),
			phoneNumber('alt_phone_2', 'Alternate Phone 2'),
			dateBound('archived_at_end', 'Archived Until'),
			dateBound('archived_at_start', 'Archived Since'),
			dateBound('changed_at_end_date', 'Changed Until'),
			dateBound('changed_at_start_date', 'Changed Since'),
			text('city', 'City'),
			text('std_company_name', 'Company Name'),
			text('std_consumer_number', 'Consumer Number'),
			text('country', 'Country'),
			dateBound('created_at_end_date', 'Created Until'),
			dateBound('created_at_start_date', 'Created Since'),
			picked('created_by', 'Created By', 'searchUsers'),
			day('date_of_birth', 'Date of Birth'),
			dateBound('deleted_at_end', 'Deleted Until'),
			dateBound('deleted_at_start', 'Deleted Since'),
			text('email', 'Email', { placeholder: 'e.g. nathan@example.com' }),
			text('first_name', 'First Name'),
			text('gender', 'Gender'),
			dateBound('last_call_end_date', 'Last Call Until'),
			dateBound('last_call_start_date', 'Last Call Since'),
			picked('last_modified_by', 'Last Modified By', 'searchUsers'),
			text('last_name', 'Last Name'),
			id('lead_id', 'Lead ID'),
			picked('list_id', 'List', 'searchLists'),
			picked('owner_id', 'Owner', 'searchUsers'),
			phoneNumber('phone_number', 'Phone Number'),
			text('postal_code', 'Postal Code'),
			text('province', 'Province'),
			text('state', 'State'),
			picked('status', 'Status', 'searchStatuses'),
			dateBound('updated_at_end_date', 'Updated Until'),
			dateBound('updated_at_start_date', 'Updated Since'),
			picked('user_id', 'User', 'searchUsers'),
		]),
	],
};
