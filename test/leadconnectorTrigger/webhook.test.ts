import {
	appEvents,
	sendAppEvent,
	sendWorkflow,
	signatureOf,
	workflowPayload,
} from '../../sandbox/leadconnector/webhooks';
import { post } from '../../sandbox/kit/post';
import { testCredential } from '../support/engine';
import { runs } from '../support/runs';
import { startWebhook, type WebhookServer } from '../support/webhook';
import { SECRET } from '../webhook/intruders';
import { attempts, key } from './intruders';

/** How many events come, each of them twice. */
const MANY = runs(1_000, 4);

const credentials = { leadConnectorWebhookApi: { secret: SECRET, publicKey: key.publicKey } };

let server: WebhookServer | undefined;
afterEach(async () => {
	await server?.close();
	server = undefined;
});

async function start(
	parameters: object = {},
	more: Partial<Parameters<typeof startWebhook>[0]> = {},
) {
	server = await startWebhook({
		type: 'leadConnectorTrigger',
		parameters: parameters as never,
		credentials,
		...more,
	});
	return server;
}
const fromApp = async (more: object = {}) => await start({ source: 'app', ...more });
const send = async (event: unknown) => await sendAppEvent(server!.url, event, key);
const sendFlow = async (payload: unknown, query = '') =>
	await sendWorkflow(server!.url + query, payload, SECRET);

