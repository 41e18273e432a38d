import { z } from 'zod';

import { clock } from '../kit/clock';
import { Refused } from '../kit/refused';
import {
	attachments,
	inbound,
	messagesQuery,
	outbound,
	send,
	updateStatus,
	uploadFields,
} from './contract';
import { found } from './conversations';
import { endpoint, type LeadConnectorCall } from './endpoint';
import { PROVIDERS, type Conversation, type LeadConnectorStore, type Message } from './store';

const WRITE = 'conversations/message.write';
const READ = 'conversations/message.readonly';

/** A second of silence, as a call without words would record. */
const RECORDING = Buffer.concat([
	Buffer.from('RIFF$\x00\x00\x00WAVEfmt ', 'latin1'),
	Buffer.alloc(64),
]);

const SENTENCES = [
	{
		mediaChannel: 1,
		sentenceIndex: 0,
		startTime: 0,
		endTime: 4,
		transcript: 'This call may be recorded for quality assurance purposes.',
		confidence: 0.93,
	},
	{
		mediaChannel: 2,
		sentenceIndex: 1,
		startTime: 4,
		endTime: 6,
		transcript: 'Fine, go ahead.',
		confidence: 0.88,
	},
];

const file = z.object({ name: z.string(), mimeType: z.string(), bytes: z.instanceof(Buffer) });

const CALL_TYPES = ['Call', 'IVR_Call', 'Campaign_Call', 'Campaign_VoiceMail'];

/** Messages: add, send, read, status, attachments, files, recordings and transcriptions. */
export const messageEndpoints = [
	endpoint({
		method: 'POST',
		path: '/conversations/messages',
		scope: WRITE,
		body: send,
		answer: sent,
	}),
	endpoint({
		method: 'POST',
		path: '/conversations/messages/inbound',
		scope: WRITE,
		body: inbound,
		answer: (call) => added(call, 'inbound'),
	}),
	endpoint({
		method: 'POST',
		path: '/conversations/messages/outbound',
		scope: WRITE,
		body: outbound,
		answer: (call) => added(call, 'outbound'),
	}),
	endpoint({
		method: 'POST',
		path: '/conversations/messages/upload',
		scope: WRITE,
		isMultipart: true,
		body: uploadFields.extend({ fileAttachment: file }).strict(),
		answer: ({ store, body }) => {
			const uploaded = body.fileAttachment;
			if (!/\.(jpe?g|png|mp4|mpeg|zip|rar|pdf|docx?|txt|mp3|wav)$/i.test(uploaded.name)) {
				throw new Refused(415, 'File type not supported', { status: 415 });
			}
			store.files.push(uploaded);
			const address = `https://storage.example.com/${encodeURIComponent(uploaded.name)}`;
			return { uploadedFiles: { [uploaded.name]: address } };
		},
	}),
	endpoint({
		method: 'GET',
		path: '/conversations/messages/email/:messageId',
		scope: READ,
		version: 'none',
		answer: (call) => asEmail(emailOf(call)),
	}),
	endpoint({
		method: 'GET',
		path: '/conversations/messages/:messageId',
		scope: READ,
		answer: (call) => {
			const message = publicPart(messageOf(call));
			return call.answers === 'document' ? message : { message };
		},
	}),
	endpoint({
		method: 'GET',
		path: '/conversations/:conversationId/messages',
		scope: READ,
		query: messagesQuery,
		answer: list,
	}),
	endpoint({
		method: 'PUT',
		path: '/conversations/messages/:messageId/status',
		scope: WRITE,
		body: updateStatus,
		answer: (call) => {
			const message = messageOf(call);
			if (!call.token.ownsProviders || !message.conversationProviderId) {
				throw new Refused(403, 'You are not allowed to update the status of this message');
			}
			message.status = call.body.status;
			return {
				conversationId: message.conversationId,
				messageId: message.id,
				status: message.status,
			};
		},
	}),
	endpoint({
		method: 'PUT',
		path: '/conversations/messages/:messageId/attachments',
		scope: WRITE,
		body: attachments,
		answer: (call) => {
			const message = messageOf(call);
			if (!message.isExternalCall) {
				throw new Refused(403, 'Message type does not support attachment updates');
			}
			message.attachments = call.body.attachments;
			return { success: true, attachments: message.attachments };
		},
	}),
	endpoint({
		method: 'DELETE',
		path: '/conversations/messages/:messageId/schedule',
		scope: WRITE,
		answer: canceled,
	}),
	endpoint({
		method: 'DELETE',
		path: '/conversations/messages/email/:messageId/schedule',
		scope: WRITE,
		version: 'none',
		answer: canceled,
	}),
	endpoint({
		method: 'GET',
		path: '/conversations/messages/:messageId/locations/:locationId/recording',
		scope: READ,
		answer: (call) => {
			if (!callWithAudio(call)) throw new Refused(404, 'No recording found for this message');
			call.reply.headers({
				'content-type': 'audio/x-wav',
				'content-disposition': 'attachment; filename=audio.wav',
			});
			return RECORDING;
		},
	}),
	endpoint({
		method: 'GET',
		path: '/conversations/locations/:locationId/messages/:messageId/transcription',
		scope: READ,
		answer: (call) => {
			if (!callWithAudio(call)) throw new Refused(404, 'No transcription found for this message');
			return call.answers === 'document' ? SENTENCES[0] : SENTENCES;
		},
	}),
	endpoint({
		method: 'GET',
		path: '/conversations/locations/:locationId/messages/:messageId/transcription/download',
		scope: READ,
		answer: (call) => {
			if (!callWithAudio(call)) throw new Refused(404, 'No transcription found for this message');
			call.reply.type('text/plain');
			return SENTENCES.map(({ transcript }) => transcript).join('\n');
		},
	}),
];

