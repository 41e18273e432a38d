import type { z } from 'zod';

import { Refused } from '../kit/refused';
import { exportQuery } from './contract';
import { endpoint, type LeadConnectorCall } from './endpoint';
import { publicPart } from './messages';
import type { Message } from './store';

/** The messages of the whole location, page by page. */
export const exportEndpoints = [
	endpoint({
		method: 'GET',
		path: '/conversations/messages/export',
		scope: 'conversations/message.readonly',
		query: exportQuery,
		answer: exported,
	}),
];

/** Which types of message a channel holds. */
const CHANNELS: Record<string, RegExp> = {
	Call: /CALL|VOICEMAIL/,
	SMS: /SMS/,
	Email: /EMAIL/,
	WhatsApp: /WHATSAPP/,
	Instagram: /^TYPE_(IG|INSTAGRAM)/,
	Facebook: /^TYPE_(FB|FACEBOOK)/,
};

function exported({
	store,
	query,
}: LeadConnectorCall<unknown, z.infer<typeof exportQuery>>): object {
	const { limit = 100, cursor, sortOrder = 'desc', channel, startDate, endDate } = query;
	const found = [...store.messages.values()]
		.filter(
			(message) =>
				// Emails come only when they are asked for.
				(channel
					? CHANNELS[channel].test(message.messageType)
					: !CHANNELS.Email.test(message.messageType)) &&
				(!query.conversationId || message.conversationId === query.conversationId) &&
				(!query.contactId || message.contactId === query.contactId) &&
				(!startDate || Date.parse(message.dateAdded) >= Date.parse(startDate)) &&
				(!endDate || Date.parse(message.dateAdded) <= Date.parse(endDate)),
		)
		.sort((a, b) => Date.parse(a.dateAdded) - Date.parse(b.dateAdded));
	if (sortOrder === 'desc') found.reverse();
	const from = cursor ? after(cursor, found) : 0;
	const page = found.slice(from, from + limit);
	return {
		messages: page.map(publicPart),
		nextCursor: from + limit < found.length ? cursorAt(page.at(-1)!) : null,
		total: found.length,
	};
}

/** Opaque to the client: the place after the last row. */
function cursorAt({ id, dateAdded }: Message): string {
	const place = { pitId: 'sandbox', lastSort: [Date.parse(dateAdded)], lastId: id };
	return Buffer.from(JSON.stringify(place)).toString('base64');
}

function after(cursor: string, messages: Message[]): number {
	try {
		const { lastId } = JSON.parse(Buffer.from(cursor, 'base64').toString()) as { lastId: string };
		const index = messages.findIndex(({ id }) => id === lastId);
		if (index >= 0) return index + 1;
	} catch {
		// Not one of ours.
	}
	throw new Refused(400, 'Invalid cursor');
}
