import type { FaultKind } from '../../sandbox/kit/faults';
import { lab } from '../support/lab';
import { fromCampaign, INITIATE, QUEUE, RECIPIENT } from './calling';

const { vendor: iqra, clock, run, sent, fail, pick } = lab('aiCall');

const ID = '665f0c2b9d1e4a0012ab34cd';
const answer = (body: unknown): FaultKind => ({
	kind: 'answer',
	status: 200,
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify(body),
});
const taken = (data: unknown) => fail({ path: INITIATE, ...answer({ Success: true, Data: data }) });

describe('a call that was taken gives its queue ID, however it is told', () => {
	it.each<[string, unknown, string]>([
		['text', ID, ID],
		['the text of the published page', 'queue_abc123xyz789', 'queue_abc123xyz789'],
		['a list', [ID], ID],
		['the same twice', [ID, ID], ID],
		['a list of objects', [{ queueId: ID }], ID],
		['an object', { queueId: ID }, ID],
		['the names of the published page', { QueueId: ID }, ID],
		['an id alone', { id: ID, status: 0 }, ID],
		['a number', { queueId: 4711 }, '4711'],
		['several ids', { queueIds: [ID] }, ID],
		['snake case', { queue_id: ID }, ID],
		['an object within', { queue: { id: ID }, count: 1 }, ID],
	])('%s', async (_name, data, queueId) => {
		taken(data);
		const { items } = await run(fromCampaign);
		expect(items).toEqual([{ json: { queueId }, pairedItem: { item: 0 } }]);
	});

	it.each<[string, unknown]>([
		['null', null],
		['a list of null', [null]],
		['an empty list', []],
		['a word', 'queued'],
		['a sentence', 'Call 12345678 was queued'],
		['a count', 1],
		['an object without id', { status: 'queued', position: 3 }],
	])('%s: nobody says that it was not accepted', async (_name, data) => {
		taken(data);
		const { error } = await run(fromCampaign);
		expect(error?.message).toMatch(/AI Call took the call but gave no queue ID for it/);
		expect(error?.description).toMatch(/It is unknown whether the call was accepted/);
		expect(error?.description).not.toMatch(/was not accepted|send this item once more if/);
		expect(sent(INITIATE)).toHaveLength(1);
		// It was looked for, and the queue is empty.
		expect(sent(QUEUE)).toHaveLength(3);
	});
});

describe('whether a lost call is surely not there', () => {
	const other = { queueId: 'q1', recipientNumber: RECIPIENT, status: 4, metadata: {} };
	const page = (more: object) => ({
		success: true,
		data: { items: [other], totalCount: 1, ...more },
	});

	it.each<[string, unknown, RegExp]>([
		['it is not in the whole queue', page({}), /has no such call/],
		['the queue is empty', page({ items: [], totalCount: 0 }), /has no such call/],
		['more rows than came', page({ totalCount: 2 }), /It is unknown/],
		['a next page', page({ nextCursor: 'c', hasNextPage: true }), /It is unknown/],
		['a row that is no call', page({ items: [other, 'call'], totalCount: 2 }), /It is unknown/],
		['a row without id', page({ items: [{ ...other, queueId: null }] }), /It is unknown/],
		[
			'a row without metadata',
			page({ items: [{ ...other, metadata: undefined }] }),
			/It is unknown/,
		],
		['rows elsewhere', { success: true, data: { found: [other] } }, /It is unknown/],
		['no rows', { success: true, data: null }, /It is unknown/],
	])('%s', async (_name, body, description) => {
		fail({ path: INITIATE, kind: 'drop', when: 'before' });
		fail({ path: QUEUE, times: 3, ...answer(body) });
		const { error } = await run(fromCampaign);
		expect(error?.description).toMatch(description);
		expect(sent(INITIATE)).toHaveLength(1);
	});

	it.each<[string, FaultKind]>([
		['a text', { kind: 'answer', status: 200, body: 'Call queued' }],
		['a message', answer({ message: 'Your call was accepted' })],
		['a state', answer({ status: 'queued', position: 3 })],
		['a state alone', answer({ status: 'Queued' })],
	])('is not said where %s sounds as if it was queued', async (_name, fault) => {
		fail({ path: INITIATE, ...fault });
		const { error } = await run(fromCampaign);
		expect(error?.description).toMatch(/It is unknown whether the call was accepted/);
		expect(sent(QUEUE)).toHaveLength(3);
	});

	it('a refusal that holds a queue ID is looked up too', async () => {
		const body = { success: false, message: 'Failed', code: 'InitiateCall:X', data: [ID] };
		fail({ path: INITIATE, kind: 'answer', status: 200, when: 'after', body });
		const { items } = await run(fromCampaign);
		expect(items[0].json).toEqual({ queueId: iqra.calls[0].queueId });
	});

	it('a clock that is hours ahead hides no call', async () => {
		fail({ path: INITIATE, kind: 'drop', when: 'after' });
		const enqueuedAt = clock.wallTime() - 12 * 3_600_000;
		const { items } = await run(fromCampaign);
		expect(items[0].json).toEqual({ queueId: iqra.calls[0].queueId });
		const [{ body }] = sent(QUEUE);
		const { startCreatedDate } = (body as { filter: { startCreatedDate: string } }).filter;
		expect(Date.parse(startCreatedDate)).toBeLessThan(enqueuedAt);
	});
});