type Inbound = z.infer<typeof inbound>;
type Outbound = z.infer<typeof outbound>;

function added(
	call: LeadConnectorCall<Inbound | Outbound>,
	direction: 'inbound' | 'outbound',
): unknown {
	const { store, reply } = call;
	const body: Partial<Inbound> = call.body;
	const isCall = CALL_TYPES.includes(call.body.type);
	const hasProvider = checkProvider(call, isCall);
	if (body.type === 'Custom' && !hasProvider) {
		// The real server says 201 with nothing, and stores nothing.
		reply.code(201);
		return '';
	}
	const conversation = conversationFor(call, body);
	const contact = store.contacts.get(conversation.contactId)!;
	const isOutbound = (body.direction ?? direction) === 'outbound';
	const theirs = isOutbound ? body.call?.to : body.call?.from;
	if (theirs !== undefined && theirs !== contact.phone) {
		throw new Refused(400, `No contact found with phone number ${theirs}`);
	}
	const message = store.addMessage(conversation, {
		type: isCall ? 34 : 2,
		messageType: isCall ? 'TYPE_CALL' : typeOf(call.body),
		// What comes without a direction is outbound, also here: so the description has it.
		direction: body.direction ?? 'outbound',
		status: body.call?.status ?? 'delivered',
		body: body.message ?? body.html,
		altId: body.altId,
		...emailFields(store, call.body),
		dateAdded: body.date ?? new Date(clock.now()).toISOString(),
		attachments: body.attachments ?? [],
		conversationProviderId: body.conversationProviderId,
		isExternalCall: isCall,
		...(isCall ? { meta: { call: { duration: 0, status: body.call?.status ?? 'pending' } } } : {}),
	});
	return {
		success: true,
		conversationId: conversation.id,
		messageId: message.id,
		message: direction === 'outbound' ? 'Outbound call added' : 'Inbound message added',
		contactId: contact.id,
		dateAdded: message.dateAdded,
		...(message.emailMessageId ? { emailMessageId: message.emailMessageId } : {}),
	};
}

const EMAIL_TYPES = ['TYPE_EMAIL', 'TYPE_CUSTOM_EMAIL'];

type Sent = { type: string; conversationProviderId?: string } & Partial<
	Pick<Message, 'subject' | 'emailFrom' | 'emailTo' | 'emailCc' | 'emailBcc'>
>;

/** The type of the stored message; a custom one is of the type of its provider. */
function typeOf({ type, conversationProviderId }: Sent): string {
	const isEmail = PROVIDERS[conversationProviderId ?? '']?.type === 'Email';
	return type === 'Custom' && isEmail ? 'TYPE_CUSTOM_EMAIL' : `TYPE_${type.toUpperCase()}`;
}

function emailFields(store: LeadConnectorStore, sent: Sent): Partial<Message> {
	if (!EMAIL_TYPES.includes(typeOf(sent))) return {};
	const { subject, emailFrom, emailTo, emailCc, emailBcc } = sent;
	const emailMessageId = store.newId();
	return { subject, emailFrom, emailTo, emailCc, emailBcc, emailMessageId };
}

function sent(call: LeadConnectorCall<z.infer<typeof send>>): object {
	const { store, body } = call;
	const contact = store.contacts.get(body.contactId);
	if (!contact) throw new Refused(400, `Contact with id ${body.contactId} not found`);
	checkProvider(call, false);
	const conversation = store.conversationOf(contact.id) ?? store.addConversation(contact.id);
	const message = store.addMessage(conversation, {
		type: 2,
		messageType: typeOf(body),
		direction: 'outbound',
		body: body.message ?? body.html,
		...emailFields(store, body),
		scheduledTimestamp: body.scheduledTimestamp,
		conversationProviderId: body.conversationProviderId,
	});
	return {
		conversationId: conversation.id,
		messageId: message.id,
		...(message.emailMessageId ? { emailMessageId: message.emailMessageId } : {}),
		msg: 'Message queued successfully.',
		status: message.status,
	};
}

