import type { IDataObject } from 'n8n-workflow';

import type { Page } from '../shared/paging';
import { listSearches, type Search } from '../shared/pickers';
import { locationOf } from './account';
import { cursorAfter, placeOf } from './dateCursor';
import { listIn } from './lists';
import { leadConnector } from './service';

/** The longest search text that LeadConnector takes, in characters. */
const MAX_QUERY = 75;

/** How much of the last message of a conversation is shown, in characters. */
const PREVIEW = 40;

const PAGE_SIZE = { contacts: 100, conversations: 50, numbers: 1000 };

const otherwise = 'You can also type the value by hand.';

const joined = (...parts: unknown[]) => parts.filter(Boolean).join(', ');

/** The name of a person in whatever fields the vendor has it. */
const personIn = ({ name, fullName, contactName, firstName, lastName }: IDataObject) =>
	name ?? fullName ?? contactName ?? [firstName, lastName].filter(Boolean).join(' ');

function titleOfConversation(row: IDataObject): string {
	const text = String(row.lastMessageBody ?? '');
	const preview = text.length > PREVIEW ? `${text.slice(0, PREVIEW)}…` : text;
	return [joined(personIn(row), row.phone ?? row.email), preview].filter(Boolean).join(' – ');
}

/**
 * A page of contacts. Each row holds the place behind it (`searchAfter`), which reaches further than page numbers do; where
 * it does not, a full page is followed by the next number.
 */
function contactsIn(data: unknown, { offset }: Search): Page | undefined {
	const list = listIn(data, 'contacts');
	if (!list) return undefined;
	const { rows, total = Infinity } = list;
	const behind = rows.at(-1)?.searchAfter;
	if (rows.length === 0 || offset + rows.length >= total) return { ...list, next: null };
	if (behind) return { ...list, next: JSON.stringify(behind) };
	return rows.length < PAGE_SIZE.contacts ? { ...list, next: null } : list;
}

/** A page of conversations, without those that the page before had too. */
function conversationsIn(data: unknown, { cursor, offset }: Search): Page | undefined {
	const list = listIn(data, 'conversations');
	if (!list) return undefined;
	const seen = new Set(cursor ? placeOf(cursor).seen : []);
	const rows = list.rows.filter(({ id }) => !seen.has(String(id)));
	const isEnd = rows.length === 0 || offset + rows.length >= (list.total ?? Infinity);
	const next = isEnd ? null : cursorAfter(list.rows, { field: 'lastMessageDate' });
	return { rows, total: list.total, next: next ?? null };
}

/** The lists of records to pick from, by the names that the fields call them. */
export const listSearch = listSearches(leadConnector, {
	/** The contacts of the location; LeadConnector itself searches. */
	searchContacts: {
		path: '/contacts/search',
		params: async ({ filter, offset, cursor, context }) => ({
			locationId: await locationOf(context),
			pageLimit: PAGE_SIZE.contacts,
			...(filter ? { query: filter.slice(0, MAX_QUERY) } : {}),
			...(cursor
				? { searchAfter: JSON.parse(cursor) as IDataObject[] }
				: { page: Math.floor(offset / PAGE_SIZE.contacts) + 1 }),
		}),
		page: contactsIn,
		name: (row) => joined(personIn(row), row.phone ?? row.email),
		isPaged: true,
		about: 'contact.list',
		otherwise,
	},
	/** The conversations of the location, newest first; LeadConnector itself searches names, phones and texts. */
	searchConversations: {
		method: 'GET',
		path: '/conversations/search',
		params: async ({ filter, cursor, context }) => {
			const place = cursor ? placeOf(cursor) : undefined;
			return {
				locationId: await locationOf(context),
				limit: PAGE_SIZE.conversations + (place?.seen.length ?? 0),
				sortBy: 'last_message_date',
				sort: 'desc',
				...(filter ? { query: filter } : {}),
				...(place ? { startAfterDate: place.after } : {}),
			};
		},
		page: conversationsIn,
		name: titleOfConversation,
		isPaged: true,
		about: 'conversation.list',
		otherwise,
	},
	/** The phone numbers that the location has at LeadConnector; those of other phone systems are typed. */
	searchNumbers: {
		method: 'GET',
		path: async ({ context }) =>
			`/phone-system/numbers/location/${encodeURIComponent(await locationOf(context))}`,
		params: () => ({ pageSize: PAGE_SIZE.numbers, page: 0 }),
		page: (data) => listIn(data, 'numbers'),
		id: 'phoneNumber',
		name: ({ phoneNumber, friendlyName }) =>
			[phoneNumber, friendlyName].filter(Boolean).join(' – '),
		about: 'number.list',
		otherwise,
	},
	/** GET /users/search needs the ID of the agency, which a location's token does not tell, so the older GET /users/ is asked. */
	searchUsers: {
		method: 'GET',
		path: '/users/',
		params: async ({ context }) => ({ locationId: await locationOf(context) }),
		page: (data) => listIn(data, 'users'),
		name: (row) => [personIn(row), row.email && `<${String(row.email)}>`].filter(Boolean).join(' '),
		about: 'user.list',
		otherwise,
	},
});
