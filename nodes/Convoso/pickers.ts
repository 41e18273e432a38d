import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { clock } from '../shared/clock';
import type { Page } from '../shared/paging';
import { listSearches, menuOf, type PickList, type Search } from '../shared/pickers';
import { readPhone } from '../shared/values/phone';
import { rowsOf } from './answer';
import { convoso } from './service';

/** How many records a page of a list holds. */
const PAGE_SIZE = 100;

const otherwise = "You can also type the ID ('By ID').";

/** A list that Convoso gives as a whole. */
function whole(path: string, name: PickList['name'], more: Partial<PickList> = {}): PickList {
	return {
		path,
		name,
		showsId: true,
		otherwise,
		page: (data) => rowsOf(data as IDataObject, more.id ?? 'id'),
		...more,
	};
}

/** A list that Convoso gives page by page, as it searches it. */
function paged(
	path: string,
	search: (filter: string) => IDataObject,
	name: PickList['name'],
	more: Partial<PickList> = {},
): PickList {
	const params = ({ filter, offset }: Search) => ({ ...search(filter), offset, limit: PAGE_SIZE });
	return { ...whole(path, name, more), params, isPaged: true };
}

const joined = (...parts: unknown[]) => parts.filter(Boolean).join(', ');

/** What the user typed as a phone number to look for; text that is none looks for nothing. */
function byPhone(filter: string): IDataObject {
	const read = readPhone(filter);
	return 'value' in read ? { phone_number: read.value.national } : {};
}

const byUser = (filter: string): IDataObject => (filter === '' ? {} : { user: filter });

const nameOfPerson = ({ first_name, last_name }: IDataObject) =>
	[first_name, last_name].filter(Boolean).join(' ');

const campaigns = whole(
	'/campaigns/search',
	({ name, status }) => `${String(name ?? 'Campaign')}${status === 'N' ? ', off' : ''}`,
);

const lists = ({ name, status }: IDataObject) =>
	`${String(name ?? 'List')}${status === 'N' ? ', inactive' : ''}`;

const nameOfNumber = ({ phone_code, phone_number, campaign_name }: IDataObject) =>
	joined(`+${String(phone_code)} ${String(phone_number)}`, campaign_name);

/** lists/search gives the active or the inactive ones at a time, and wants `status`. */
async function bothKinds(data: unknown, { client }: Search): Promise<Page | undefined> {
	const inactive = await client.ask({
		method: 'POST',
		path: '/lists/search',
		body: { status: 0 },
		about: 'list',
	});
	const pages = [data, inactive].map((one) => rowsOf(one as IDataObject, 'id'));
	return pages.every((page) => page !== undefined)
		? { rows: pages.flatMap((page) => page?.rows ?? []) }
		: undefined;
}

/** The lists of records to pick from, by the names that the fields call them. */
export const listSearch = listSearches(convoso, {
	searchAllLists: whole('/lists/search', lists, { params: () => ({ status: 1 }), page: bothKinds }),
	searchCallbacks: paged(
		'/callbacks/search',
		(filter): IDataObject => (filter === '' ? {} : { comments: filter }),
		({ callback_time, phone_number, user_name }) => joined(callback_time, phone_number, user_name),
	),
	/** The calls of the last seven days, newest first. A few hours off where the account is not on UTC does not matter. */
	searchCalls: paged(
		'/log/retrieve',
		(filter) => ({
			start_time: DateTime.fromMillis(clock.wallTime(), { zone: 'utc' })
				.minus({ days: 7 })
				.toFormat('yyyy-MM-dd HH:mm:ss'),
			...byPhone(filter),
		}),
		(call) => joined(call.call_date, nameOfPerson(call), call.phone_number),
	),
	searchCampaigns: campaigns,
	/** The campaigns, and above them 0, which stands for the whole account in a list of blocked numbers. */
	searchDncCampaigns: { ...campaigns, first: [{ name: 'All Campaigns (0)', value: '0' }] },
	searchDncNumbers: paged('/dnc/search', byPhone, nameOfNumber),
	searchLists: whole('/lists/search', lists, { params: () => ({ status: 1 }) }),
	/** Convoso has no address for queues; the agent monitor names them beside the agents. */
	searchQueues: whole('/agent-monitor/search', ({ name }) => String(name ?? 'Queue'), {
		id: 'value',
		page: (data) => rowsOf(data as IDataObject, 'value', 'data.entries.queues'),
	}),
	searchSmsOptOuts: paged('/sms-opt-out/search', byPhone, nameOfNumber),
	/** status/search gives all of them for an empty query. */
	searchStatuses: whole('/status/search', ({ name }) => String(name ?? 'Status'), {
		id: 'status',
		params: () => ({ query: '' }),
	}),
	/** For what Convoso wants to know by email. */
	searchUserEmails: paged('/users/search', byUser, nameOfPerson, { id: 'email' }),
	searchUsers: paged('/users/search', byUser, (user) =>
		[nameOfPerson(user), user.email && `<${String(user.email)}>`].filter(Boolean).join(' '),
	),
});

/** The menus of fields that take several. */
export const loadOptions = {
	getCampaigns: menuOf(listSearch.searchCampaigns),
	getLists: menuOf(listSearch.searchAllLists),
	getQueues: menuOf(listSearch.searchQueues),
	getStatuses: menuOf(listSearch.searchStatuses),
	getUsers: menuOf(listSearch.searchUsers),
};
