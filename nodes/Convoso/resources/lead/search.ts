import { returnAllFields } from '../../../shared/describe';
import { filters, id, moment } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { accountZone, phoneNumber, picked } from '../../fields';
import { OTHER_LIST } from '../../hints';
import { pagedSearch } from '../../routing';
import { searchedFields } from './leadFields';

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

const dateRange = (what: string, start: string, end: string) => [
	dateBound(start, `${what} Since`),
	dateBound(end, `${what} Until`),
];

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
			...searchedFields,
			phoneNumber('alt_phone_1', 'Alternate Phone 1'),
			phoneNumber('alt_phone_2', 'Alternate Phone 2'),
			...dateRange('Archived', 'archived_at_start', 'archived_at_end'),
			...dateRange('Changed', 'changed_at_start_date', 'changed_at_end_date'),
			...dateRange('Created', 'created_at_start_date', 'created_at_end_date'),
			...dateRange('Deleted', 'deleted_at_start', 'deleted_at_end'),
			...dateRange('Last Call', 'last_call_start_date', 'last_call_end_date'),
			id('lead_id', 'Lead ID'),
			picked('list_id', 'List', 'searchLists'),
			phoneNumber('phone_number', 'Phone Number'),
			picked('status', 'Status', 'searchStatuses'),
			...dateRange('Updated', 'updated_at_start_date', 'updated_at_end_date'),
			picked('user_id', 'User', 'searchUsers'),
		]),
	],
};
