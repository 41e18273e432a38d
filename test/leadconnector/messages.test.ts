import type { INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { contactId } from '../../sandbox/leadconnector/store';
import { nodeType } from '../support/engine';
import { byId, lab, locator } from '../support/lab';
import { examples, parametersOf } from './operations';
import {
	byContact,
	CALL_PROVIDER,
	common,
	firstConversation,
	outboundCall,
	EMAIL_PROVIDER,
	SMS_PROVIDER,
} from './support';

const { sandbox, vendor, clock, credentials, runOn, sent, fail, pick } = lab('leadConnector');

const OUTBOUND = '/conversations/messages/outbound';
const INBOUND = '/conversations/messages/inbound';

const { store, tokens } = vendor;
/** Credentials with another token, by what it lacks. */
const withToken = (lacking: keyof typeof tokens) =>
	credentials({ privateIntegrationToken: tokens[lacking] });

const inbound = (values: INodeParameters): INodeParameters => ({
	...common('message', 'addInbound'),
	conversationId: byId(firstConversation(sandbox)),
	conversationProviderId: '',
	additionalFields: {},
	...values,
});

const send = (values: INodeParameters): INodeParameters => ({
	...common('message', 'send'),
	contactId: byId(contactId(0)),
	additionalFields: {},
	...values,
});

const onMessage = (operation: string, values: INodeParameters = {}): INodeParameters => ({
	...common('message', operation),
	messageId: loggedCall(),
	...values,
});

/** A call that was logged before, in the first conversation. */
function loggedCall(): string {
	const [conversation] = store.conversations.values();
	return store.addMessage(conversation, {
		messageType: 'TYPE_CALL',
		direction: 'outbound',
		isExternalCall: true,
		conversationProviderId: CALL_PROVIDER,
	}).id;
}

const audio = (over: object = {}, bytes = Buffer.from('RIFF')) => [
	{
		json: {},
		binary: {
			data: {
				data: bytes.toString('base64'),
				mimeType: 'audio/wav',
				fileName: 'Anruf Müller.wav',
				...over,
			},
		},
	},
];

/** The values of an option list of the node, by parameter and operation. */
async function optionsOf(operation: string, name: string): Promise<string[]> {
	const { description } = await nodeType('leadConnector');
	const field = description.properties.find(
		(property: INodeProperties) =>
			property.name === name && property.displayOptions?.show?.operation?.includes(operation),
	);
	return (field!.options as INodePropertyOptions[]).map(({ value }) => String(value));
}

describe.each(['runner', 'routingNode'] as const)('LeadConnector messages on %s', (engine) => {
	const run = runOn(engine);

	it('sends every field of "Add an external outbound call" under its name and place', async () => {
		const { items, error } = await run(
			outboundCall(sandbox, {
				conversationProviderId: CALL_PROVIDER,
				callStatus: 'no-answer',
				additionalFields: {
					altId: 'dialer-77',
					attachments: 'https://example.com/a.mp3\n\n https://example.com/b.mp3 ',
					date: '2026-03-01T10:00:00',
					callFrom: locator('number', '001 503 708 1211'),
				},
			}),
		);
		expect(error).toBeUndefined();
		const [request, ...others] = sent();
		expect(others).toEqual([]);
		expect(request).toMatchObject({ method: 'POST', path: OUTBOUND, secretsIn: ['headers'] });
		expect(request.headers).toMatchObject({
			authorization: 'Bearer ***',
			version: '2021-07-28',
			'content-type': 'application/json',
		});
		expect(request.body).toEqual({
			type: 'Call',
			attachments: ['https://example.com/a.mp3', 'https://example.com/b.mp3'],
			conversationId: firstConversation(sandbox),
			conversationProviderId: CALL_PROVIDER,
			altId: 'dialer-77',
			// The workflow of the test is in New York, five hours behind UTC in winter.
			date: '2026-03-01T15:00:00.000Z',
			call: { to: '+15037081210', from: '+15037081211', status: 'no-answer' },
		});
		expect(items[0].json).toMatchObject({
			success: true,
			conversationId: firstConversation(sandbox),
			messageId: [...store.messages.keys()][0],
			contactId: contactId(0),
		});
	});

	it('logs a call with nothing but the required fields, with the provider of the credential', async () => {
		await run(outboundCall(sandbox, { callTo: '' }));
		expect(sent()[0].body).toEqual({
			type: 'Call',
			conversationId: firstConversation(sandbox),
			conversationProviderId: CALL_PROVIDER,
			call: { status: 'completed' },
		});
	});

	it('asks every endpoint with the version that its description names', async () => {
		vendor.onlyDescribedVersions = true;
		const call = outboundCall(sandbox, {
			apiVersion: 'described',
			conversationId: byContact('+1 503 708 1213'),
			callTo: '+1 503 708 1213',
		});
		for (const [name, example] of Object.entries(examples)) {
			const { items = [{ json: {} }] } = example;
			await run({ ...parametersOf(name, example), apiVersion: 'described' }, { items });
		}
		await run(call);
		for (const method of [
			'searchContacts',
			'searchConversations',
			'searchNumbers',
			'searchUsers',
		]) {
			await pick(method, { parameters: { authentication: 'privateIntegrationToken' } });
		}
		const refused = sent().filter(({ answer }) => /not described/.test(JSON.stringify(answer)));
		expect(refused.map(({ method, url }) => `${method} ${url}`)).toEqual([]);
		expect(new Set(sent().map(({ headers }) => headers.version))).toEqual(
			new Set(['2021-04-15', '2021-07-28']),
		);
	});

	it('sends each of the eight statuses, and each version of the API', async () => {
		const statuses = await optionsOf('addOutboundCall', 'callStatus');
		expect(statuses).toHaveLength(8);
		for (const callStatus of statuses) await run(outboundCall(sandbox, { callStatus }));
		for (const apiVersion of ['2021-04-15', '2023-02-21', 'v3']) {
			await run(outboundCall(sandbox, { apiVersion }));
		}
		expect(sent(OUTBOUND).map(({ status }) => status)).toEqual(new Array(11).fill(200));
		expect(sent(OUTBOUND).map(({ headers }) => headers.version)).toEqual([
			...new Array<string>(8).fill('2021-07-28'),
			'2021-04-15',
			'2023-02-21',
			'v3',
		]);
	});

	it.each([
		[
			422,
			{
				statusCode: 422,
				message: ['call.to must be a string', 'type should not be empty'],
				error: 'Unprocessable Entity',
				traceId: 'trace-1',
			},
			/call\.to must be a string; type should not be empty/,
			/trace ID: trace-1/,
		],
		[
			422,
			{ statusCode: 422, message: 'Unprocessable Entity' },
			/LeadConnector: Unprocessable Entity/,
			/Check the values/,
		],
		[
			401,
			{
				statusCode: 401,
				message: 'Invalid token: access token is invalid',
				error: 'Unauthorized',
			},
			/access token is invalid/,
			/Copy it again from Settings, Private Integrations/,
		],
		[400, { statusCode: 400, message: 'Bad Request' }, /Bad Request/, /Check the values/],
		[
			400,
			{ statusCode: 400, message: 'No conversationProviderId passed in body' },
			/No conversationProviderId/,
			/Fill in 'Conversation Provider ID'/,
		],
		[
			403,
			{ statusCode: 403, message: 'Forbidden' },
			/Forbidden/,
			/no right to this.*scope conversations\/message\.write/,
		],
		[
			400,
			{
				conversationId: 'c1',
				error: {
					message: '400 - "{\\"message\\":\\"Invalid conversationProviderId\\"}"',
					name: 'AxiosError',
				},
			},
			/LeadConnector: Invalid conversationProviderId \[/,
			/cannot use this 'Conversation Provider ID'/,
		],
		[
			422,
			{ statusCode: 422, message: ['date has to be a date'] },
			/has to be a date/,
			/Check the values of this item/,
		],
		[
			422,
			{ statusCode: 422, message: ['call.to must be a phone number'] },
			/call\.to/,
			/'Phone Number' must be the phone number of the contact/,
		],
		[404, { statusCode: 404, message: 'Not found' }, /Not found/, /no such record/],
	])('words the refusal %s %j', async (status, body, message, description) => {
		fail({ path: OUTBOUND, kind: 'answer', status, body });
		const { error } = await run(outboundCall(sandbox));
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(description);
		expect(sent(OUTBOUND)).toHaveLength(1);
	});

	it.each([
		['of another type', SMS_PROVIDER, 'full', /Incorrect/, /provider of type Call/],
		['of another app', CALL_PROVIDER, 'otherApp', /don't have access/, /belong to the Market/],
		['that is none', '000', 'full', /Invalid conversationProviderId/, /cannot use this/],
	] as const)('explains a provider %s', async (_name, provider, token, message, description) => {
		const { error } = await run(
			outboundCall(sandbox, { conversationProviderId: provider, callTo: '+1 503 708 1210' }),
			{ credentials: withToken(token) },
		);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(description);
	});

	it.each([
		['a scope', 'writeOnly', onMessage, /lacks the scope conversations\/message\.readonly/],
		['the location', 'otherLocation', onMessage, /Check 'Location ID'/],
	] as const)('tells a token that lacks %s', async (_name, token, parameters, description) => {
		const { error } = await run(parameters('get'), { credentials: withToken(token) });
		expect(error?.description).toMatch(description);
	});

	it('says that the number called must be the contact’s', async () => {
		const { error } = await run(outboundCall(sandbox, { callTo: '+15030000000' }));
		expect(error?.description).toMatch(/'Phone Number' must be the phone number of the contact/);
	});

	it('adds each of the 17 kinds of inbound message', async () => {
		const types = await optionsOf('addInbound', 'messageType');
		expect(types).toHaveLength(17);
		for (const messageType of types) {
			const isCall = /call|voicemail/i.test(messageType);
			const { error } = await run(
				inbound({
					messageType,
					conversationProviderId: messageType === 'Custom' ? SMS_PROVIDER : '',
					...(isCall
						? { callFrom: '+1 503 708 1210', callTo: '+1 503 708 1211', callStatus: 'voicemail' }
						: { text: 'Hello' }),
				}),
			);
			expect({ messageType, error: error?.message }).toEqual({ messageType });
			const { body } = sent(INBOUND).at(-1)!;
			expect(body).toMatchObject({ direction: 'inbound' });
			expect(body).toMatchObject(
				isCall
					? { type: messageType, call: { from: '+15037081210', status: 'voicemail' } }
					: { type: messageType, message: 'Hello' },
			);
		}
	});

	it('adds and sends an email through a provider of its own, as Custom', async () => {
		const email = {
			emailFrom: 'd@example.com',
			emailTo: 'Contact0@Example.com',
		};
		const added = await run(
			inbound({
				messageType: 'Custom',
				conversationProviderId: EMAIL_PROVIDER,
				text: '',
				emailFields: { ...email, html: '<p>Hi</p>', subject: 'Hi' },
				additionalFields: { direction: 'outbound' },
			}),
		);
		expect(added.error).toBeUndefined();
		expect(sent(INBOUND)[0].body).toEqual({
			type: 'Custom',
			conversationId: firstConversation(sandbox),
			conversationProviderId: EMAIL_PROVIDER,
			direction: 'outbound',
			...email,
			html: '<p>Hi</p>',
			subject: 'Hi',
		});
		const { error, items } = await run(
			send({
				messageType: 'Custom',
				conversationProviderId: EMAIL_PROVIDER,
				text: 'plain',
				subject: 'Hi',
				html: '<p>Hi</p>',
				emailFields: email,
			}),
		);
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ emailMessageId: expect.any(String) });
		expect(sent('/conversations/messages')[0].body).toEqual({
			type: 'Custom',
			contactId: contactId(0),
			conversationProviderId: EMAIL_PROVIDER,
			message: 'plain',
			subject: 'Hi',
			html: '<p>Hi</p>',
			...email,
		});
	});

	it('adds an inbound email with all it can hold, and the contact of the conversation', async () => {
		const { error } = await run(
			inbound({
				messageType: 'Email',
				conversationId: byContact(contactId(0)),
				text: 'plain',
				emailFields: {
					emailBcc: 'a@example.com',
					emailCc: 'b@example.com, c@example.com',
					emailFrom: 'd@example.com',
					emailTo: 'e@example.com',
					html: '<p>Hi</p>',
					subject: 'Hi',
					emailMessageId: 'm1',
				},
				additionalFields: { direction: 'inbound', altId: 'x', date: '2026-03-01' },
			}),
		);
		expect(error).toBeUndefined();
		expect(sent(INBOUND)[0].body).toEqual({
			type: 'Email',
			conversationId: firstConversation(sandbox),
			contactId: contactId(0),
			message: 'plain',
			emailBcc: ['a@example.com'],
			emailCc: ['b@example.com', 'c@example.com'],
			emailFrom: 'd@example.com',
			emailTo: 'e@example.com',
			html: '<p>Hi</p>',
			subject: 'Hi',
			emailMessageId: 'm1',
			direction: 'inbound',
			altId: 'x',
			date: '2026-03-01T05:00:00.000Z',
		});
	});

	it('sends each of the 9 kinds of message', async () => {
		const types = await optionsOf('send', 'messageType');
		expect(types).toHaveLength(9);
		for (const messageType of types) {
			const { error, items } = await run(
				send({
					messageType,
					...(messageType === 'Email' ? { html: '<p>Hi</p>', subject: 'Hi' } : { text: 'Hi' }),
					...(messageType === 'Custom' ? { conversationProviderId: SMS_PROVIDER } : {}),
				}),
			);
			expect({ messageType, error: error?.message }).toEqual({ messageType });
			expect(items[0].json).toMatchObject({ messageId: expect.any(String), status: 'pending' });
		}
	});

	it('schedules, in seconds, and sends numbers as E.164', async () => {
		const at = new Date(clock.wallTime() + 3_600_000);
		const { error } = await run(
			send({
				messageType: 'SMS',
				contactId: locator('find', 'Contact0@example.com'),
				text: 'Hi',
				phoneFields: {
					fromNumber: locator('list', '+15037081211'),
					toNumber: '+1 (503) 708-1210',
				},
				additionalFields: { scheduledTimestamp: at.toISOString(), subType: 'x', status: 'pending' },
			}),
		);
		expect(error).toBeUndefined();
		expect(sent('/conversations/messages')[0].body).toEqual({
			type: 'SMS',
			contactId: contactId(0),
			message: 'Hi',
			fromNumber: '+15037081211',
			toNumber: '+15037081210',
			scheduledTimestamp: Math.floor(at.getTime() / 1000),
			subType: 'x',
			status: 'pending',
		});
	});

	it('forwards an email', async () => {
		const { error } = await run(
			send({
				messageType: 'Email',
				emailFields: { emailReplyMode: 'reply_all', threadId: 't1', message: 'plain' },
				forward: { forwardToEmail: 'z@example.com', forwardForwardWholeThread: true },
			}),
		);
		expect(error).toBeUndefined();
		expect(sent('/conversations/messages')[0].body).toEqual({
			type: 'Email',
			contactId: contactId(0),
			emailReplyMode: 'reply_all',
			threadId: 't1',
			message: 'plain',
			forward: { isForwarded: true, toEmail: 'z@example.com', forwardWholeThread: true },
		});
	});

	it.each(['server', 'document'] as const)('reads both answers: %s', async (answers) => {
		vendor.answers = answers;
		const id = loggedCall();
		const conversationId = byId(firstConversation(sandbox));
		const one = await run({ ...common('message', 'get'), messageId: id });
		expect(one.items[0].json).toMatchObject({ id, messageType: 'TYPE_CALL' });
		const many = await run({
			...common('message', 'getMany'),
			conversationId,
			returnAll: true,
			filters: { type: ['TYPE_CALL', 'TYPE_SMS'] },
		});
		expect(many.items.map(({ json }) => json.id)).toEqual([id]);
		expect(sent().at(-1)!.url).toMatch(/type=TYPE_CALL(,|%2C)TYPE_SMS/);
		const words = await run({
			...common('message', 'getTranscription'),
			messageId: id,
			format: 'sentences',
		});
		expect(words.items[0].json).toMatchObject({
			messageId: id,
			sentences: expect.arrayContaining([expect.objectContaining({ startTime: 0 })]),
		});
	});

	it.each([
		[{ returnAll: true }, 250],
		[{ returnAll: false, limit: 120 }, 120],
		[{ returnAll: false, limit: 7 }, 7],
	])('pages through a conversation: %j', async (values, count) => {
		const ids = Array.from({ length: 250 }, loggedCall).reverse();
		const { items } = await run({
			...common('message', 'getMany'),
			conversationId: byId(firstConversation(sandbox)),
			filters: {},
			...values,
		});
		expect(items.map(({ json }) => json.id)).toEqual(ids.slice(0, count));
	});

	it('gets an email as it was sent', async () => {
		const { items: sentItems } = await run(
			send({
				messageType: 'Email',
				subject: 'Order',
				html: '<p>Hi</p>',
				emailFields: { emailCc: 'b@example.com' },
			}),
		);
		const emailMessageId = String(sentItems[0].json.emailMessageId);
		const getEmail = { ...common('message', 'getEmail'), emailMessageId, simple: false };
		const { items, error } = await run(getEmail);
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({
			id: emailMessageId,
			subject: 'Order',
			body: '<p>Hi</p>',
			cc: ['b@example.com'],
		});
		const none = await run({ ...common('message', 'getEmail'), emailMessageId: 'none000000' });
		expect(none.error?.message).toMatch(/Email with id none000000 not found/);
	});

	it.each<[string, INodeParameters, number]>([
		['all but emails', {}, 1_203],
		['the calls of a day', { channel: 'Call', startDate: '2026-03-01', endDate: '2026-03-02' }, 3],
		['the calls of a conversation', { channel: 'Call', conversationId: 'first' }, 1_203],
		['the calls of a contact', { channel: 'Call', contactId: byId(contactId(5)) }, 0],
		['emails', { channel: 'Email' }, 1],
		['oldest first', { sortBy: 'updatedAt', sortOrder: 'asc' }, 1_203],
	])('exports %s, page by page', async (_name, filters, count) => {
		const [conversation] = store.conversations.values();
		for (let index = 0; index < 1_200; index++) loggedCall();
		for (const hour of ['05:00', '12:00', '23:59']) {
			store.addMessage(conversation, {
				messageType: 'TYPE_CALL',
				direction: 'outbound',
				dateAdded: `2026-03-01T${hour}:00.000Z`,
			});
		}
		store.addMessage(conversation, { messageType: 'TYPE_EMAIL', direction: 'outbound' });
		if (filters.conversationId) filters.conversationId = byId(conversation.id);
		const parameters = { ...common('message', 'export'), filters };
		const { items, error } = await run({ ...parameters, returnAll: true });
		expect(error).toBeUndefined();
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(count);
		expect(items).toHaveLength(count);
		// The vendor gives ten at least.
		const few = await run({ ...parameters, returnAll: false, limit: 2 });
		expect(few.items).toHaveLength(Math.min(2, count));
		expect(sent().at(-1)!.url).toMatch(/limit=10(&|$)/);
	});

	it('sets the status of a message, with an error', async () => {
		const { items } = await run(
			onMessage('updateStatus', {
				status: 'failed',
				additionalFields: {
					errorCode: '1',
					errorType: 'saas',
					errorMessage: 'No route',
					recipients: 'a@example.com',
				},
			}),
		);
		expect(items[0].json).toMatchObject({ status: 'failed' });
		expect(sent()[0]).toMatchObject({
			method: 'PUT',
			path: expect.stringMatching(/\/status$/),
			body: {
				status: 'failed',
				error: { code: '1', type: 'saas', message: 'No route' },
				recipients: ['a@example.com'],
			},
		});
	});

	it.each([401, 403])(
		'says to wait where the message has not reached its provider: %s',
		async (status) => {
			fail({
				path: /\/status$/,
				kind: 'answer',
				status,
				body: { statusCode: status, message: 'No conversation provider found for this message' },
			});
			const { error } = await run(
				onMessage('updateStatus', { status: 'read', additionalFields: {} }),
			);
			expect(error?.description).toMatch(/wait ten seconds and try again/);
			expect(error?.description).not.toMatch(/'Conversation Provider ID'/);
		},
	);

	it('explains why a status cannot be set', async () => {
		const { error } = await run(
			onMessage('updateStatus', { status: 'read', additionalFields: {} }),
			{
				credentials: withToken('otherApp'),
			},
		);
		expect(error?.description).toMatch(/only by the app that owns.*wait ten seconds/s);
	});

	it.each([
		['Message type does not support attachment updates', /not on a message of another kind\.$/],
		[
			'Forbidden',
			/on a call that was logged from outside\. If .* scope conversations\/message\.write/,
		],
	])('explains why attachments cannot be set: %s', async (message, words) => {
		const body = { statusCode: 403, message };
		fail({ path: /\/attachments$/, kind: 'answer', status: 403, body });
		const { error } = await run(
			onMessage('addAttachments', { attachments: ['https://a.example/1.mp3'] }),
		);
		expect(error?.description).toMatch(words);
	});

	it('gives a logged call its recording', async () => {
		const { items } = await run(
			onMessage('addAttachments', { attachments: ['https://a.example/1.mp3'] }),
		);
		expect(items[0].json).toMatchObject({ attachments: ['https://a.example/1.mp3'] });
		expect([...store.messages.values()][0].attachments).toEqual(['https://a.example/1.mp3']);
	});

	it.each([
		['SMS', false],
		['Email', true],
	])('cancels a scheduled %s, and says when there is none', async (_name, isEmail) => {
		const [conversation] = store.conversations.values();
		const { id } = store.addMessage(conversation, {
			messageType: 'TYPE_SMS',
			direction: 'outbound',
			scheduledTimestamp: 2_000_000_000,
		});
		const parameters = { ...common('message', 'cancelScheduled'), messageId: id, isEmail };
		const { items } = await run(parameters);
		expect(items[0].json).toMatchObject({ canceled: true, messageId: id });
		expect(sent()[0].path).toBe(`/conversations/messages/${isEmail ? 'email/' : ''}${id}/schedule`);
		// The vendor says so within HTTP 200.
		const { error } = await run(parameters);
		expect(error?.message).toMatch(/Failed cancel the scheduled message/);
	});

	it('downloads a recording', async () => {
		const { items, error } = await run(
			onMessage('getRecording', { binaryPropertyName: 'recording' }),
		);
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ fileName: 'audio.wav', mimeType: 'audio/x-wav' });
		const { data, mimeType } = items[0].binary!.recording;
		expect(mimeType).toBe('audio/x-wav');
		expect(Buffer.from(data, 'base64').subarray(0, 4).toString()).toBe('RIFF');
	});

	it('words a refused recording, which comes as bytes', async () => {
		const { error } = await run(
			onMessage('getRecording', { messageId: 'nothere', binaryPropertyName: 'data' }),
		);
		expect(error?.message).toMatch(/Message with id nothere not found/);
	});

	it('gets a transcription as text', async () => {
		const { items } = await run(onMessage('getTranscription', { format: 'text' }));
		expect(items[0].json.text).toMatch(/^This call may be recorded.*\nFine, go ahead\.$/);
	});

	it('uploads a file under its name, with its type', async () => {
		const { items, error } = await run(
			{
				...common('message', 'uploadFile'),
				conversationId: byContact('+1 503 708 1210'),
				binaryPropertyName: 'data',
				options: { attachmentUrls: 'https://example.com/x.pdf', isGroupSms: false },
			},
			{ items: audio() },
		);
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({
			url: 'https://storage.example.com/Anruf%20M%C3%BCller.wav',
			uploadedFiles: expect.anything(),
		});
		expect(store.files).toEqual([
			{ name: 'Anruf Müller.wav', mimeType: 'audio/wav', bytes: Buffer.from('RIFF') },
		]);
		expect(sent('/conversations/messages/upload')[0].body).toMatchObject({
			conversationId: firstConversation(sandbox),
			contactId: contactId(0),
			locationId: store.locationId,
			// With brackets one address is a list too.
			'attachmentUrls[]': 'https://example.com/x.pdf',
			isGroupSms: 'false',
		});
	});

	it.each([
		['no file', { binaryPropertyName: 'other' }, audio(), /'Input Binary Field' names no file/],
		['a type it does not take', {}, audio({ fileName: 'a.exe' }), /type that LeadConnector/],
		['an empty file', {}, audio({}, Buffer.alloc(0)), /empty file/],
		['a file over the limit', {}, audio({}, Buffer.alloc(104_857_601)), /file of 101 MB/],
		[
			'a wrong address',
			{ options: { attachmentUrls: 'x' } },
			audio(),
			/'Attachment URLs' has an entry that is no web address/,
		],
	])('refuses to upload %s', async (_name, values, items, message) => {
		const { error } = await run(
			{
				...common('message', 'uploadFile'),
				conversationId: byId(firstConversation(sandbox)),
				binaryPropertyName: 'data',
				options: {},
				...values,
			},
			{ items },
		);
		expect(error?.message).toMatch(message);
		expect(sent()).toEqual([]);
	});

	it.each<[string, () => INodeParameters, RegExp]>([
		[
			'no conversation',
			() => outboundCall(sandbox, { conversationId: byId('={{ "" }}') }),
			/'Conversation' is empty/,
		],
		[
			'a status outside the list',
			() => outboundCall(sandbox, { callStatus: 'done' }),
			/'Call Status' is "done"/,
		],
		['no phone', () => outboundCall(sandbox, { callTo: 'Zoë' }), /'Phone Number' has no digits/],
		[
			'a phone without country',
			() => outboundCall(sandbox, { callTo: '503 708 1210' }),
			/'Phone Number' has no country code/,
		],
		[
			'no web address',
			() => outboundCall(sandbox, { additionalFields: { attachments: 'file.mp3' } }),
			/'Attachments' has an entry that is no web address: "file\.mp3"/,
		],
		[
			'no date',
			() => outboundCall(sandbox, { additionalFields: { date: 'soon' } }),
			/'Date' is no date: "soon"/,
		],
		[
			'an unknown version',
			() => outboundCall(sandbox, { apiVersion: 'v9' }),
			/'API Version' is "v9"/,
		],
		[
			'a kind of inbound message that there is not',
			() => inbound({ messageType: 'letter', text: 'x' }),
			/'Message Type' is "letter"/,
		],
		[
			'a kind of message that there is not',
			() => send({ messageType: 'Call', text: 'x' }),
			/'Message Type' is "Call"/,
		],
		[
			'a Custom message without provider',
			() => inbound({ messageType: 'Custom', text: 'x' }),
			/'Conversation Provider ID' is empty/,
		],
		[
			'a message with nothing in it',
			() => send({ messageType: 'SMS', text: '' }),
			/'Message' is empty/,
		],
		[
			'no contact',
			() => send({ messageType: 'SMS', text: 'x', contactId: byId('={{ "" }}') }),
			/'Contact' is empty/,
		],
		[
			'two senders',
			() =>
				send({ messageType: 'Email', html: 'x', emailFields: { emailFrom: 'a@b.com, c@d.com' } }),
			/'From Email' has several email addresses/,
		],
		[
			'no email address',
			() => send({ messageType: 'Email', html: 'x', emailFields: { emailCc: 'Ada' } }),
			/'CC' has an entry that is no email address: "Ada"/,
		],
		[
			'an ID that is another place',
			() => onMessage('get', { messageId: '..' }),
			/'Message ID' is no ID/,
		],
		[
			'a switch that is neither on nor off',
			() =>
				send({
					messageType: 'SMS',
					text: 'x',
					additionalFields: { usesNativeSchedulingAi: 'maybe' },
				}),
			/'Use Scheduling AI' is neither yes nor no/,
		],
		[
			'a date with two meanings',
			() => outboundCall(sandbox, { additionalFields: { date: '05/04/2026' } }),
			/'Date' may mean/,
		],
		[
			'a time that has passed',
			() =>
				send({
					messageType: 'SMS',
					text: 'x',
					additionalFields: { scheduledTimestamp: '2020-01-01' },
				}),
			/'Send At' has passed/,
		],
		[
			'half an error',
			() => onMessage('updateStatus', { status: 'failed', additionalFields: { errorCode: '1' } }),
			/'Error Message' is empty/,
		],
		['no message', () => onMessage('get', { messageId: ' ' }), /'Message ID' is empty/],
		[
			'no attachments',
			() => onMessage('addAttachments', { attachments: ' \n' }),
			/'Attachments' is empty/,
		],
		[
			'six attachments',
			() =>
				onMessage('addAttachments', {
					attachments: new Array(6).fill('https://a.example/1.mp3').join('\n'),
				}),
			/'Attachments' has 6 addresses/,
		],
	])('refuses %s before anything is sent', async (_name, parameters, message) => {
		const { error } = await run(parameters());
		expect(error?.message).toMatch(message);
		expect(sent()).toEqual([]);
	});

	it('refuses a call without provider, named nowhere', async () => {
		const { error } = await run(outboundCall(sandbox), {
			credentials: credentials({ callProviderId: '' }),
		});
		expect(error?.message).toMatch(/'Conversation Provider ID' is empty/);
		expect(error?.description).toMatch(/default in the credential/);
		expect(sent()).toEqual([]);
	});

	it.each(['cut', 'html', 'empty'] as const)('says so when the answer is %s', async (kind) => {
		fail({ path: OUTBOUND, kind });
		const { error } = await run(outboundCall(sandbox));
		expect(error?.message).toMatch(
			/LeadConnector: sent (an answer that was cut off|a web page|an empty)/,
		);
	});

	it('keeps the token out of what n8n saves', async () => {
		fail({ path: OUTBOUND, kind: 'answer', status: 500 });
		// The lab looks at what n8n saves.
		const { error } = await run(outboundCall(sandbox));
		expect(error).toBeDefined();
		expect(sent().every(({ secretsIn }) => String(secretsIn) === 'headers')).toBe(true);
	});
});