describe('an event of a Marketplace app', () => {
	it('comes out as message and contact', async () => {
		const { started } = await fromApp();
		expect(await send(appEvents.smsReply())).toEqual({ status: 200, text: '{"success":true}' });
		expect(started).toEqual([
			{
				event: 'InboundMessage',
				locationId: 've9EPM428h8vShlRW1KT',
				contact: { id: 'GKJxs4P5L8dWc5CFUITM' },
				message: expect.objectContaining({
					channel: 'SMS',
					direction: 'inbound',
					body: 'Yes, call me tomorrow – after 5 pm',
					messageId: 'eMsgSms0001',
					conversationId: 'fcanlLgpbQgQhderivVs',
				}),
				call: {},
				customData: {},
				other: expect.objectContaining({ webhookId: expect.any(String) }),
			},
		]);
	});

	it('comes out with status and duration where it is a call', async () => {
		const { started } = await fromApp();
		await send(appEvents.outboundCall());
		expect(started[0]).toMatchObject({
			event: 'OutboundMessage',
			message: { channel: 'Call' },
			call: {
				status: 'completed',
				duration: 157,
				direction: 'outbound',
				recording: 'https://example.com/recording.mp3',
			},
		});
	});

	it('is of the direction that it names, whatever its type says', async () => {
		const { started } = await fromApp();
		await send(appEvents.inboundCall());
		expect(started[0]).toMatchObject({
			event: 'InboundMessage',
			call: { status: 'voicemail', duration: 12, direction: 'inbound' },
			other: { type: 'OutboundMessage' },
		});
	});

	it('comes out as a contact', async () => {
		const { started } = await fromApp();
		await send(appEvents.contactCreated());
		expect(started[0]).toMatchObject({
			event: 'ContactCreate',
			contact: { id: 'GKJxs4P5L8dWc5CFUITM', firstName: 'Zoë', phone: '+14155550123' },
			message: {},
		});
	});

	it('comes out the same with its fields inside of data', async () => {
		const { started } = await fromApp();
		const { type, webhookId, timestamp, ...data } = appEvents.outboundCall();
		await send({ type, webhookId, timestamp, data });
		expect(started[0]).toMatchObject({ event: 'OutboundMessage', call: { duration: 157 } });
	});

	it('keeps what is not known', async () => {
		const { started } = await fromApp();
		await send({ ...appEvents.smsReply(), type: 'NoteCreate', body: 'a note', extra: [1] });
		expect(started[0]).toMatchObject({
			event: 'NoteCreate',
			other: { body: 'a note', extra: [1] },
		});
	});

	/** Some minutes from now, in seconds. */
	const inMinutes = (minutes: number) => Date.now() / 1000 + minutes * 60;

	it.each<[string, () => unknown, number]>([
		['six minutes old', () => new Date(inMinutes(-6) * 1000).toISOString(), 400],
		['six minutes ahead', () => new Date(inMinutes(6) * 1000).toISOString(), 400],
		['four minutes old', () => new Date(inMinutes(-4) * 1000).toISOString(), 200],
		['of now, in milliseconds', () => Date.now(), 200],
		['of now, in seconds', () => Math.round(inMinutes(0)), 200],
		['of now, in seconds as text', () => String(Math.round(inMinutes(0))), 200],
		['of now, in milliseconds as text', () => ` ${Date.now()} `, 200],
		['six minutes old, in seconds as text', () => String(inMinutes(-6)), 400],
		['of no time', () => undefined, 400],
		['of a time that is none', () => 'soon', 400],
	])('is taken or not: %s', async (_name, timestamp, status) => {
		const { started } = await fromApp();
		// Now, and not when the file was loaded.
		const event = { ...appEvents.smsReply(), timestamp: timestamp() };
		expect(await send(event)).toMatchObject({ status });
		expect(started).toHaveLength(status === 200 ? 1 : 0);
	});

	it('may have its time, and all else, inside of data', async () => {
		const { started } = await fromApp();
		const { type, ...data } = appEvents.outboundCall();
		expect(await send({ type, data })).toMatchObject({ status: 200 });
		expect(await send({ data: appEvents.outboundCall() })).toMatchObject({ status: 200 });
		const old = new Date(Date.now() - 360_000).toISOString();
		expect(await send({ type, data: { ...data, timestamp: old } })).toMatchObject({ status: 400 });
		expect(started.map(({ event }) => event)).toEqual(['OutboundMessage', 'OutboundMessage']);
	});

	it('keeps what stands in the place of a text, and a second id', async () => {
		const { started } = await fromApp();
		const { webhookId, timestamp } = appEvents.contactCreated();
		const event = { ...appEvents.contactCreated(), webhookId, timestamp };
		await send({ ...event, locationId: { id: 'x' }, id: 'idA', contactId: 'idB' });
		expect(started).toMatchObject([
			{ locationId: null, contact: { id: 'idB' }, other: { locationId: { id: 'x' }, id: 'idA' } },
		]);
	});

	it('has the type of the message inside of data', async () => {
		const { started } = await fromApp();
		const { type, webhookId, timestamp, messageType, ...data } = appEvents.smsReply();
		expect(messageType).toBe('SMS');
		await send({ type, webhookId, timestamp, data: { ...data, type: 'TYPE_SMS' } });
		expect(started).toMatchObject([
			{ event: 'InboundMessage', message: { type: 'TYPE_SMS', channel: 'SMS' } },
		]);
	});

	it.each(['', ' ', 'null', null])('is told by its fields with the webhook ID %j', async (id) => {
		const { started } = await fromApp();
		const event = { ...appEvents.smsReply(), webhookId: id };
		for (const body of ['one', 'two', 'two']) await send({ ...event, body });
		expect(started).toHaveLength(2);
	});

	it('is taken at any age where the user wants it so', async () => {
		const { started } = await fromApp({ settings: { timeWindow: 0 } });
		await send({ ...appEvents.smsReply(), timestamp: undefined });
		expect(started).toHaveLength(1);
	});

	it('starts once for each webhook ID, and cannot be replayed with again=1', async () => {
		const { started, url } = await fromApp({ settings: { repeatMinutes: 1 } });
		const event = appEvents.smsReply();
		const body = Buffer.from(JSON.stringify(event));
		const headers = { 'x-ghl-signature': signatureOf(body, key.privateKey) };
		for (const query of ['', '?again=1', '?again=1&x=2']) {
			expect(await post(url + query, body, headers)).toMatchObject({ status: 200 });
		}
		expect(started).toHaveLength(1);
		await send(appEvents.smsReply());
		expect(started).toHaveLength(2);
	});

	it('says what to do about the old signature', async () => {
		const { url } = await fromApp();
		for (const more of [{}, { 'x-ghl-signature': '' }] as Array<Record<string, string>>) {
			const answer = await post(url, '{}', { 'x-wh-signature': 'abc', ...more });
			expect(answer).toMatchObject({ status: 401, text: expect.stringContaining('July 2026') });
		}
	});
});