describe('rows of a list are never dropped', () => {
	const call = (id: string) => ({ queueId: id, status: 4, sessionStatus: 6, sessionEndType: 5 });
	const rows = [call('a'), call('b')];
	const { queueId: _a, ...first } = rows[0];
	const { queueId: _b, ...second } = rows[1];
	const byId = { a: first, b: second };
	const list = {
		resource: 'call',
		operation: 'getMany',
		returnAll: true,
		filters: {},
		options: {},
		requestOptions: {},
	};

	it.each<[string, unknown]>([
		['items', { items: rows }],
		['a list', rows],
		['results', { results: rows }],
		['records', { records: rows }],
		['entries', { entries: rows }],
		['data', { data: rows }],
		['Items', { Items: rows.map(({ queueId, ...row }) => ({ QueueId: queueId, ...row })) }],
		['by id', byId],
		['items by id', { items: byId }],
		['a total in text', { items: rows, totalCount: '2' }],
	])('%s', async (_name, data) => {
		for (const body of [{ success: true, data }, { data }]) {
			fail({ path: QUEUE, ...answer(body) });
			const { items, error } = await run(list);
			expect(error).toBeUndefined();
			expect(items.map(({ json }) => [json.queueId, json.callStatus])).toEqual([
				['a', 'completed'],
				['b', 'completed'],
			]);
		}
	});

	it('a row that is no call is given as it came', async () => {
		fail({ path: QUEUE, ...answer({ success: true, data: { items: [...rows, { oddly: 1 }] } }) });
		const { items } = await run(list);
		expect(items.map(({ json }) => json.queueId ?? json.oddly)).toEqual(['a', 'b', 1]);
	});

	it.each<[string, unknown, RegExp]>([
		['fewer rows than the total', { items: rows, totalCount: 5 }, /Only 2 of 5 results/],
		['a total and no rows', { items: null, totalCount: 5 }, /Only 0 of 5 results/],
		['a row that is no record', { items: [...rows, 'c'] }, /in an unknown form/],
		['more to follow, and no way to it', { items: rows, hasNextPage: true }, /in an unknown form/],
		['a count in the place of rows', { items: 2 }, /in an unknown form/],
		['nothing at all', null, /in an unknown form/],
	])('%s is told', async (_name, data, message) => {
		fail({ path: QUEUE, ...answer({ success: true, data }) });
		const { items, error } = await run(list);
		expect(items).toEqual([]);
		expect(error?.message).toMatch(message);
	});

	it('an empty list is one', async () => {
		for (const data of [{ items: [], totalCount: 0 }, { items: null }, []]) {
			fail({ path: QUEUE, ...answer({ success: true, data }) });
			expect(await run(list)).toMatchObject({ items: [], error: undefined });
		}
	});

	const agents = [
		{ id: 'a', general: { name: 'Ava' } },
		{ id: 'b', general: { name: 'Ben' } },
	];
	const business = (held: unknown) => ({ success: true, data: { businessApp: { agents: held } } });

	it.each<[string, unknown]>([
		['a list', agents],
		['by id', { a: { general: agents[0].general }, b: { general: agents[1].general } }],
		['under items', { items: agents }],
	])('a pick list: %s', async (_name, held) => {
		fail({ path: '/api/v1/business/12', ...answer(business(held)) });
		const { results } = await pick('searchAgents');
		expect(results).toEqual([
			{ name: 'Ava', value: 'a' },
			{ name: 'Ben', value: 'b' },
		]);
	});

	it.each<[string, unknown]>([
		['a number', 2],
		['nothing', undefined],
		['one without id', [...agents, { general: { name: 'Cleo' } }]],
		['one that is no record', [...agents, 'c']],
		['fewer than the total', { items: agents, totalCount: 3 }],
	])('a pick list says that it is not whole: %s', async (_name, held) => {
		fail({ path: '/api/v1/business/12', ...answer(business(held)) });
		await expect(pick('searchAgents')).rejects.toMatchObject({
			message: expect.stringMatching(/no list came back|only 2 of 3 entries came/),
			description: expect.stringMatching(/You can also type the ID/),
		});
	});
});

describe('a call in words', () => {
	const seen = async (call: object): Promise<unknown[]> => {
		fail({ path: `${QUEUE}/q1`, ...answer({ success: true, data: { queueId: 'q1', ...call } }) });
		const parameters = { resource: 'call', operation: 'get', queueId: 'q1' };
		const { items } = await run({ ...parameters, options: {}, requestOptions: {} });
		return [items[0].json.callStatus, items[0].json.finished];
	};

	it.each<[object, string | null, boolean]>([
		[{ status: 4, sessionStatus: 6, sessionEndType: 5 }, 'completed', true],
		[
			{ status: { value: 4, name: 'x' }, sessionStatus: { value: 6, name: 'Ended' } },
			'completed',
			true,
		],
		[{ status: 'ProcessedBackend', sessionStatus: 'Ended' }, 'completed', true],
		[{ status: 'Completed' }, 'completed', true],
		[{ status: 'In Progress' }, 'in progress', false],
		[{ status: 'Cancelled' }, 'cancelled', true],
		[{ status: 'Canceled' }, 'cancelled', true],
		[{ status: 'Expired' }, 'expired', true],
		// What nobody knows is not told as "queued".
		[{ status: 99 }, null, false],
		[{ status: 'Paused' }, null, false],
		[{}, null, false],
	])('%j', async (call, word, finished) => {
		expect(await seen(call)).toEqual([word, finished]);
	});
});
