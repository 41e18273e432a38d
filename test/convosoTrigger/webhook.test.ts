import { gzipSync } from 'node:zlib';

import {
	ConvosoConnect,
	shapes,
	type EventFields,
	type Shape,
} from '../../sandbox/convoso/connect';
import { triggerLab } from '../support/lab';
import { runs } from '../support/runs';
import { sale, saleEvent } from './events';
import { attempts, SECRET } from './intruders';

/** How many events come, each of them twice. */
const MANY = runs(1_000, 4);

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

	it.each(['gzip', 'GZIP', ' Gzip', 'x-gzip'])('takes compressed bodies: %j', async (encoding) => {
		const { started } = await start();
		const body = gzipSync(JSON.stringify(sale));
		await send({}, '', { headers: { ...headers, 'content-encoding': encoding }, body });
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
		['an empty object', { body: '{}' }, 400, 'Check the Adaptor'],
		['an empty list', { body: '[]' }, 400, 'Check the Adaptor'],
		['JSON null', { body: 'null' }, 400, 'has no fields'],
		['JSON null as params', { body: 'params=null' }, 400, 'Check the Adaptor'],
		['XML', { body: '<lead id="1"></lead>' }, 415, 'XML'],
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

	it.each(['', '   ', '\t\n'])('cannot enter with the secret %j', async (secret) => {
		for (const authentication of ['header', 'query']) {
			const { started, url, credentials: stored } = await start({ authentication });
			stored.convosoWebhookApi = { secret };
			for (const authorization of ['', ' ', 'Bearer', 'Bearer    ', 'undefined', 'null', '\t']) {
				const query = `?api_key=${encodeURIComponent(authorization)}`;
				for (const sent of [query, '?api_key=', '?api_key=+++', '?api_key']) {
					const { status } = await fetch(url + sent, { headers: { authorization } });
					expect(status).toBe(401);
				}
			}
			expect(started).toEqual([]);
		}
	});

	it('gets in with a secret that was pasted with blanks around it', async () => {
		const { credentials: stored } = await start();
		stored.convosoWebhookApi = { secret: ` ${SECRET}\n` };
		expect(await send(sale)).toMatchObject({ status: 200 });
	});

	it('does not make n8n read the credential for each guess', async () => {
		const { credentials: stored } = await start({ settings: { ignoreRepeats: false } });
		let reads = 0;
		Object.defineProperty(stored, 'convosoWebhookApi', {
			get: () => {
				reads++;
				return { secret: SECRET };
			},
		});
		await send(sale);
		const guesses = Array.from({ length: 200 }, (_, guess) => `Bearer guess-${guess}`);
		for (const authorization of guesses) {
			expect(await send(sale, '', { headers: { authorization } })).toMatchObject({ status: 401 });
		}
		expect(reads).toBeLessThan(10);
		expect(await send(sale)).toMatchObject({ status: 200 });
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
		[
			'its campaign by a name with a comma',
			{ campaigns: 'Solar, West' },
			'?campaign=Solar,+West',
			true,
		],
		['commas alone', { campaigns: ',' }, '', true],
		['another list', { lists: '33' }, '', false],
		['its label', { events: 'disposition' }, '?event=Disposition', true],
		['another label', { events: 'disposition' }, '?event=callback', false],
		['no label', { events: 'disposition' }, '', false],
		['one filter of two', { statuses: 'SALE', campaigns: '999' }, '', false],
		['empty filters', { statuses: ' , ', lists: '' }, '', true],
	];

	const named: Array<[object, object, boolean]> = [
		[{ Status: 'SALE' }, { statuses: 'sale' }, true],
		[{ disposition: 'SALE' }, { statuses: 'sale' }, true],
		[{ Disposition: 'HU' }, { statuses: 'sale' }, false],
		[{ campaign: 'Solar West' }, { campaigns: 'solar west' }, true],
		[{ 'Campaign ID': '101' }, { campaigns: '101' }, true],
		[{ campaignName: 'Solar' }, { campaigns: '101' }, false],
		[{ list: '333' }, { lists: '333' }, true],
		[{ listName: 'West' }, { lists: 'west' }, true],
		[{ 'Call Type': 'OUTBOUND' }, { callTypes: 'outbound' }, true],
		[{ status: ['SALE', 'HU'] }, { statuses: 'sale' }, false],
		[{ disposition: { toString: '' } }, { statuses: 'sale' }, false],
		[{ disposition: ['HU', 'SALE'] }, { statuses: 'sale' }, true],
	];

	it.each(named)('find %j by %j: %j', async (fields, filters, isStarted) => {
		const { started } = await start({ filters });
		expect(await send({ id: '1', ...fields })).toMatchObject({ status: 200 });
		expect(started).toHaveLength(isStarted ? 1 : 0);
	});

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

	const lead = {
		id: '1',
		status: 'A',
		last_called: 't1',
		modified_at: 't1',
		email: 'a@example.com',
	};
	const withoutUser = { ...sale, user_id: '' };
	it.each<[string, EventFields[], number]>([
		['the same call', [sale, sale], 1],
		['the same call and status, with other notes', [sale, { ...sale, notes: 'DO NOT CALL' }], 2],
		['the same call with another status', [sale, { ...sale, status: 'CB' }], 2],
		[
			'the same call with another Status',
			[
				{ call_log_id: '1', Status: 'HU' },
				{ call_log_id: '1', Status: 'SALE' },
			],
			2,
		],
		[
			'the same call with another disposition',
			[
				{ call_log_id: '1', disposition: 'HU' },
				{ call_log_id: '1', disposition: 'SALE' },
			],
			2,
		],
		['another call', [sale, { ...sale, call_log_id: '880002' }], 2],
		['a lead with another email', [lead, { ...lead, email: 'b@example.com' }], 2],
		['a lead modified later', [lead, { ...lead, modified_at: 't2' }], 2],
		['a lead with one field more', [lead, { ...lead, x: '1' }], 2],
		['another order', [sale, Object.fromEntries(Object.entries(sale).reverse())], 1],
		['other blanks', [withoutUser, { ...withoutUser, email: '', user_id: ' ', x: 'null' }], 1],
		['0 in the place of a blank', [sale, { ...sale, user_id: '' }], 2],
		[
			'a status inside of a wrapper and outside of it, the other way round',
			[
				{ status: 'HU', lead: { id: '1', status: 'SALE' } },
				{ lead: { status: 'SALE', id: '1' }, status: 'HU' },
			] as never,
			1,
		],
		['nothing to tell it by, and all the same', [{ phone_number: '1' }, { phone_number: '1' }], 1],
		['nothing to tell it by, and not the same', [{ phone_number: '1' }, { phone_number: '2' }], 2],
	])('start nothing again: %s', async (_name, events, count) => {
		const { started } = await start();
		for (const event of events) await send5(event);
		expect(started).toHaveLength(count);
	});

	it('are the same in every shape, by GET and by POST', async () => {
		const { started, url } = await start();
		for (const requestMethod of ['GET', 'POST'] as const) {
			for (const shape of Object.keys(shapes) as Shape[]) {
				const connect = new ConvosoConnect({
					apiUrl: url,
					authorizationHeader: `Authorization: Bearer ${SECRET}`,
					requestMethod,
					shape,
				});
				expect(await connect.fire(sale)).toMatchObject({ status: 200 });
				connect.close();
			}
		}
		await send({ data: sale });
		await send({ lead: { ...sale, called_count: 3 } });
		expect(started).toHaveLength(1);
	});

	it('differ by any one field', async () => {
		const { started } = await start();
		await send(sale);
		for (const field of Object.keys(sale)) await send({ ...sale, [field]: 'changed' });
		expect(started).toHaveLength(1 + Object.keys(sale).length);
	});

	it('are let through one by one with again=1 in the address, which is no field', async () => {
		const { started } = await start();
		await send5(sale, '?office=West');
		expect(started).toHaveLength(1);
		await send(sale, '?again=1&office=West');
		await send(sale, '?office=West');
		expect(started).toHaveLength(2);
		expect(started[1]).toEqual(started[0]);
		await send({ ...sale, again: '1' }, '?again=2');
		expect(started[2]).toMatchObject({ other: { again: ['2', '1'] } });
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

	it(`of ${MANY} events that come all twice start ${MANY}`, async () => {
		const { started } = await start();
		const ids = Array.from({ length: MANY }, (_, index) => `call-${index}`);
		const twice = [...ids, ...ids];
		const work = async () => {
			for (let id = twice.pop(); id; id = twice.pop()) {
				expect(await send({ ...sale, call_log_id: id })).toMatchObject({ status: 200 });
			}
		};
		await Promise.all(Array.from({ length: 20 }, work));
		const calls = started.map(({ call }) => (call as { call_log_id: string }).call_log_id);
		expect(calls.sort()).toEqual(ids.sort());
	});

	it('start once when they come all at the same time', async () => {
		const { started } = await start();
		const answers = await Promise.all(Array.from({ length: 20 }, async () => await send(sale)));
		expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
		expect(started).toHaveLength(1);
	});

	it.each(['lastNode', 'responseNode'])(
		'start nothing where the workflow answers (%s), even if it fails',
		async (responseMode) => {
			const server = await start({ responseMode });
			let executions = 0;
			server.onStart = () => {
				executions++;
				throw new Error('Error in workflow');
			};
			const answers = await Promise.all([1, 2, 3].map(async () => await send(sale)));
			const statuses = answers.map(({ status }) => status);
			expect(statuses.sort()).toEqual([200, 200, 500]);
			expect(await send(sale)).toMatchObject({ status: 200 });
			expect(executions).toBe(1);
		},
	);

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

describe('allowed addresses', () => {
	const range = { settings: { allowedAddresses: '66.85.240.0/21' } };

	it.each([
		['inside of the range', range, { ip: '66.85.247.255' }, 200],
		['outside of it', range, { ip: '66.85.248.0' }, 403],
		[
			'inside of a range with blanks in it',
			{ settings: { allowedAddresses: '10.0.0.1, 66.85.240.0/ 21' } },
			{ ip: '66.85.240.1' },
			200,
		],
		['in its IPv6 form', range, { ip: '::ffff:66.85.240.1' }, 200],
		['named by a trusted proxy', range, { ip: '10.0.0.1', ips: ['66.85.241.9', '10.0.0.1'] }, 200],
		['not known', range, {}, 403],
		['anywhere, with a list of blanks', { settings: { allowedAddresses: ' ' } }, {}, 200],
		[
			'anywhere, with a list without any address',
			{ settings: { allowedAddresses: 'convoso.com' } },
			{ ip: '127.0.0.1' },
			403,
		],
	])('let in who is %s', async (_name, parameters, client, status) => {
		const { started, client: seen } = await start(parameters);
		Object.assign(seen, { ip: undefined, ips: [] }, client);
		expect(await send(sale)).toMatchObject({ status });
		expect(started).toHaveLength(status === 200 ? 1 : 0);
	});

	it('do not stand in the place of the secret', async () => {
		const { client } = await start(range);
		client.ip = '66.85.240.1';
		expect(await send(sale, '', { headers: {} })).toMatchObject({ status: 401 });
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