describe('an event of a HighLevel workflow', () => {
	it('comes out as contact, message, custom data and all the rest', async () => {
		const { started } = await start();
		expect(await sendFlow(workflowPayload())).toMatchObject({ status: 200 });
		expect(started).toEqual([
			{
				event: 'reply',
				locationId: 've9EPM428h8vShlRW1KT',
				contact: {
					id: 'GKJxs4P5L8dWc5CFUITM',
					firstName: 'Zoë',
					lastName: 'O’Brien',
					name: 'Zoë O’Brien',
					email: 'zoe@example.com',
					phone: '+14155550123',
					tags: 'hot lead,solar',
					country: 'US',
					type: 'lead',
				},
				message: {
					type: 2,
					body: 'Call me',
					direction: 'inbound',
					status: 'delivered',
					channel: 'SMS',
				},
				call: {},
				customData: { event: 'reply', lead_score: '7' },
				other: {
					'Roof Type': 'Flat',
					workflow: { id: 'wf1', name: 'Reply to n8n' },
					location: { id: 've9EPM428h8vShlRW1KT', name: 'Sandbox Sales' },
				},
			},
		]);
	});

	it('has the label of the address, and keeps its other parameters', async () => {
		const { started } = await start({ authentication: 'query' });
		const query = `?event=missed-call&office=West&secret=${SECRET}`;
		await post(server!.url + query, JSON.stringify({ contact_id: 'c1' }));
		expect(started[0]).toMatchObject({ event: 'missed-call', other: { office: 'West' } });
		expect(JSON.stringify(started)).not.toContain(SECRET);
	});

	it('tells of a call that the user has mapped', async () => {
		const { started } = await start();
		await sendFlow({
			contact_id: 'c1',
			customData: { call_status: 'no-answer', call_duration: '0' },
		});
		expect(started[0]).toMatchObject({ call: { status: 'no-answer', duration: 0 } });
	});

	it.each([
		['with a message', { message: { type: 1, direction: 'outbound' } }],
		['with a message without a type', { message: { direction: 'outbound' } }],
		['with an empty pair in the body', { call_status: '', message: { direction: 'outbound' } }],
	])('tells of a call that the user has mapped, %s', async (_name, more) => {
		const { started } = await start();
		const customData = { call_status: 'completed', call_duration: '157' };
		await sendFlow({ contact_id: 'c1', customData, ...more });
		expect(started[0]).toMatchObject({
			call: { status: 'completed', duration: 157, direction: 'outbound' },
		});
	});

	it.each<[string, object, object, string]>([
		['of the address', { event: 'call-1' }, { event: 'call-2' }, '?event=reply'],
		[
			'of the Custom Data',
			{ event: 'call-1', customData: { event: 'reply' } },
			{ event: 'call-2', customData: { event: 'reply' } },
			'',
		],
		['that is an object', { event: { name: 'a' } }, { event: { name: 'b' } }, ''],
	])('keeps an event that is no label, beside one %s', async (_name, one, other, query) => {
		const { started } = await start();
		await sendFlow({ contact_id: 'c', ...one }, query);
		await sendFlow({ contact_id: 'c', ...other }, query);
		expect(started).toHaveLength(2);
		expect(started[1]).toMatchObject({ other: { event: (other as { event: unknown }).event } });
	});

	it('keeps a channel of its own beside that of the message', async () => {
		const { started } = await start();
		for (const channel of ['line 1', 'line 2']) {
			await sendFlow({ contact_id: 'c', message: { type: 2, channel } });
		}
		expect(started).toMatchObject([
			{ message: { channel: 'SMS' }, other: { channel: 'line 1' } },
			{ message: { channel: 'SMS' }, other: { channel: 'line 2' } },
		]);
	});

	it('has the same name whatever the order of its names is', async () => {
		const { started } = await start({ settings: { ignoreRepeats: false } });
		await sendFlow({ contact_id: 'c', name: 'A', full_name: 'A B' });
		await sendFlow({ contact_id: 'c', full_name: 'A B', name: 'A' });
		expect(started[1]).toEqual(started[0]);
		expect(started[0]).toMatchObject({ contact: { name: 'A' }, other: { full_name: 'A B' } });
	});

	it('is the same in every field, or new; again=1 lets it through', async () => {
		const { started } = await start();
		const payload = workflowPayload();
		for (const sent of [payload, Object.fromEntries(Object.entries(payload).reverse())]) {
			await sendFlow(sent);
		}
		expect(started).toHaveLength(1);
		await sendFlow({ ...payload, tags: 'hot lead' });
		expect(started).toHaveLength(2);
		await sendFlow(payload, '?again=1');
		expect(started).toHaveLength(3);
	});

	it.each([
		['null', 400],
		['{}', 400],
		['[1]', 400],
		['<a b="1"/>', 415],
		['hello', 400],
	])('is not %s', async (body, status) => {
		const { started, url } = await start();
		const answer = await post(url, body, { authorization: SECRET });
		expect(answer).toMatchObject({ status });
		expect(started).toEqual([]);
	});
});

