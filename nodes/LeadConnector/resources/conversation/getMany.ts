import type { IDataObject, IExecuteSingleFunctions, PreSendAction } from 'n8n-workflow';

import { answerRefused } from '../../../shared/answers';
import { returnAllFields } from '../../../shared/describe';
import { invalidInput } from '../../../shared/errors';
import { amount, choice, filters, id, moment, text } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { wantsAll } from '../../../shared/paging';
import { locationInQuery } from '../../account';
import { contactField } from '../../contact';
import { cursorAfter, placeOf } from '../../dateCursor';
import { picked } from '../../fields';
import { listRouting, type List } from '../../lists';
import { DIRECTIONS, LAST_MESSAGE_TYPES, NEWEST_FIRST } from '../../messageTypes';
import { simple } from './simple';

/** The vendor names no largest page; this is what clients ask for. */
const PAGE_SIZE = 100;

/** The field of a row that holds the value it is sorted by; of other orders, only `sort` has it. */
const SORT_FIELDS: Record<string, string> = {
	last_message_date: 'lastMessageDate',
	last_manual_message_date: 'lastManualMessageDate',
};

/** Paging needs to know what the rows are sorted by, and the order by score of which score profile it is. */
const sorted: PreSendAction = async function (request) {
	const { sortBy = 'last_message_date', sort = 'desc', ...query } = request.qs ?? {};
	const qs: IDataObject = { ...query, sortBy, sort };
	if (sortBy !== 'score_profile') return { ...request, qs };
	const { scoreProfile, sortScoreProfile = scoreProfile } = qs;
	if (sortScoreProfile !== undefined) return { ...request, qs: { ...qs, sortScoreProfile } };
	throw invalidInput(
		this,
		'Order by Score Profile',
		'is empty',
		"Enter the ID of the score profile that 'Order By' goes by.",
	);
};

/** The cursor behind these rows; none where they are all. */
function nextOf(this: IExecuteSingleFunctions, { rows, total = Infinity }: List) {
	if (rows.length === 0 || total <= rows.length) return undefined;
	const { sortBy = 'last_message_date', sort } = this.getNodeParameter('filters', {}) as {
		sortBy?: string;
		sort?: string;
	};
	const cursor = cursorAfter(rows, { field: SORT_FIELDS[sortBy], isAscending: sort === 'asc' });
	const wanted = wantsAll(this) ? Infinity : Number(this.getNodeParameter('limit'));
	if (cursor === undefined && rows.length >= PAGE_SIZE && wanted > rows.length) {
		throw answerRefused(this, {
			message: 'the last conversation has no date to read on from',
			hint: `Set 'Limit' to ${rows.length} or less, or narrow the filters.`,
			status: 200,
			outcome: 'refused',
		});
	}
	return cursor;
}

const place = 'query';

/** A bound of a date filter, sent in milliseconds since 1970. */
const dateBound = (property: string, displayName: string) =>
	moment(property, displayName, { place }, { send: (date) => date.toMillis() });

/** GET /conversations/search. */
export const getMany: Operation = {
	isRead: true,
	simple,
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many conversations',
		description: 'Find conversations by contact, text, user, date or last message',
		routing: listRouting({
			request: { method: 'GET', url: '/conversations/search' },
			preSend: [locationInQuery],
			name: 'conversations',
			nextOf,
			pageSize: PAGE_SIZE,
			place: 'qs',
			window: (cursor, limit) => {
				if (cursor === undefined) return { limit };
				const { after, seen } = placeOf(cursor);
				return { limit: PAGE_SIZE + seen.length, startAfterDate: after };
			},
		}),
	},
	fields: [
		...returnAllFields,
		filters([
			dateBound('startDate', 'Added Since'),
			dateBound('endDate', 'Added Until'),
			picked('assignedTo', 'Assigned To', 'searchUsers', {
				place,
				description: "Enter 'unassigned' as ID for those of nobody",
			}),
			contactField({ place }),
			picked('id', 'Conversation', 'searchConversations', { place, name: 'conversationId' }),
			picked('followers', 'Follower', 'searchUsers', { place }),
			choice(
				'lastMessageAction',
				'Last Message Action',
				[
					{ name: 'Automated', value: 'automated' },
					{ name: 'Manual', value: 'manual' },
				],
				{ place },
			),
			choice('lastMessageDirection', 'Last Message Direction', DIRECTIONS, { place }),
			choice('lastMessageType', 'Last Message Type', LAST_MESSAGE_TYPES, { place }),
			picked('mentions', 'Mentioned User', 'searchUsers', { place }),
			choice('sort', 'Order', NEWEST_FIRST, { place }),
			choice(
				'sortBy',
				'Order By',
				[
					{ name: 'Due', value: 'due_at' },
					{ name: 'Last Message', value: 'last_message_date' },
					{ name: 'Last Message by Hand', value: 'last_manual_message_date' },
					{ name: 'Overdue', value: 'overdue_at' },
					{ name: 'Score', value: 'score_profile' },
				],
				{ place, default: 'last_message_date' },
			),
			id('sortScoreProfile', 'Order by Score Profile', {
				place,
				description:
					"ID of the score profile that the order 'Score' goes by; that of the filter if left out",
			}),
			amount('scoreProfileMin', 'Score From', { place }),
			id('scoreProfile', 'Score Profile', {
				place,
				description: "ID of the score profile that 'Score From' and 'Score To' are about",
			}),
			amount('scoreProfileMax', 'Score To', { place }),
			text('query', 'Search', { place, description: 'Text to look for' }),
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
				{ place },
			),
		]),
	],
	finish: [sorted],
};
