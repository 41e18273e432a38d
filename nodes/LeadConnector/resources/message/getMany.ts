import { returnAllFields, type Operation } from '../../../shared/describe';
import { collection } from '../../../shared/fields';
import { cursorPages } from '../../../shared/paging';
import { asPage } from '../../shared/answer';
import { conversationField, conversationInPath } from '../../shared/conversation';
import { choices, text } from '../../shared/fields';
import { FILTER_TYPES } from '../../shared/messageTypes';

/** GET /conversations/{conversationId}/messages, newest first. The vendor names no largest page; 100 is what clients ask for. */
export const getMany: Operation = {
	isRead: true,
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many messages',
		description: 'Get the messages and logged calls of a conversation',
		routing: {
			request: { method: 'GET', url: '/conversations/{conversationId}/messages' },
			send: { preSend: [conversationInPath], paginate: true },
			output: {
				postReceive: [
					asPage('messages', (_rows, { nextPage, lastMessageId }) =>
						nextPage === true ? lastMessageId : undefined,
					),
				],
			},
			operations: {
				pagination: cursorPages({
					pageSize: 100,
					idOf: ({ id }) => id,
					ask: (options, cursor, limit) => ({
						...options,
						qs: { ...options.qs, limit, ...(cursor ? { lastMessageId: cursor } : {}) },
					}),
				}),
			},
		},
	},
	fields: [
		conversationField(),
		...returnAllFields,
		collection('Filters', 'filters', 'Add filter', [
			text('lastMessageId', 'Before Message ID', {
				place: 'query',
				description: 'Get only messages that are older than this one',
			}),
			choices('type', 'Message Types', FILTER_TYPES, { place: 'query' }),
		]),
	],
};
