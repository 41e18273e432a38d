import { returnAllFields } from '../../../shared/describe';
import { choices, filters, id } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { conversationField, conversationInPath } from '../../conversation';
import { listRouting, type List } from '../../lists';
import { FILTER_TYPES } from '../../messageTypes';
import { simple } from './simple';

/** The last message of a page; reading goes on until the vendor says that there is no next page, or none comes. */
function lastIn({ rows, frame }: List): string | undefined {
	const last = frame.lastMessageId ?? rows.at(-1)?.id;
	return frame.nextPage === false || !last ? undefined : String(last);
}

/** GET /conversations/{conversationId}/messages, newest first. The vendor names no largest page; 100 is what clients ask for. */
export const getMany: Operation = {
	isRead: true,
	simple,
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many messages',
		description: 'Get the messages and logged calls of a conversation',
		routing: listRouting({
			request: { method: 'GET', url: '/conversations/{conversationId}/messages' },
			name: 'messages',
			nextOf: lastIn,
			pageSize: 100,
			place: 'qs',
			window: (cursor, limit) => ({ limit, ...(cursor ? { lastMessageId: cursor } : {}) }),
		}),
	},
	fields: [
		conversationField(),
		...returnAllFields,
		filters([
			id('lastMessageId', 'Before Message ID', {
				place: 'query',
				description: 'Get only messages that are older than this one',
			}),
			choices('type', 'Message Types', FILTER_TYPES, { place: 'query' }),
		]),
	],
	finish: [conversationInPath],
};
