import { returnAllFields } from '../../../shared/describe';
import { choice, filters, moment } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { locationInQuery } from '../../account';
import { contactField } from '../../contact';
import { picked } from '../../fields';
import { listRouting } from '../../lists';
import { NEWEST_FIRST } from '../../messageTypes';
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
		routing: listRouting({
			request: { method: 'GET', url: '/conversations/messages/export' },
			preSend: [locationInQuery],
			name: 'messages',
			nextOf: ({ frame }) => frame.nextCursor as string | null | undefined,
			pageSize: PAGE_SIZE.max,
			place: 'qs',
			window: (cursor, limit) => ({
				limit: Math.max(limit, PAGE_SIZE.min),
				...(cursor ? { cursor } : {}),
			}),
		}),
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
			choice('sortOrder', 'Order', NEWEST_FIRST, { place }),
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
