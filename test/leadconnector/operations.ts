import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { contactId } from '../../sandbox/leadconnector/store';
import { byId } from '../support/lab';
import { CALL_PROVIDER, common } from './support';

/** Good parameters of an operation, and what the vendor answers to them. */
export interface Example {
	/** Beside those that every operation has. */
	parameters: INodeParameters;
	/** What it asks for, below the vendor's base URL. */
	path: RegExp;
	/** An answer in the form of the vendor's description. */
	good: object;
	/** Of a list: the name of the rows in {@link good}. */
	rows?: string;
	items?: INodeExecutionData[];
}

const MESSAGE = 't22c6DQcTDf300000002';

const file = {
	json: {},
	binary: {
		data: { data: 'UklGRg==', mimeType: 'audio/wav', fileName: 'call.wav' },
	},
};

/** The conversation that a simulated location begins with. */
const conversationId = byId('t22c6DQcTDf300000001');
const contact = byId(contactId(0));
const stored = { conversationId: conversationId.value, messageId: MESSAGE };
const all = { returnAll: true, filters: {} };

/** Every operation of the node, by resource and operation. */
export const examples: Record<string, Example> = {
	'message.addAttachments': {
		parameters: { messageId: MESSAGE, attachments: 'https://example.com/a.mp3' },
		path: /\/attachments$/,
		good: { success: true, attachments: ['https://example.com/a.mp3'] },
	},
	'message.addInbound': {
		parameters: {
			messageType: 'SMS',
			conversationId,
			conversationProviderId: '',
			text: 'Hi',
			additionalFields: {},
		},
		path: /\/messages\/inbound$/,
		good: { success: true, message: 'Inbound message added', ...stored },
	},
	'message.addOutboundCall': {
		parameters: {
			conversationId,
			conversationProviderId: CALL_PROVIDER,
			callTo: '+1 503 708 1210',
			callStatus: 'completed',
			additionalFields: {},
		},
		path: /\/messages\/outbound$/,
		good: { success: true, message: 'Outbound call added', ...stored },
	},
	'message.cancelScheduled': {
		parameters: { messageId: MESSAGE, isEmail: false },
		path: /\/schedule$/,
		good: { status: 200, message: 'Canceled the scheduled message' },
	},
	'message.export': {
		parameters: all,
		path: /\/messages\/export$/,
		good: { messages: [{ id: MESSAGE }, { id: 'm2' }], nextCursor: null, total: 2 },
		rows: 'messages',
	},
	'message.getEmail': {
		parameters: { emailMessageId: 'e22c6DQcTDf300000002' },
		path: /\/messages\/email\/e22/,
		good: { id: 'e22c6DQcTDf300000002', subject: 'Hi', status: 'failed' },
	},
	'message.get': {
		parameters: { messageId: MESSAGE },
		path: /\/messages\/t22/,
		good: { id: MESSAGE, messageType: 'TYPE_SMS', status: 'failed' },
	},
	'message.getMany': {
		parameters: { conversationId, ...all },
		path: /\/conversations\/\w+\/messages$/,
		good: { lastMessageId: MESSAGE, nextPage: false, messages: [{ id: MESSAGE }, { id: 'm2' }] },
		rows: 'messages',
	},
	'message.getRecording': {
		parameters: { messageId: MESSAGE, binaryPropertyName: 'data' },
		path: /\/recording$/,
		good: {},
	},
	'message.getTranscription': {
		parameters: { messageId: MESSAGE, format: 'sentences' },
		path: /\/transcription$/,
		good: { mediaChannel: 1, sentenceIndex: 0, transcript: 'Hello' },
	},
	'message.send': {
		parameters: { messageType: 'SMS', contactId: contact, text: 'Hi', additionalFields: {} },
		path: /^\/conversations\/messages$/,
		good: { msg: 'Message queued successfully.', status: 'pending', ...stored },
	},
	'message.updateStatus': {
		parameters: { messageId: MESSAGE, status: 'failed', additionalFields: {} },
		path: /\/status$/,
		good: { status: 'failed', ...stored },
	},
	'message.uploadFile': {
		parameters: { conversationId, binaryPropertyName: 'data', options: {} },
		path: /\/upload$/,
		good: { uploadedFiles: { 'call.wav': 'https://storage.example.com/call.wav' } },
		items: [file, file],
	},
	'contact.addTags': {
		parameters: { contactId: contact, tags: 'hot lead' },
		path: /\/tags$/,
		good: { tags: ['hot lead'] },
	},
	'contact.get': {
		parameters: { contactId: contact },
		path: /^\/contacts\/\w+$/,
		good: { contact: { id: contact.value, firstName: 'Zoë' } },
	},
	'contact.getMany': {
		parameters: all,
		path: /\/contacts\/search$/,
		good: { contacts: [{ id: 'p1' }, { id: 'p2' }], total: 2 },
		rows: 'contacts',
	},
	'contact.removeTags': {
		parameters: { contactId: contact, tags: 'hot lead' },
		path: /\/tags$/,
		good: { tags: [] },
	},
	'contact.update': {
		parameters: { contactId: contact, updateFields: { city: 'Dolomite' } },
		path: /^\/contacts\/\w+$/,
		good: { succeded: true, contact: { id: contact.value } },
	},
	'contact.upsert': {
		parameters: { email: 'nathan@example.com', phone: '', additionalFields: {} },
		path: /\/contacts\/upsert$/,
		good: { new: true, contact: { id: contact.value } },
	},
	'conversation.create': {
		parameters: { contactId: contact },
		path: /^\/conversations\/$/,
		good: { success: true, conversation: { id: conversationId.value } },
	},
	'conversation.delete': {
		parameters: { conversationId },
		path: /^\/conversations\/t22/,
		good: { success: true },
	},
	'conversation.get': {
		parameters: { conversationId },
		path: /^\/conversations\/t22/,
		good: { id: conversationId.value, unreadCount: 1 },
	},
	'conversation.getMany': {
		parameters: all,
		path: /\/conversations\/search$/,
		good: { conversations: [{ id: 'c1' }, { id: 'c2' }], total: 2 },
		rows: 'conversations',
	},
	'conversation.update': {
		parameters: { conversationId, updateFields: { starred: true } },
		path: /^\/conversations\/t22/,
		good: { success: true, conversation: { id: conversationId.value, starred: true } },
	},
};

/** All parameters of an example. */
export function parametersOf(name: string, { parameters }: Example): INodeParameters {
	const [resource, operation] = name.split('.');
	return { ...common(resource, operation), ...parameters };
}
