import type { IDataObject, IExecuteSingleFunctions, PreSendAction } from 'n8n-workflow';

import { returnAllFields, type Operation } from '../../../shared/describe';
import { refusedBy } from '../../../shared/errors';
import { collection } from '../../../shared/fields';
import { cursorPages } from '../../../shared/paging';
import { locationInQuery } from '../../shared/account';
import { asPage } from '../../shared/answer';
import { contactField } from '../../shared/contact';
import { choice, dateBound, picked, text } from '../../shared/fields';
import { LAST_MESSAGE_TYPES } from '../../shared/messageTypes';

/** The vendor names no largest page; this is what clients ask for. */
const PAGE_SIZE = 100;

/** What rows can be sorted by, and the field of a row that holds the value. */
const SORT_FIELDS: Record<string, string> = {
	last_message_date: 'lastMessageDate',
	last_manual_message_date: 'lastManualMessageDate',
};

/** Paging needs to know what the rows are sorted by. */
const sorted: PreSendAction = async function (this: IExecuteSingleFunctions, request) {
	return { ...request, qs: { sortBy: 'last_message_date', sort: 'desc', ...request.qs } };
};

/** The page after goes on behind the sort value of the last row; `sort` holds it where the field does not. */
function cursorAfter(
	this: IExecuteSingleFunctions,
	rows: IDataObject[],
	{ total }: IDataObject,
): unknown {
	const last = rows.at(-1);
	if (last === undefined || (typeof total === 'number' && total <= rows.length)) return undefined;
	const { sortBy } = this.getNodeParameter('filters', {}) as { sortBy?: string };
	const [sortValue] = [last.sort].flat();
	const cursor = last[SORT_FIELDS[sortBy ?? 'last_message_date']] ?? sortValue;
	const wanted = this.getNodeParameter('returnAll')
		? Infinity
		: Number(this.getNodeParameter('limit'));
	const isFull = rows.length >= PAGE_SIZE;
	if ((cursor === undefined || cursor === null) && isFull && wanted > rows.length) {
		throw refusedBy(this, 'LeadConnector', {
			message: 'the last conversation has no date to read on from',
			hint: `Set 'Limit' to ${rows.length} or less, or narrow the filters.`,
			status: 200,
			outcome: 'refused',
		});
	}
	return cursor;
}

/** GET /conversations/search. */
export const getMany: Operation = {
	isRead: true,
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many conversations',
		description: 'Find conversations by contact, text, user, date or last message',
		routing: {
			request: { method: 'GET', url: '/conversations/search' },
			send: { preSend: [locationInQuery, sorted], paginate: true },
			output: { postReceive: [asPage('conversations', cursorAfter)] },
			operations: {
				pagination: cursorPages({
					pageSize: PAGE_SIZE,
					idOf: ({ id }) => id,
					ask: (options, cursor, limit) => ({
						...options,
						qs: {
							...options.qs,
							limit,
							...(cursor === undefined ? {} : { startAfterDate: cursor }),
						},
					}),
				}),
			},
		},
	},
	fields: [
		...returnAllFields,
		collection('Filters', 'filters', 'Add filter', [
			dateBound('startDate', 'Added Since', { place: 'query' }),
			dateBound('endDate', 'Added Until', { place: 'query' }),
			picked('assignedTo', 'Assigned To', 'searchUsers', {
				place: 'query',
				description: "Enter 'unassigned' as ID for those of nobody",
			}),
			contactField({ place: 'query' }),
			picked('followers', 'Follower', 'searchUsers', { place: 'query' }),
			choice(
				'lastMessageAction',
				'Last Message Action',
				[
					{ name: 'Automated', value: 'automated' },
					{ name: 'Manual', value: 'manual' },
				],
				{ place: 'query' },
			),
			choice(
				'lastMessageDirection',
				'Last Message Direction',
				[
					{ name: 'Inbound', value: 'inbound' },
					{ name: 'Outbound', value: 'outbound' },
				],
				{ place: 'query' },
			),
			choice('lastMessageType', 'Last Message Type', LAST_MESSAGE_TYPES, { place: 'query' }),
			picked('mentions', 'Mentioned User', 'searchUsers', { place: 'query' }),
			choice(
				'sort',
				'Order',
				[
					{ name: 'Newest First', value: 'desc' },
					{ name: 'Oldest First', value: 'asc' },
				],
				{ place: 'query' },
			),
			choice(
				'sortBy',
				'Order By',
				[
					{ name: 'Last Message', value: 'last_message_date' },
					{ name: 'Last Message by Hand', value: 'last_manual_message_date' },
				],
				{ place: 'query' },
			),
			text('query', 'Search', { place: 'query', description: 'Text to look for' }),
			choice(
				'status',
				'Status',
				[
					{ name: 'All', value: 'all' },
					{ name: 'Read', value: 'read' },
					{ name: 'Recents', value: 'recents' },
					{ name: 'Starred', value: 'starred' },
					{ name: 'Unread', value: 'unread' },
				],
				{ place: 'query' },
			),
		]),
	],
};
