import { gzipSync } from 'node:zlib';

import { ConvosoConnect, type EventFields } from '../../sandbox/convoso/connect';
import { triggerLab } from '../support/lab';
import { sale, saleEvent } from './events';
import { attempts, SECRET } from './intruders';

const headers = { authorization: `Bearer ${SECRET}` };
const { start, send } = triggerLab(
	'convosoTrigger',
	{ convosoWebhookApi: { secret: SECRET } },
	headers,
);

describe('Convoso Trigger', () => {
	it('starts the workflow with one item and answers at once', async () => {
		const { started } = await start();
		expect(await send(sale, '?event=disposition')).toEqual({
			status: 200,
			type: 'application/json; charset=utf-8',
			text: '{"success":true}',
		});
		expect(started).toEqual([{ ...saleEvent, event: 'disposition' }]);
	});

	it('adds what the query says, and lets the body have the last word', async () => {
		const { started } = await start();
		await send({ id: '1', status: 'SALE' }, '?office=West&status=NEW');
		expect(started[0]).toMatchObject({
			lead: { id: '1', status: 'SALE' },
			other: { office: 'West', status: ['NEW', 'SALE'] },
		});
	});

	it('gives body and query as they were sent, without the secret, on demand', async () => {
		const { started, url } = await start({
			authentication: 'query',
			settings: { includeRaw: true },
		});
		await fetch(`${url}?event=x&api_key=${SECRET}&a=1`, { method: 'POST', body: 'id=1&b=%20' });
		expect(started[0]).toMatchObject({
			raw: { query: 'event=x&a=1', body: 'id=1&b=%20' },
			other: { a: '1', b: ' ' },
		});
		expect(JSON.stringify(started)).not.toContain(SECRET);
	});

	it.each([
		['TEXT', 'text', {}, 'text/plain; charset=utf-8', 'OK'],
		['XML', 'xml', {}, 'application/xml; charset=utf-8', /^<\?xml .*<success>true<\/success>/],
		[
			'a text of the user',
			'json',
			{ replyText: '{"ok":1}' },
			'application/json; charset=utf-8',
			'{"ok":1}',
		],
	])('answers in %s', async (_name, replyFormat, settings, type, text) => {
		await start({ replyFormat, settings });
		const answer = await send(sale);
		expect(answer).toMatchObject({ status: 200, type });
		expect(answer.text).toMatch(text);
	});

	it('takes compressed bodies', async () => {
		const { started } = await start();
		const body = gzipSync(JSON.stringify(sale));
		await send({}, '', { headers: { ...headers, 'content-encoding': 'gzip' }, body });
		expect(started).toEqual([saleEvent]);
	});

	it.each([
		['a body of 16 MB', { body: 'x'.repeat(16 * 1024 * 1024) }, 413, 'larger than 1 MB'],
		[
			'a body of 20 MB without a length',
			{ body: stream(20), duplex: 'half' },
			413,
			'larger than 1 MB',
		],
		[
			'a body of 2 MB without a length',
			{ body: stream(2), duplex: 'half' },
			413,
			'larger than 1 MB',
		],
		[
			'a compressed bomb',
			{ body: gzipSync(Buffer.alloc(40e6)), headers: { ...headers, 'content-encoding': 'gzip' } },
			413,
			'larger than 1 MB',
		],
		[
			'broken compression',
			{ body: 'no gzip', headers: { ...headers, 'content-encoding': 'gzip' } },
			400,
			'could not be read',
		],
		[
			'unknown compression',
			{ body: 'x', headers: { ...headers, 'content-encoding': 'br' } },
			415,
			'without compression',
		],
		['a file form', { body: new FormData() }, 415, 'Post Data Type'],
		['cut JSON', { body: '{"id":"1' }, 400, 'cut off'],
		['nothing', { body: '' }, 400, 'Check the Adaptor'],
	])('refuses %s with a sentence, and takes the next event', async (_name, init, status, words) => {
		const { started } = await start();
		const refused = await send({}, '', { headers, ...init } as RequestInit);
		expect(refused.status).toBe(status);
		expect(JSON.parse(refused.text)).toEqual({
			success: false,
			error: expect.stringContaining(words),
		});
		expect(started).toEqual([]);
		expect(await send(sale)).toMatchObject({ status: 200 });
		expect(started).toHaveLength(1);
	});
});

