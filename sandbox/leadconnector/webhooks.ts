import {
	createHash,
	createPrivateKey,
	createPublicKey,
	randomUUID,
	sign,
	type KeyObject,
} from 'node:crypto';

import { post, type PostAnswer } from '../kit/post';

/** What the Marketplace's events are signed with in the sandbox; HighLevel alone has its own private key. */
export interface SigningKey {
	privateKey: KeyObject;
	/** For the credential: SPKI in base64. */
	publicKey: string;
}

/** What an Ed25519 key begins with in PKCS 8 (RFC 8410, 7); its 32 bytes follow. */
const PKCS8_FRONT = '302e020100300506032b657004220420';

/**
 * A key pair of the kind that HighLevel uses.
 *
 * @param name the same name gives the same pair, so that what is fired later fits the credential
 */
export function createSigningKey(name = 'sandbox'): SigningKey {
	const seed = createHash('sha256').update(name).digest('hex');
	const privateKey = createPrivateKey({
		key: Buffer.from(PKCS8_FRONT + seed, 'hex'),
		format: 'der',
		type: 'pkcs8',
	});
	const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
	return { privateKey, publicKey: spki.toString('base64') };
}

const frame = () => ({
	webhookId: randomUUID(),
	timestamp: new Date().toISOString(),
	appId: '665f0c2b9d1e4a0012ab0001',
	versionId: '665f0c2b9d1e4a0012ab0001',
});

const person = {
	locationId: 've9EPM428h8vShlRW1KT',
	contactId: 'GKJxs4P5L8dWc5CFUITM',
	conversationId: 'fcanlLgpbQgQhderivVs',
};

const outboundCall = () => ({
	type: 'OutboundMessage',
	...person,
	...frame(),
	attachments: ['https://example.com/recording.mp3'],
	dateAdded: '2026-03-01T10:05:00.000Z',
	direction: 'outbound',
	messageType: 'CALL',
	messageId: 'eMsgCall0001',
	status: 'completed',
	callDuration: 157,
	callStatus: 'completed',
	userId: 'RlYhwCv3MTnjRA5lKEqE',
	from: '+14155550100',
	to: '+14155550123',
});

/** Events as HighLevel's documents and receivers have them. Each call gives a new one. */
export const appEvents = {
	smsReply: () => ({
		type: 'InboundMessage',
		...person,
		...frame(),
		attachments: [],
		body: 'Yes, call me tomorrow – after 5 pm',
		contentType: 'text/plain',
		dateAdded: '2026-03-01T10:00:00.000Z',
		direction: 'inbound',
		messageType: 'SMS',
		messageId: 'eMsgSms0001',
		status: 'delivered',
		from: '+14155550123',
		to: '+14155550100',
		messageTypeId: 2,
		messageTypeString: 'TYPE_SMS',
	}),
	outboundCall,
	/** The type is wrong, as in the published sample; the direction is right. */
	inboundCall: () => ({
		...outboundCall(),
		direction: 'inbound',
		messageId: 'eMsgCall0002',
		callStatus: 'voicemail',
		status: 'completed',
		callDuration: 12,
	}),
	contactCreated: () => ({
		type: 'ContactCreate',
		...frame(),
		locationId: person.locationId,
		id: person.contactId,
		firstName: 'Zoë',
		lastName: 'O’Brien',
		email: 'zoe@example.com',
		phone: '+14155550123',
		tags: ['hot lead'],
		customFields: [{ id: 'cf1', value: 'solar' }],
	}),
} satisfies Record<string, () => Record<string, unknown>>;

/** What the Webhook action of a workflow sends: standard data, and the user's own pairs. */
export function workflowPayload(): Record<string, unknown> {
	return {
		contact_id: person.contactId,
		first_name: 'Zoë',
		last_name: 'O’Brien',
		full_name: 'Zoë O’Brien',
		email: 'zoe@example.com',
		phone: '+14155550123',
		tags: 'hot lead,solar',
		country: 'US',
		contact_type: 'lead',
		'Roof Type': 'Flat',
		location: { id: person.locationId, name: 'Sandbox Sales' },
		message: { type: 2, body: 'Call me', direction: 'inbound', status: 'delivered' },
		workflow: { id: 'wf1', name: 'Reply to n8n' },
		customData: { event: 'reply', lead_score: '7' },
	};
}

/** Sends an event as HighLevel's Marketplace does: JSON, signed over its bytes. */
export async function sendAppEvent(
	url: string,
	event: unknown,
	{ privateKey }: SigningKey,
): Promise<PostAnswer> {
	const body = Buffer.from(JSON.stringify(event));
	return await post(url, body, { 'x-ghl-signature': signatureOf(body, privateKey) });
}

/** HighLevel's signature of a body. */
export function signatureOf(body: Buffer, privateKey: KeyObject): string {
	return sign(null, body, privateKey).toString('base64');
}

/** Sends what a workflow's Custom Webhook sends, with a secret in a header. */
export async function sendWorkflow(
	url: string,
	payload: unknown,
	secret: string,
): Promise<PostAnswer> {
	const body = Buffer.from(JSON.stringify(payload));
	return await post(url, body, { authorization: `Bearer ${secret}` });
}