/** The traps of the provider: missing, of another type, or of another app. Tells whether there is one. */
function checkProvider(
	{ body, token }: LeadConnectorCall<{ type: string; conversationProviderId?: string }>,
	isCall: boolean,
): boolean {
	const id = body.conversationProviderId;
	if (id === undefined) {
		if (body.type === 'Call') throw new Refused(400, 'No conversationProviderId passed in body');
		return false;
	}
	if (!token.ownsProviders) {
		throw new Refused(400, `You don't have access to the conversationProvider with id: ${id}`);
	}
	const provider = PROVIDERS[id];
	if (!provider) throw new Refused(400, 'Invalid conversationProviderId');
	if ((provider.type === 'Call') !== isCall) {
		throw new Refused(400, 'Incorrect conversationProviderId/type');
	}
	return true;
}

function conversationFor(
	{ store }: LeadConnectorCall,
	{ conversationId = '', contactId = '' }: Partial<Inbound>,
): Conversation {
	const conversation = store.conversations.get(conversationId) ?? store.conversationOf(contactId);
	if (!conversation) throw new Refused(400, 'Conversation not found');
	return conversation;
}

function messageOf({ store, params }: LeadConnectorCall): Message {
	const message = store.messages.get(params.messageId);
	if (!message) throw new Refused(404, `Message with id ${params.messageId} not found`);
	return message;
}

/** The email of the path, by its own id or, where it has none, by that of its message. */
function emailOf({ store, params }: LeadConnectorCall): Message {
	const email = [...store.messages.values()].find(
		(one) =>
			EMAIL_TYPES.includes(one.messageType) && (one.emailMessageId ?? one.id) === params.messageId,
	);
	if (!email) throw new Refused(404, `Email with id ${params.messageId} not found`);
	return email;
}

/** An email as its own endpoint shows it. */
function asEmail(email: Message): object {
	return {
		id: email.emailMessageId ?? email.id,
		threadId: email.id,
		altId: email.altId,
		locationId: email.locationId,
		contactId: email.contactId,
		conversationId: email.conversationId,
		dateAdded: email.dateAdded,
		subject: email.subject ?? '',
		body: email.body ?? '',
		direction: email.direction,
		status: email.status,
		contentType: 'text/html',
		attachments: email.attachments,
		provider: 'Leadconnector',
		from: email.emailFrom ?? '',
		to: email.emailTo ? [email.emailTo] : [],
		cc: email.emailCc ?? [],
		bcc: email.emailBcc ?? [],
		source: 'api',
		conversationProviderId: email.conversationProviderId,
	};
}

function callWithAudio(call: LeadConnectorCall): boolean {
	return messageOf(call).messageType === 'TYPE_CALL';
}

/** HTTP 200 with a status of its own, as the description shows. */
function canceled({ store, params }: LeadConnectorCall): object {
	const message = [...store.messages.values()].find(
		({ id, emailMessageId }) => id === params.messageId || emailMessageId === params.messageId,
	);
	if (!message?.scheduledTimestamp) {
		return { status: 404, message: 'Failed cancel the scheduled message' };
	}
	store.messages.delete(message.id);
	return { status: 200, message: 'Canceled the scheduled message' };
}

function list(call: LeadConnectorCall<unknown, z.infer<typeof messagesQuery>>): object {
	const { store, query } = call;
	const conversation = found(call);
	const types = query.type?.split(',');
	const all = [...store.messages.values()]
		.filter(({ conversationId }) => conversationId === conversation.id)
		.filter(({ messageType }) => !types || types.includes(messageType))
		.reverse();
	const from = query.lastMessageId ? all.findIndex(({ id }) => id === query.lastMessageId) + 1 : 0;
	const page = all.slice(from, from + Number(query.limit ?? 20));
	const frame = {
		lastMessageId: page.at(-1)?.id ?? '',
		nextPage: from + page.length < all.length,
		messages: page.map(publicPart),
	};
	return call.answers === 'document' ? frame : { messages: frame };
}

/** A message as the lists show it; what an email says of its people, only its own endpoint does. */
export function publicPart(message: Message): object {
	const {
		isExternalCall: _hidden,
		emailMessageId,
		subject: _subject,
		emailFrom: _from,
		emailTo: _to,
		emailCc: _cc,
		emailBcc: _bcc,
		...shown
	} = message;
	if (!emailMessageId) return shown;
	return { ...shown, meta: { ...shown.meta, email: { messageIds: [emailMessageId] } } };
}