describe('who has no secret', () => {
	it.each(attempts('header'))('stays outside: $name', expectRefused);
	it.each(attempts('query'))('stays outside: $name', expectRefused);

	async function expectRefused({ parameters, path, init }: ReturnType<typeof attempts>[number]) {
		const { started, url } = await start(parameters);
		const answer = await fetch(url + path, init);
		expect(answer.status).toBe(401);
		expect(await answer.text()).toBe('{"success":false,"error":"Unauthorized"}');
		expect(started).toEqual([]);
	}

	it.each([
		['Bearer', { authorization: `Bearer ${SECRET}` }, {}],
		['bearer', { authorization: `bearer ${SECRET}` }, {}],
		['the secret alone', { authorization: SECRET }, {}],
		['a header of the user’s choice', { 'x-convoso': SECRET }, { headerName: 'X-Convoso' }],
	])('differs from who has it: %s', async (_name, own, parameters) => {
		const { started } = await start(parameters);
		expect(await send(sale, '', { headers: own as Record<string, string> })).toMatchObject({
			status: 200,
		});
		expect(started).toHaveLength(1);
	});

	it('gets in only where the user wants it so', async () => {
		const { started } = await start({ authentication: 'none' });
		expect(await send(sale, '', { headers: {} })).toMatchObject({ status: 200 });
		expect(started).toHaveLength(1);
	});

	it('cannot enter with an empty secret', async () => {
		const { started, credentials: stored } = await start();
		stored.convosoWebhookApi = { secret: '' };
		for (const authorization of ['', 'Bearer', 'Bearer ', 'undefined', 'null']) {
			expect(await send(sale, '', { headers: { authorization } })).toMatchObject({ status: 401 });
		}
		expect(started).toEqual([]);
	});

	it('is told that the credential is gone, not let in', async () => {
		const { started, credentials: stored } = await start();
		Object.defineProperty(stored, 'convosoWebhookApi', {
			get: () => {
				throw new Error('gone');
			},
		});
		expect(await send(sale)).toMatchObject({ status: 503 });
		expect(started).toEqual([]);
	});

	it('is the owner of the old secret ten seconds after it was changed; the new one counts at once', async () => {
		const { credentials: stored } = await start({ settings: { ignoreRepeats: false } });
		await send(sale);
		stored.convosoWebhookApi = { secret: 'another-secret-0123' };
		expect(
			await send(sale, '', { headers: { authorization: 'another-secret-0123' } }),
		).toMatchObject({ status: 200 });
		expect(await send(sale)).toMatchObject({ status: 401 });
	});
});

describe('filters', () => {
	const cases: Array<[string, object, string, boolean]> = [
		['its status', { statuses: 'cb, sale' }, '', true],
		['another status', { statuses: 'CB' }, '', false],
		['its call type', { callTypes: 'Outbound' }, '', true],
		['another call type', { callTypes: 'INBOUND' }, '', false],
		['its campaign by ID', { campaigns: '101' }, '', true],
		['its campaign by name', { campaigns: 'solar west' }, '', true],
		['another campaign', { campaigns: '10' }, '', false],
		['its list', { lists: '333,334' }, '', true],
		['another list', { lists: '33' }, '', false],
		['its label', { events: 'disposition' }, '?event=Disposition', true],
		['another label', { events: 'disposition' }, '?event=callback', false],
		['no label', { events: 'disposition' }, '', false],
		['one filter of two', { statuses: 'SALE', campaigns: '999' }, '', false],
		['empty filters', { statuses: ' , ', lists: '' }, '', true],
	];

	it.each(cases)('let an event pass or not: %s', async (_name, filters, query, isStarted) => {
		const { started } = await start({ filters });
		const answer = await send(sale, query);
		expect(answer.status).toBe(200);
		expect(JSON.parse(answer.text)).toMatchObject({ success: true });
		expect(started).toHaveLength(isStarted ? 1 : 0);
		if (!isStarted) expect(answer.text).toContain('Nothing started: filtered by');
	});
});

