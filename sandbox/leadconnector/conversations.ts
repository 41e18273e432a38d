import type { z } from 'zod';

import { clock } from '../kit/clock';
import { Refused } from '../kit/refused';
import { createConversation, searchConversations, updateConversation } from './contract';
import { endpoint, type LeadConnectorCall } from './endpoint';
import type { Conversation } from './store';

/** Conversations: search, get, create, update, delete. */
export const conversationEndpoints = [
	endpoint({
		method: 'GET',
		path: '/conversations/search',
		scope: 'conversations.readonly',
		query: searchConversations,
		answer: search,
	}),
	endpoint({
		method: 'POST',
		path: '/conversations/',
		scope: 'conversations.write',
		body: createConversation,
		answer: ({ store, body, reply }) => {
			const { contactId } = body;
			if (!store.contacts.has(contactId)) throw new Refused(400, 'Contact not found');
			const existing = store.conversationOf(contactId);
			if (existing) throw new Refused(400, 'Conversation already exists for this contact');
			reply.code(201);
			const { id, locationId, dateAdded } = store.addConversation(contactId);
			const date = new Date(dateAdded).toISOString();
			return {
				success: true,
				conversation: {
					id,
					contactId,
					locationId,
					deleted: false,
					dateAdded: date,
					dateUpdated: date,
					lastMessageDate: date,
				},
			};
		},
	}),
	endpoint({
		method: 'GET',
		path: '/conversations/:conversationId',
		scope: 'conversations.readonly',
		answer: (call) => publicPart(found(call)),
	}),
	endpoint({
		method: 'PUT',
		path: '/conversations/:conversationId',
		scope: 'conversations.write',
		body: updateConversation,
		answer: (call) => {
			const { locationId: _location, ...fields } = call.body;
			const isText = typeof fields.feedback === 'string';
			if (fields.feedback !== undefined && isText !== (call.version === 'v3'))
				throw new Refused(422, ['feedback must be an object, and in v3 a text']);
			const conversation = Object.assign(found(call), fields);
			return { success: true, conversation: publicPart(conversation) };
		},
	}),
	endpoint({
		method: 'DELETE',
		path: '/conversations/:conversationId',
		scope: 'conversations.write',
		answer: (call) => {
			call.store.conversations.delete(found(call).id);
			return { success: true };
		},
	}),
];

/** The conversation of the path. */
export function found({ store, params }: LeadConnectorCall): Conversation {
	const conversation = store.conversations.get(params.conversationId);
	if (!conversation)
		throw new Refused(404, `Conversation with id ${params.conversationId} not found`);
	return conversation;
}

function search({
	store,
	query,
}: LeadConnectorCall<unknown, z.infer<typeof searchConversations>>): object {
	const now = clock.now();
	if (query.sortBy === 'score_profile' && !query.sortScoreProfile) {
		throw new Refused(422, ['sortScoreProfile should not be empty']);
	}
	const direction = query.sort === 'asc' ? 1 : -1;
	const all = [...store.conversations.values()].filter((one) => {
		const contact = store.contacts.get(one.contactId);
		const words = `${contact?.contactName} ${contact?.phone} ${contact?.email} ${one.lastMessageBody}`;
		return (
			one.searchableFrom <= now &&
			(!query.id || one.id === query.id) &&
			(!query.contactId || one.contactId === query.contactId) &&
			(!query.assignedTo || (one.assignedTo ?? 'unassigned') === query.assignedTo) &&
			(!query.query || words.toLowerCase().includes(query.query.toLowerCase())) &&
			(!query.lastMessageType || one.lastMessageType === query.lastMessageType) &&
			(!query.lastMessageDirection || one.lastMessageDirection === query.lastMessageDirection) &&
			(!query.startDate || one.dateAdded >= Number(query.startDate)) &&
			(!query.endDate || one.dateAdded <= Number(query.endDate)) &&
			(query.status !== 'starred' || one.starred) &&
			(query.status !== 'unread' || one.unreadCount > 0) &&
			(query.status !== 'read' || one.unreadCount === 0)
		);
	});
	const after = all
		.sort((a, b) => direction * (a.lastMessageDate - b.lastMessageDate))
		.filter(
			(one) =>
				!query.startAfterDate ||
				direction * (one.lastMessageDate - Number(query.startAfterDate)) > 0,
		);
	const page = after.slice(0, Number(query.limit ?? 20));
	return {
		conversations: page.map((one) => {
			const contact = store.contacts.get(one.contactId);
			return {
				...publicPart(one),
				fullName: contact?.contactName,
				contactName: contact?.contactName,
				email: contact?.email,
				phone: contact?.phone,
				sort: [one.lastMessageDate],
			};
		}),
		total: all.length,
	};
}

function publicPart({ searchableFrom: _hidden, ...conversation }: Conversation): object {
	return { ...conversation, deleted: false, inbox: true, type: 1 };
}