describe('filters', () => {
	const { smsReply, outboundCall, inboundCall, contactCreated } = appEvents;
	it.each<[object, () => object, boolean]>([
		[{ triggerOn: ['InboundMessage'] }, smsReply, true],
		[{ triggerOn: ['OutboundMessage'] }, smsReply, false],
		[{ triggerOn: ['InboundMessage'] }, inboundCall, true],
		[{ triggerOn: ['ContactCreate', 'TaskCreate'] }, contactCreated, true],
		[{ triggerOn: ['AppInstall'] }, () => ({ ...smsReply(), type: 'INSTALL' }), true],
		[{ filters: { channels: ['Call', 'Voicemail'] } }, outboundCall, true],
		[{ filters: { channels: ['Call'] } }, smsReply, false],
		[
			{ filters: { channels: ['Voicemail'] } },
			() => ({ ...inboundCall(), messageType: 'VoiceMail' }),
			true,
		],
		[
			{ filters: { channels: ['Live Chat'] } },
			() => ({ ...smsReply(), messageType: 'Live Chat' }),
			true,
		],
		[{ filters: { directions: ['inbound'] } }, inboundCall, true],
		[{ filters: { directions: ['inbound'] } }, outboundCall, false],
		[{ filters: { locations: 'VE9EPM428h8vShlRW1KT' } }, smsReply, true],
		[{ filters: { locations: 'another' } }, smsReply, false],
		[
			{ filters: { locations: 'another' } },
			() => ({ ...smsReply(), locationId: { toString: '' } }),
			false,
		],
	])('%j', async (parameters, event, isStarted) => {
		const { started } = await fromApp(parameters);
		const answer = await send(event());
		expect(answer.status).toBe(200);
		expect(started).toHaveLength(isStarted ? 1 : 0);
		if (!isStarted) expect(answer.text).toContain('Nothing started: filtered by');
	});

	it.each([
		[{ events: 'reply' }, true],
		[{ events: 'missed-call' }, false],
		[{ channels: ['SMS'], directions: ['inbound'] }, true],
	])('of a workflow: %j', async (filters, isStarted) => {
		const { started } = await start({ filters });
		await sendFlow(workflowPayload());
		expect(started).toHaveLength(isStarted ? 1 : 0);
	});

	it.each<[number | string, string]>([
		[5, 'Web Chat'],
		[10, 'Voicemail'],
		[11, 'Facebook'],
		['18', 'Instagram'],
		[19, 'WhatsApp'],
		[20, 'SMS'],
		[29, 'Live Chat'],
		[43, 'RCS'],
	])('know the channel by its number: %j', async (type, channel) => {
		const { started } = await start({ filters: { channels: [channel] } });
		await sendFlow({ contact_id: 'c', message: { type, body: 'Yes' } });
		expect(started).toMatchObject([{ message: { type, channel } }]);
	});

	it('leave a number that stands for no channel as it came', async () => {
		const { started } = await start();
		for (const type of [17, 28, 99, 'toString']) await sendFlow({ message: { type } });
		const channels = started.map(({ message }) => (message as { channel: unknown }).channel);
		expect(channels).toEqual(['17', '28', '99', 'toString']);
	});

	it.each([
		[{ call_duration: '157' }, true],
		[{ call_status: 'no-answer' }, true],
		[{ call_status: '', call_duration: ' ' }, false],
	])('find a call by any of its pairs: %j', async (customData, isStarted) => {
		const { started } = await start({ filters: { channels: ['Call'] } });
		await sendFlow({ contact_id: 'c', customData });
		expect(started).toHaveLength(isStarted ? 1 : 0);
	});
});

