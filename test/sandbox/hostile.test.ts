import { once } from 'node:events';
import { request as requestFrom, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import {
	modeNames,
	modes,
	startHostile,
	type Hostile,
	type HostileMode,
} from '../../sandbox/hostile';
import { contactId } from '../../sandbox/leadconnector/store';
import { lab } from '../support/lab';

const { sandbox, vendor } = lab('convoso');

let hostile: Hostile;
beforeAll(async () => {
	hostile = await startHostile({
		mode: 'none',
		upstream: sandbox.origin,
		tickMs: 1,
		bodyBytes: 3_000_000,
	});
});
afterAll(async () => await hostile.close());
beforeEach(() => {
	Object.assign(hostile, { mode: 'none', strikes: undefined, isAccepted: undefined });
	hostile.reset();
});

interface Asked {
	method?: string;
	headers?: Record<string, string>;
	body?: string;
	/** Hangs up when it has read so much. */
	most?: number;
	/** The most it takes of headers, in bytes. */
	maxHeaderSize?: number;
}

/** What a client got before the answer ended, the connection broke, or it had enough. */
interface Got {
	status?: number;
	headers: IncomingHttpHeaders;
	body: string;
	/** Why the connection broke. */
	broken?: string;
	isWhole: boolean;
}

/** A client that follows nothing and believes nothing. */
async function ask(
	path: string,
	{ method = 'POST', headers, body, most, maxHeaderSize }: Asked = {},
): Promise<Got> {
	const got: Got = { status: undefined, broken: undefined, headers: {}, body: '', isWhole: false };
	const request = requestFrom(`${hostile.origin}${path}`, {
		method,
		headers,
		maxHeaderSize,
		agent: false,
	});
	request.end(body);
	try {
		const [response] = (await once(request, 'response')) as [IncomingMessage];
		Object.assign(got, { status: response.statusCode, headers: response.headers });
		for await (const chunk of response) {
			got.body += String(chunk);
			if (most !== undefined && got.body.length >= most) break;
		}
		got.isWhole = response.complete;
	} catch (error) {
		got.broken = (error as NodeJS.ErrnoException).code;
	} finally {
		request.destroy();
	}
	return got;
}

const token = () => String(sandbox.credentials().convosoApi.authToken);

/** A lead that is new each time. */
let phones = 0;
const insert = (more: Asked = {}) => ({
	headers: { 'content-type': 'application/x-www-form-urlencoded' },
	body: new URLSearchParams({
		auth_token: token(),
		list_id: '333',
		phone_number: `555123${String(phones++ % 10_000).padStart(4, '0')}`,
		first_name: 'Zoë',
	}).toString(),
	...more,
});
const INSERT = '/convoso/v1/leads/insert';

/** Modes that never come to an end by themselves. */
const ENDLESS: HostileMode[] = ['silent', 'slowHeaders', 'trickleBody', 'endlessBody'];

/** Waits for something that is about to happen. */
async function until(happened: () => boolean): Promise<void> {
	while (!happened()) await sleep(1);
}

const writes = modeNames.filter((name) => !('rewrite' in modes[name]));

describe.each(writes)('%s', (mode) => {
	it('keeps what it got, and the vendor behind has the lead where the mode says so', async () => {
		hostile.mode = mode;
		const sent = insert({ most: 1000 });
		const isEndless = ENDLESS.includes(mode);
		const asking = ask(INSERT, sent);
		if (isEndless) await until(() => vendor.store.leads.size === 1);
		else await asking;
		expect(hostile.received).toEqual([
			{
				method: 'POST',
				url: INSERT,
				headers: expect.objectContaining(sent.headers),
				body: sent.body,
				at: expect.any(Number),
				mode,
			},
		]);
		expect(vendor.store.leads.size).toBe(modes[mode].isAccepted ? 1 : 0);
	});
});

describe('redirects', () => {
	it.each([301, 302, 303, 307, 308] as const)('%i lead where they say', async (status) => {
		const path = `${INSERT}?a=1`;
		for (const [target, origin] of [
			['ToItself', hostile.origin],
			['Elsewhere', hostile.elsewhere.origin],
			['Dead', 'http://127.0.0.1:1'],
		] as const) {
			hostile.mode = `redirect${status}${target}`;
			const got = await ask(path, insert());
			expect(got).toMatchObject({ status, body: '', headers: { location: `${origin}${path}` } });
		}
	});

	it('show what a client that follows them gives away', async () => {
		hostile.mode = 'redirect307Elsewhere';
		const sent = insert();
		const answer = await fetch(`${hostile.origin}${INSERT}`, { method: 'POST', ...sent });
		expect(await answer.json()).toEqual({ success: true });
		expect(hostile.elsewhere.received).toMatchObject([
			{ method: 'POST', url: INSERT, body: sent.body },
		]);
		expect(sent.body).toContain(token());
		expect(vendor.store.leads.size).toBe(0);
	});

	it('to itself have no end', async () => {
		hostile.mode = 'redirect308ToItself';
		await expect(
			fetch(`${hostile.origin}${INSERT}`, { method: 'POST', ...insert() }),
		).rejects.toThrow();
		expect(hostile.received.length).toBeGreaterThan(10);
	});
});

describe('limits', () => {
	it.each<[HostileMode, string | undefined]>([
		['retryAfterNone', undefined],
		['retryAfter0', '0'],
		['retryAfterNegative', '-5'],
		['retryAfterPast', 'Wed, 01 Jan 2020 00:00:00 GMT'],
		['retryAfterEmpty', ''],
		['retryAfterInfinity', 'Infinity'],
		['retryAfterText', 'soon'],
		['retryAfterHour', '3600'],
	])('%s', async (mode, value) => {
		hostile.mode = mode;
		const got = await ask(INSERT, insert());
		expect(got.status).toBe(429);
		expect(got.headers['retry-after']).toBe(value);
	});

	it('that are used up for the day, or for the hour after a good answer', async () => {
		hostile.mode = 'dailyQuota0';
		expect(await ask(INSERT, insert())).toMatchObject({
			status: 429,
			headers: { 'x-ratelimit-daily-remaining': '0' },
		});
		hostile.mode = 'rateRemaining0';
		const got = await ask(INSERT, insert());
		expect(got).toMatchObject({
			status: 200,
			headers: {
				'x-ratelimit-remaining': '0',
				'x-ratelimit-interval-milliseconds': '3600000',
			},
		});
		expect(JSON.parse(got.body)).toMatchObject({ success: true });
	});
});

describe('statuses', () => {
	it.each([401, 403, 404, 408, 413, 425, 499, 500, 502, 503, 504] as const)(
		'%i',
		async (status) => {
			hostile.mode = `status${status}Html`;
			expect(await ask(INSERT, insert())).toMatchObject({
				status,
				headers: { 'content-type': expect.stringContaining('text/html') },
				body: expect.stringMatching(/^<!DOCTYPE html>/),
			});
			hostile.mode = `status${status}Empty`;
			expect(await ask(INSERT, insert())).toMatchObject({ status, body: '' });
			hostile.mode = `status${status}Json`;
			expect(JSON.parse((await ask(INSERT, insert())).body)).toMatchObject({ statusCode: status });
		},
	);
});

describe('the wire', () => {
	const good = async () => {
		hostile.mode = 'none';
		return (await ask(INSERT, insert())).body;
	};

	it.each(['resetBeforeAnswer', 'resetAfterAccept'] as const)('%s', async (mode) => {
		hostile.mode = mode;
		expect(await ask(INSERT, insert())).toMatchObject({ status: undefined, broken: 'ECONNRESET' });
	});

	it('notHttp', async () => {
		hostile.mode = 'notHttp';
		expect((await ask(INSERT, insert())).broken).toMatch(/^HPE_/);
	});

	it('dropMidBody sends half, and is not whole', async () => {
		const { length } = await good();
		hostile.mode = 'dropMidBody';
		const got = await ask(INSERT, insert());
		expect(got).toMatchObject({ status: 200, isWhole: false, broken: 'ECONNRESET' });
		expect(got.body).toMatch(/^\{"success":true/);
		expect(got.body).toHaveLength(Math.ceil(length / 2));
	});

	it('cutJson sends half, and looks whole', async () => {
		const { length } = await good();
		hostile.mode = 'cutJson';
		const got = await ask(INSERT, insert());
		expect(got).toMatchObject({ status: 200, isWhole: true, broken: undefined });
		expect(got.body).toHaveLength(Math.ceil(length / 2));
		expect(() => JSON.parse(got.body) as unknown).toThrow();
	});

	it.each([
		['html200', /^<!DOCTYPE html>/],
		['empty200', /^$/],
	] as const)('%s', async (mode, body) => {
		hostile.mode = mode;
		expect(await ask(INSERT, insert())).toMatchObject({
			status: 200,
			isWhole: true,
			body: expect.stringMatching(body),
		});
	});

	it('slowHeaders never come to a body', async () => {
		hostile.mode = 'slowHeaders';
		// The client gives up by itself, when the headers are more than it takes.
		expect(await ask(INSERT, insert({ maxHeaderSize: 1000 }))).toMatchObject({
			status: undefined,
			broken: 'HPE_HEADER_OVERFLOW',
		});
	});

	it('trickleBody gives the answer, and goes on', async () => {
		const whole = await good();
		hostile.mode = 'trickleBody';
		const got = await ask(INSERT, insert({ most: whole.length + 20 }));
		expect(got.isWhole).toBe(false);
		expect(JSON.parse(got.body)).toMatchObject({ success: true });
		expect(got.body).toMatch(/ {19,}$/);
	});

	it('endlessBody goes on as long as it is read', async () => {
		hostile.mode = 'endlessBody';
		const got = await ask(INSERT, insert({ most: 5_000_000 }));
		expect(got).toMatchObject({ status: 200, isWhole: false, broken: undefined });
		expect(got.headers['content-length']).toBeUndefined();
	});

	it('hugeBody is a good answer with much in it', async () => {
		hostile.mode = 'hugeBody';
		const got = await ask(INSERT, insert());
		expect(got).toMatchObject({ status: 200, isWhole: true });
		const answer = JSON.parse(got.body) as { success: boolean; padding: string };
		expect(answer.success).toBe(true);
		expect(answer.padding).toHaveLength(3_000_000);
	});

	it('gzipBomb is small until it is unpacked', async () => {
		hostile.mode = 'gzipBomb';
		expect((await ask(INSERT, insert())).body.length).toBeLessThan(30_000);
		const unpacked = await fetch(`${hostile.origin}${INSERT}`, { method: 'POST', ...insert() });
		expect(await unpacked.text()).toHaveLength(3_000_000);
	});

	it('ends what never ends when it is closed', async () => {
		const other = await startHostile({ mode: 'silent', tickMs: 1 });
		const answers = [];
		for (const mode of ENDLESS) {
			other.mode = mode;
			answers.push(fetch(other.origin).then(async (answer) => await answer.text()));
			await until(() => other.received.length === answers.length);
		}
		const ends = Promise.allSettled(answers);
		await other.close();
		expect((await ends).map(({ status }) => status)).toEqual(ENDLESS.map(() => 'rejected'));
	});
});

describe('echoes', () => {
	const forms: Array<['Json' | 'Form' | 'Base64' | 'Url', (text: string) => string]> = [
		['Json', (text) => text],
		['Form', (text) => new URLSearchParams({ a: text }).toString().slice(2)],
		['Base64', (text) => Buffer.from(text).toString('base64')],
		['Url', encodeURIComponent],
	];
	const SECRET = 'pit-a+b/c=d "e"';
	const secretly = () =>
		insert({ headers: { ...insert().headers, authorization: `Bearer ${SECRET}` } });

	it.each(forms)(
		'%s repeat the token of the body in refusals and successes',
		async (form, encode) => {
			for (const kind of ['Refused', 'Success'] as const) {
				hostile.mode = `echoSecrets${kind}${form}`;
				expect((await ask(INSERT, insert())).body).toContain(encode(token()));
			}
		},
	);

	it.each([
		['/convoso/v1/leads/insert', 200, 'text'],
		['/leadconnector/conversations/messages', 400, 'message'],
		['/iqra/api/v1/business/12/call/initiate', 200, 'message'],
		['/convolo/rest/v1/ext/add_call_api/', 400, 'error'],
	])('refuse as the vendor at %s would', async (path, status, field) => {
		hostile.mode = 'echoSecretsRefusedJson';
		const got = await ask(path, secretly());
		const words = (JSON.parse(got.body) as Record<string, string>)[field];
		expect(got.status).toBe(status);
		expect((JSON.parse(words) as { headers: object }).headers).toMatchObject({
			authorization: `Bearer ${SECRET}`,
		});
	});

	it('leave a success a success, with the echo in each record', async () => {
		hostile.mode = 'echoSecretsSuccessForm';
		expect(JSON.parse((await ask(INSERT, insert())).body)).toEqual({
			success: true,
			echo: expect.stringContaining(token()),
			data: { lead_id: expect.any(String), echo: expect.stringContaining(token()) },
		});
	});
});

describe('lists', () => {
	interface Page {
		rows: unknown[];
		total: unknown;
		next: unknown;
	}

	/** How each vendor pages: asks for a page, after the one before it. */
	const lists: Record<string, (number: number, before?: Page) => Promise<Page>> = {
		'Convoso calls, by offset': async (number) => {
			const { data } = await post('/convoso/v1/log/retrieve', {
				auth_token: token(),
				start_time: '2026-03-01 00:00:00',
				end_time: '2026-03-01 23:59:59',
				limit: '20',
				offset: String(number * 20),
			});
			const { results, total_found } = data as { results: unknown[]; total_found: string };
			return { rows: results, total: total_found, next: undefined };
		},
		'Convoso users, by id': async (number) => {
			const { data } = await post('/convoso/v1/users/search', {
				auth_token: token(),
				limit: '20',
				offset: String(number * 20),
			});
			const { results, total } = data as { results: object; total: string };
			return { rows: Object.values(results), total, next: undefined };
		},
		'LeadConnector contacts, by page in JSON': async (number) => {
			const answer = await leadConnector('/contacts/search', {
				locationId: sandbox.vendors.leadConnector.store.locationId,
				pageLimit: 20,
				page: number + 1,
			});
			return { rows: answer.contacts as unknown[], total: answer.total, next: undefined };
		},
		'LeadConnector messages, by the last one': async (_number, before) => {
			const last = before ? `&lastMessageId=${String(before.next)}` : '';
			const { id } = sandbox.vendors.leadConnector.store.conversationOf(contactId(0))!;
			const answer = await leadConnector(`/conversations/${id}/messages?limit=20${last}`);
			const frame = answer.messages as { messages: unknown[]; lastMessageId: string };
			return { rows: frame.messages, total: undefined, next: frame.lastMessageId };
		},
		'AI Call calls, by cursor': async (_number, before) => {
			const { apiKey, businessId } = sandbox.credentials().aiCallApi;
			const got = await ask(`/iqra/api/v1/business/${String(businessId)}/queues/outbound`, {
				headers: {
					'content-type': 'application/json',
					authorization: `Token ${String(apiKey)}`,
				},
				body: JSON.stringify({ limit: 20, ...(before ? { nextCursor: before.next } : {}) }),
			});
			const { data } = JSON.parse(got.body) as { data: Record<string, unknown> };
			return { rows: data.items as unknown[], total: data.totalCount, next: data.nextCursor };
		},
		'Convolo calls, by page': async (number) => {
			const key = String(sandbox.credentials().convoloApi.accountApiKey);
			const path = `/convolo/api/v2/calls/payload-data-list?max_calls=20&page=${number + 1}`;
			const got = await ask(path, { method: 'GET', headers: { 'api-key': key } });
			const answer = JSON.parse(got.body) as Record<string, unknown>;
			const { calls_total } = answer.data as { calls_total?: number };
			return { rows: answer.endCallPayloadList as unknown[], total: calls_total, next: undefined };
		},
	};

	const post = async (path: string, fields: Record<string, string>) => {
		const body = new URLSearchParams(fields).toString();
		const got = await ask(path, insert({ body }));
		return JSON.parse(got.body) as Record<string, unknown>;
	};
	const leadConnector = async (path: string, body?: object) => {
		const got = await ask(`/leadconnector${path}`, {
			method: body ? 'POST' : 'GET',
			headers: {
				authorization: `Bearer ${sandbox.vendors.leadConnector.tokens.full}`,
				version: '2021-07-28',
				...(body ? { 'content-type': 'application/json' } : {}),
			},
			body: body && JSON.stringify(body),
		});
		return JSON.parse(got.body) as Record<string, unknown>;
	};

	/** 50 rows of each, but the contacts and users that are always there. */
	const fill = () => {
		const { aiCall, convolo, leadConnector } = sandbox.vendors;
		vendor.store.addCalls(50, (index) => `2026-03-01 10:00:${String(index).padStart(2, '0')}`);
		const conversation = leadConnector.store.conversationOf(contactId(0))!;
		for (let index = 0; index < 50; index++) {
			aiCall.addCall({ recipientNumber: `+1415555${String(index).padStart(4, '0')}` });
			convolo.store.addCall('+14155550123');
			leadConnector.store.addMessage(conversation, {
				messageType: 'TYPE_SMS',
				direction: 'inbound',
			});
		}
	};

	const pagesOf = async (name: string, count: number) => {
		const pages: Page[] = [];
		for (let number = 0; number < count; number++) {
			pages.push(await lists[name](number, pages.at(-1)));
		}
		return pages;
	};

	describe.each(Object.keys(lists))('%s', (name) => {
		let honest: Page[];
		beforeEach(async () => {
			fill();
			honest = await pagesOf(name, 2);
			expect(honest.map(({ rows }) => rows.length)).toEqual([20, 20]);
			expect(honest[1].rows).not.toEqual(honest[0].rows);
		});
		const hostilePages = async (mode: HostileMode, count: number) => {
			hostile.mode = mode;
			return await pagesOf(name, count);
		};

		it('ignoresPage', async () => {
			const pages = await hostilePages('ignoresPage', 3);
			expect(pages).toEqual([honest[0], honest[0], honest[0]]);
		});

		it('sameFullPage, with another cursor where there are cursors', async () => {
			const pages = await hostilePages('sameFullPage', 3);
			for (const { rows } of pages) expect(rows).toEqual(honest[0].rows);
			const cursors = new Set(pages.map(({ next }) => next));
			expect(cursors.size).toBe(honest[0].next === undefined ? 1 : 3);
		});

		it('cursorsABAB', async () => {
			const pages = await hostilePages('cursorsABAB', 4);
			expect(pages).toEqual([honest[0], honest[1], honest[0], honest[1]]);
		});

		it('totalHuge', async () => {
			const pages = await hostilePages('totalHuge', 2);
			for (const { rows, total } of pages) {
				expect(rows).toEqual([]);
				expect(total === undefined ? 100_000_000 : Number(total)).toBe(100_000_000);
			}
			if (honest[0].next !== undefined) expect(pages[0].next).not.toEqual(pages[1].next);
		});

		it('totalMore', async () => {
			const [{ rows, total }] = await hostilePages('totalMore', 1);
			expect(rows).toEqual(honest[0].rows);
			if (honest[0].total !== undefined) expect(Number(total)).toBe(Number(honest[0].total) + 50);
		});

		it('totalButNoRows', async () => {
			const [page] = await hostilePages('totalButNoRows', 1);
			expect(page).toEqual({ ...honest[0], rows: [] });
		});

		it('smallServerPage', async () => {
			const [{ rows, total }] = await hostilePages('smallServerPage', 1);
			expect(rows).toEqual(honest[0].rows.slice(0, 10));
			expect(total).toBeUndefined();
		});
	});

	it('need a vendor behind', async () => {
		const alone = await startHostile({ mode: 'ignoresPage' });
		const answer = await fetch(alone.origin);
		expect(answer.status).toBe(500);
		expect(await answer.text()).toMatch(/ignoresPage needs an upstream/);
		await alone.close();
	});
});

describe('what a test may say', () => {
	it('strikes the requests that are named, and lets the others through', async () => {
		hostile.mode = 'status500Html';
		hostile.strikes = ({ url }, number) => url === INSERT && number === 1;
		const statuses = [];
		for (let index = 0; index < 3; index++) statuses.push((await ask(INSERT, insert())).status);
		expect(statuses).toEqual([200, 500, 200]);
		expect(hostile.received.map(({ mode }) => mode)).toEqual([
			undefined,
			'status500Html',
			undefined,
		]);
		expect(vendor.store.leads.size).toBe(3);
	});

	it.each([true, false])('says whether the vendor carries it out: %s', async (isAccepted) => {
		hostile.isAccepted = isAccepted;
		for (const mode of ['redirect307Dead', 'status500Empty'] as const) {
			hostile.mode = mode;
			await ask(INSERT, insert());
		}
		expect(vendor.store.leads.size).toBe(isAccepted ? 2 : 0);
	});

	it('alone answers everything with a success', async () => {
		const alone = await startHostile({ mode: 'none' });
		const answer = await fetch(`${alone.origin}/anything`, { method: 'POST', body: 'x' });
		expect(await answer.json()).toEqual({ success: true });
		expect(alone.received).toMatchObject([{ method: 'POST', url: '/anything', body: 'x' }]);
		await alone.close();
	});

	it('gives credentials that lead to it', async () => {
		const { convosoApi } = sandbox.credentials(hostile.origin);
		expect(convosoApi.baseUrl).toBe(`${hostile.origin}/convoso/v1`);
		await ask(INSERT, insert());
		expect(sandbox.journal.of('convoso', '/leads/insert')).toMatchObject([
			{ secretsIn: ['body'], status: 200 },
		]);
	});
});
