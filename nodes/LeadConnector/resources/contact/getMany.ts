import type { IDataObject, PreSendAction } from 'n8n-workflow';

import { returnAllFields } from '../../../shared/describe';
import {
	bodyOf,
	choice,
	field,
	filters,
	flag,
	formed,
	list,
	mapped,
	moment,
	text,
} from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { readText } from '../../../shared/values/text';
import { locationInBody } from '../../account';
import { email, phoneNumber, picked } from '../../fields';
import { listRouting, type List } from '../../lists';
import { simple } from './simple';

/** The most rows that the vendor gives at once. */
const PAGE_SIZE = 500;

/** The longest value that the vendor compares with, in characters. */
const MAX_LENGTH = 75;

/** Makes conditions of the filters: each must be met. Sources: the vendor's document on the search of contacts. */
const asConditions: PreSendAction = async (request) => {
	const { query, sortBy = 'dateAdded', sort = 'desc', ...wanted } = bodyOf(request);
	const conditions = Object.entries(wanted).flatMap(([field, value]) => conditionsOf(field, value));
	const body = {
		...(query === undefined ? {} : { query }),
		...(conditions.length > 0 ? { filters: conditions } : {}),
		sort: [{ field: sortBy, direction: sort }],
	};
	return { ...request, body };
};

function conditionsOf(field: string, value: IDataObject[string]): IDataObject[] {
	if (Array.isArray(value)) return value.flatMap((one) => conditionsOf(field, one as string));
	if (typeof value === 'object') return [{ field, operator: 'range', value: value as IDataObject }];
	// LeadConnector keeps addresses in small letters.
	return [
		{ field, operator: 'eq', value: field === 'email' ? String(value).toLowerCase() : value },
	];
}

/** Each row holds the place behind it. */
function placeBehind({ rows, total = Infinity }: List): string | undefined {
	const place = rows.at(-1)?.searchAfter;
	return place && rows.length < total ? JSON.stringify(place) : undefined;
}

/** A name as the vendor compares it: in small letters. */
const nameFilter = (property: string, name: string, displayName: string) =>
	field(property, displayName, 'string', {
		name,
		description: 'The whole name, in any case',
		read: mapped(readText, (text) => text.toLowerCase()),
	});

/** POST /contacts/search. */
export const getMany: Operation = {
	isRead: true,
	simple,
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many contacts',
		description: 'Find contacts by text, email, phone, tag, user or date',
		routing: listRouting({
			request: { method: 'POST', url: '/contacts/search' },
			name: 'contacts',
			nextOf: placeBehind,
			pageSize: PAGE_SIZE,
			place: 'body',
			window: (cursor, pageLimit) => ({
				pageLimit,
				...(cursor ? { searchAfter: JSON.parse(cursor) as IDataObject[] } : { page: 1 }),
			}),
		}),
	},
	fields: [
		...returnAllFields,
		filters(
			[
				moment('dateAdded.gte', 'Added Since', { name: 'addedSince' }),
				moment('dateAdded.lte', 'Added Until', { name: 'addedUntil' }),
				picked('assignedTo', 'Assigned To', 'searchUsers'),
				flag('dnd', 'Do Not Disturb', 'Whether the contact is not to be disturbed'),
				email('email', 'Email'),
				nameFilter('firstNameLowerCase', 'firstName', 'First Name'),
				nameFilter('lastNameLowerCase', 'lastName', 'Last Name'),
				choice('sort', 'Order', [
					{ name: 'Ascending', value: 'asc' },
					{ name: 'Descending', value: 'desc' },
				]),
				choice('sortBy', 'Order By', [
					{ name: 'Date Added', value: 'dateAdded' },
					{ name: 'Date Updated', value: 'dateUpdated' },
					{ name: 'First Name', value: 'firstNameLowerCase' },
					{ name: 'Last Name', value: 'lastNameLowerCase' },
				]),
				phoneNumber('phone', 'Phone'),
				formed(
					'query',
					'Search',
					{
						fault: ({ length }) => (length > MAX_LENGTH ? `has ${length} characters` : undefined),
						hint: `LeadConnector looks for ${MAX_LENGTH} characters at most.`,
					},
					{ description: 'Text to look for in names, email and phone' },
				),
				text('source', 'Source'),
				list('tags', 'Tags', {
					placeholder: 'e.g. hot lead, webinar',
					description: 'The contact must have all of them',
				}),
				moment('dateUpdated.gte', 'Updated Since', { name: 'updatedSince' }),
				moment('dateUpdated.lte', 'Updated Until', { name: 'updatedUntil' }),
			],
			{ description: 'A change takes LeadConnector some seconds to be found' },
		),
	],
	finish: [asConditions, locationInBody],
};
