import { returnAllFields } from '../../../shared/describe';
import { choice, filters, moment } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { cursorPages } from '../../../shared/paging';
import { locationInQuery } from '../../account';
import { contactField } from '../../contact';
import { picked } from '../../fields';
import { asPage, type List } from '../../lists';
import { simple } from './simple';

/** How many messages a page may hold (limit in the vendor's description). */
const PAGE_SIZE = { min: 10, max: 500 };

const CHANNELS = ['Call', 'Email', 'Facebook', 'Instagram', 'SMS', 'WhatsApp'];

const place = 'query';

/** GET /conversations/messages/export: the messages of the whole location. */
export const exportMessages: Operation = {
	isRead: true,
	simple,
	option: {
		name: 'Export',
		value: 'export',
		action: 'Export messages',
		description:
			'Get the messages of all conversations by channel and date, such as all calls of today',
		routing: {
			request: { method: 'GET', url: '/conversations/messages/export' },
			send: { preSend: [locationInQuery], paginate: true },
			output: {
				postReceive: [
					asPage('messages', ({ frame }: List) => frame.nextCursor as string | null | undefined),
				],
			},
			operations: {
				pagination: cursorPages({
					pageSize: PAGE_SIZE.max,
					idOf: (message) => message.id,
					ask: (options, cursor, limit) => ({
						...options,
						qs: {
							...options.qs,
							limit: Math.max(limit, PAGE_SIZE.min),
							...(cursor ? { cursor } : {}),
						},
					}),
				}),
			},
		},
	},
	fields: [
		...returnAllFields,
		filters([
			choice(
				'channel',
				'Channel',
				CHANNELS.map((value) => ({ name: value, value })),
				{
					place,
					description:
						'Without it, all but emails come, changes of opportunities and the like included',
				},
			),
			contactField({ place }),
			picked('conversationId', 'Conversation', 'searchConversations', { place }),
			choice(
				'sortOrder',
				'Order',
				[
					{ name: 'Newest First', value: 'desc' },
					{ name: 'Oldest First', value: 'asc' },
				],
				{ place },
			),
			choice(
				'sortBy',
				'Order By',
				[
					{ name: 'Created', value: 'createdAt' },
					{ name: 'Updated', value: 'updatedAt' },
				],
				{ place },
			),
			moment('startDate', 'Since', { place, placeholder: 'e.g. {{ $today }}' }),
			moment('endDate', 'Until', { place }),
		]),
	],
};