describe('who may not enter', () => {
	it('is tried in more than forty ways', () => {
		expect(attempts().length).toBeGreaterThanOrEqual(60);
	});

	it.each(attempts())('stays outside: $name', async ({ parameters, path, init }) => {
		const { started, url } = await start(parameters);
		const answer = await fetch(url + path, init);
		expect(answer.status).toBe(401);
		expect(await answer.text()).toMatch(/^\{"success":false,"error":"/);
		expect(started).toEqual([]);
	});

	it.each(['', 'not a key', Buffer.alloc(44).toString('base64')])(
		'does not get in with the public key %j in the credential',
		async (publicKey) => {
			const { started, credentials: stored } = await fromApp();
			stored.leadConnectorWebhookApi = { publicKey };
			expect(await send(appEvents.smsReply())).toMatchObject({ status: 401 });
			expect(started).toEqual([]);
		},
	);
});

it('lets in whom its source lets in, as soon as that is changed', async () => {
	const nodeId = 'changed';
	await start({ source: 'workflow' }, { nodeId });
	expect(await sendFlow(workflowPayload())).toMatchObject({ status: 200 });
	await server!.close();
	await start({ source: 'app' }, { nodeId });
	expect(await send(appEvents.smsReply())).toMatchObject({ status: 200 });
});

it(`takes each of ${MANY} events once, when every one comes twice`, async () => {
	const { started, url } = await fromApp();
	const events = Array.from({ length: MANY }, (_, index) => ({
		...appEvents.smsReply(),
		messageId: `m${index}`,
	}));
	const twice = [...events, ...events];
	const work = async () => {
		for (let event = twice.pop(); event; event = twice.pop()) {
			expect(await sendAppEvent(url, event, key)).toMatchObject({ status: 200 });
		}
	};
	await Promise.all(Array.from({ length: 20 }, work));
	const ids = started.map(({ message }) => (message as { messageId: string }).messageId);
	expect(ids).toHaveLength(MANY);
	expect(new Set(ids).size).toBe(MANY);
});

describe('the credential test', () => {
	const test = async (data: Record<string, unknown>) =>
		await testCredential({
			type: 'leadConnectorTrigger',
			credentialType: 'leadConnectorWebhookApi',
			data,
		});

	it.each([
		[{ source: 'workflow', secret: '' }, 'Error', 'no Secret'],
		[{ source: 'workflow', secret: '    ' }, 'Error', 'no Secret'],
		[{ source: 'workflow', secret: 'short' }, 'Error', '5 characters'],
		[{ source: 'workflow', secret: SECRET }, 'OK', 'good'],
		[{ source: 'app', publicKey: '' }, 'OK', "HighLevel's key"],
		[{ source: 'app', publicKey: key.publicKey }, 'OK', 'Ed25519'],
		[
			{
				source: 'app',
				publicKey: `-----BEGIN PUBLIC KEY-----\n${key.publicKey}\n-----END PUBLIC KEY-----`,
			},
			'OK',
			'Ed25519',
		],
		[
			{
				source: 'app',
				publicKey: `-----BEGIN PUBLIC KEY-----\\n${key.publicKey}\\n-----END PUBLIC KEY-----\\n`,
			},
			'OK',
			'Ed25519',
		],
		[{ source: 'app', publicKey: 'abc' }, 'Error', 'no Ed25519 key'],
	])('says of %j: %s', async (data, status, words) => {
		expect(await test(data)).toMatchObject({ status, message: expect.stringContaining(words) });
	});
});