describe('repeats', () => {
	const send5 = async (fields: EventFields, query?: string) => {
		for (let i = 0; i < 5; i++) expect(await send(fields, query)).toMatchObject({ status: 200 });
	};

	it.each<[string, EventFields[], number]>([
		['the same call and status', [sale, { ...sale, notes: 'changed' }], 1],
		['the same call with another status', [sale, { ...sale, status: 'CB' }], 2],
		['another call', [sale, { ...sale, call_log_id: '880002' }], 2],
		[
			'a lead, its status and the time',
			[
				{ id: '1', status: 'A', modified_at: 't1' },
				{ id: '1', status: 'A', modified_at: 't1', x: '1' },
			],
			1,
		],
		[
			'a lead at another time',
			[
				{ id: '1', status: 'A', modified_at: 't1' },
				{ id: '1', status: 'A', modified_at: 't2' },
			],
			2,
		],
		['nothing to tell it by, and all the same', [{ phone_number: '1' }, { phone_number: '1' }], 1],
		['nothing to tell it by, and not the same', [{ phone_number: '1' }, { phone_number: '2' }], 2],
	])('start nothing again: %s', async (_name, events, count) => {
		const { started } = await start();
		for (const event of events) await send5(event);
		expect(started).toHaveLength(count);
	});

	it('with different labels are different events', async () => {
		const { started } = await start();
		await send5(sale, '?event=disposition');
		await send5(sale, '?event=recording');
		expect(started).toHaveLength(2);
	});

	it('are told apart from a filtered event in the answer', async () => {
		await start();
		await send(sale);
		expect((await send(sale)).text).toContain('received already');
	});

	it('start again where the user wants it so, and always while testing', async () => {
		const { started } = await start({ settings: { ignoreRepeats: false } });
		await send5(sale);
		expect(started).toHaveLength(5);
		const test = await start({}, 'manual');
		await send5(sale);
		expect(test.started).toHaveLength(5);
	});

	it('start once when they come all at the same time', async () => {
		const { started } = await start();
		const answers = await Promise.all(Array.from({ length: 20 }, async () => await send(sale)));
		expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
		expect(started).toHaveLength(1);
	});

	it('of an event that n8n could not store start it, even when they came with it', async () => {
		const server = await start();
		let failures = 3;
		server.onStart = async () => {
			await new Promise((resolve) => setTimeout(resolve, 20));
			if (failures-- > 0) throw new Error('database is locked');
		};
		const answers = await Promise.all(Array.from({ length: 10 }, async () => await send(sale)));
		const statuses = answers.map(({ status }) => status);
		expect(statuses.filter((status) => status === 500)).toHaveLength(3);
		expect(statuses.filter((status) => status === 200)).toHaveLength(7);
		expect(server.started).toHaveLength(1);
	});
});

describe('Convoso Connect, simulated', () => {
	it('holds back the tenth event of a lead within three minutes, and never repeats', async () => {
		const { started, url } = await start({ settings: { ignoreRepeats: false } });
		let now = 0;
		const connect = connectTo(url, {}, () => now);
		for (let i = 0; i < 10; i++) await connect.fire(sale);
		expect(connect.logs.map(({ isSent }) => isSent)).toEqual([...Array(9).fill(true), false]);
		await connect.fire({ ...sale, lead_id: '2' });
		now += 3 * 60_000;
		await connect.fire(sale);
		expect(started).toHaveLength(11);
		connect.close();
	});

	it('sends the lead alone from its test panel, and shows our answer', async () => {
		const { started, url } = await start();
		const connect = connectTo(url, {});
		expect(await connect.test('10001')).toMatchObject({ status: 200, reply: { success: true } });
		expect(started[0]).toMatchObject({
			lead: { id: '10001', phone_number: '5551234567' },
			call: { call_log_id: null },
		});
		connect.close();
	});

	it.each([
		['GET', {}, { requestMethod: 'GET' }],
		['RAW', {}, { postDataType: 'RAW' }],
		['JSON without its header', {}, { postDataType: 'JSON' }],
		[
			'JSON with its header',
			{},
			{
				postDataType: 'JSON',
				authorizationHeader: `Content-type: application/json|Authorization: Bearer ${SECRET}`,
			},
		],
		[
			'the secret in Api Authentication',
			{ authentication: 'query' },
			{ authorizationHeader: '', apiAuthentication: `api_key=${SECRET}` },
		],
	] as const)(
		'reaches the trigger with its own settings: %s',
		async (_name, parameters, settings) => {
			const { started, url } = await start(parameters);
			const connect = connectTo(`${url}?event=disposition`, settings);
			expect(await connect.fire(sale)).toMatchObject({ status: 200, reply: { success: true } });
			expect(started).toEqual([{ ...saleEvent, event: 'disposition' }]);
			connect.close();
		},
	);

	it('shows null where the answer is of another type', async () => {
		const { url } = await start({ replyFormat: 'text' });
		const connect = connectTo(url, { responseDataType: 'JSON' });
		expect(await connect.fire(sale)).toMatchObject({ status: 200, reply: null, text: 'OK' });
		connect.close();
	});

	function connectTo(
		apiUrl: string,
		settings: Partial<ConstructorParameters<typeof ConvosoConnect>[0]>,
		now?: () => number,
	) {
		const leads = new Map([['10001', { phone_number: '5551234567', status: 'NEW' }]]);
		return new ConvosoConnect(
			{ apiUrl, authorizationHeader: `Authorization: Bearer ${SECRET}`, ...settings },
			leads,
			now,
		);
	}
});

/** A body that is sent in parts, without a Content-Length. */
function stream(megabytes: number): ReadableStream {
	let left = megabytes;
	return new ReadableStream({
		pull(controller) {
			if (left-- > 0) controller.enqueue(Buffer.alloc(1024 * 1024, 'x'));
			else controller.close();
		},
	});
}
