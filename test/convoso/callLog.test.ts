import type { INodeParameters } from 'n8n-workflow';

import { byId, lab } from '../support/lab';
import { runs } from '../support/runs';

const { sandbox, vendor, run, sent, fail } = lab('convoso');
beforeEach(() => {
	sandbox.journal.isOn = true;
});

/** 2026-03-01 00:00:00 and so many seconds later, as Convoso writes it. */
const after = (seconds: number) =>
	new Date(Date.UTC(2026, 2, 1) + seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');

const SINCE = { startTime: '2026-03-01T00:00:00', endTime: '2026-03-31T23:59:59' };

const retrieve = (values: INodeParameters = {}): INodeParameters => ({
	resource: 'callLog',
	operation: 'retrieve',
	returnAll: true,
	simple: false,
	filters: SINCE,
	options: {},
	requestOptions: {},
	...values,
});

const bodies = () => sent('/log/retrieve').map(({ body }) => body as Record<string, string>);

/** More than two times the largest offset; outside CI more than once. */
const MANY = runs(120_000, 2.4);

it(`brings ${MANY} calls exactly once each, over more than one window`, async () => {
	// Up to nine calls a second, so that the windows do not end between two seconds.
	vendor.store.addCalls(MANY, (index) => after(Math.floor(index / 9)));
	sandbox.journal.isOn = false;
	const { items, error } = await run(retrieve());
	expect(error).toBeUndefined();
	const ids = new Set(items.map(({ json }) => json.id));
	expect([items.length, ids.size]).toEqual([MANY, MANY]);
	// Newest first, as without a choice of order.
	expect(items[0].json.call_date).toBe(after(Math.floor((MANY - 1) / 9)));
	expect(items.at(-1)?.json.call_date).toBe(after(0));
});

it.each(['runner', 'routingNode'] as const)('moves the date window on %s', async (engine) => {
	vendor.store.addCalls(41_000, (index) => after(Math.floor(index / 7)));
	const { items } = await run(retrieve({ options: { order: 'ASC' } }), { engine });
	expect(items.map(({ json }) => json.id)).toEqual(
		Array.from({ length: 41_000 }, (_, index) => String(900_001 + index)),
	);
	// The second window starts at the second of the last row that the first one reached.
	const starts = [...new Set(bodies().map(({ start_time }) => start_time))];
	expect(starts).toEqual(['2026-03-01 00:00:00', after(Math.floor(40_499 / 7))]);
	for (const body of bodies()) {
		expect(body).toMatchObject({ order: 'ASC', limit: '500', end_time: '2026-03-31 23:59:59' });
		expect(Number(body.offset)).toBeLessThanOrEqual(40_000);
	}
});

it('tells that a single second with more calls than a window cannot be read', async () => {
	vendor.store.addCalls(40_501, () => after(5));
	sandbox.journal.isOn = false;
	const { items, error } = await run(retrieve());
	expect(items).toHaveLength(0);
	expect(error?.message).toMatch(/more than 40,500 calls in the one second 2026-03-01 00:00:05/);
	expect(error?.description).toMatch(/Narrow the search with a filter/);
});

it('reads on where that second is only the last of a window', async () => {
	vendor.store.addCalls(41_000, (index) => after(index < 600 ? 0 : 5));
	sandbox.journal.isOn = false;
	const { items } = await run(retrieve());
	expect(new Set(items.map(({ json }) => json.id)).size).toBe(41_000);
});

it('reads a window again when calls of one second changed places between two pages', async () => {
	const { store } = vendor;
	store.addCalls(1200, () => after(5));
	store.unsteadyAnswers = 1;
	const { items } = await run(retrieve());
	expect(new Set(items.map(({ json }) => json.id)).size).toBe(1200);
	expect(bodies()).toHaveLength(6);
});

it('refuses to leave calls out when the pages never fit together', async () => {
	vendor.store.addCalls(1, () => after(5));
	fail({
		path: '/log/retrieve',
		kind: 'answer',
		status: 200,
		times: 9,
		body: { success: true, data: { total_found: '2', entries: 1, results: [{ id: 1 }] } },
	});
	const { items, error } = await run(retrieve());
	expect(items).toHaveLength(0);
	expect(error?.message).toMatch(/Convoso speaks of 2 calls and sent 1 different ones/);
});

it.each([
	['the newest', {}, 'DESC', ['900030', '900029', '900028']],
	['the oldest', { options: { order: 'ASC' } }, 'ASC', ['900001', '900002', '900003']],
])('brings %s with a limit', async (_name, values, order, ids) => {
	vendor.store.addCalls(30, after);
	const { items } = await run(retrieve({ returnAll: false, limit: 3, ...values }));
	expect(items.map(({ json }) => json.id)).toEqual(ids);
	expect(bodies()).toHaveLength(1);
	expect(bodies()[0].order ?? 'DESC').toBe(order);
});

it('gives the rows with their recordings, and never the count that stands in "entries"', async () => {
	vendor.store.addCalls(2, after);
	const { items } = await run(retrieve({ options: { includeRecordings: true, order: 'ASC' } }));
	expect(items.map(({ json }) => json)).toEqual([
		// A call in progress has neither length nor recording.
		expect.objectContaining({ call_length: null, term_reason: 'NONE', recording: [] }),
		expect.objectContaining({
			id: '900002',
			recording: [expect.objectContaining({ public_url: expect.stringMatching(/^https:/) })],
		}),
	]);
	expect(bodies()[0].include_recordings).toBe('1');
});

it('sends every filter under its documented name', async () => {
	const { error } = await run(
		retrieve({
			filters: {
				...SINCE,
				id: '900001',
				leadId: '10001',
				campaignId: byId('101'),
				queueId: byId('501'),
				listId: byId('333'),
				userId: byId('1110000'),
				status: byId('NA'),
				phoneNumber: '+1 (555) 123-4567',
				numberDialed: '1 555 123 4567',
				firstName: 'Zoë',
				lastName: 'Example',
				calledCount: 1,
				callType: 'OUTBOUND',
			},
		}),
	);
	expect(error).toBeUndefined();
	expect(bodies()[0]).toEqual({
		auth_token: '***',
		offset: '0',
		limit: '500',
		order: 'ASC',
		start_time: '2026-03-01 00:00:00',
		end_time: '2026-03-31 23:59:59',
		id: '900001',
		lead_id: '10001',
		campaign_id: '101',
		queue_id: '501',
		list_id: '333',
		user_id: '1110000',
		status: 'NA',
		phone_number: '5551234567',
		number_dialed: '5551234567',
		first_name: 'Zoë',
		last_name: 'Example',
		called_count: '1',
		call_type: 'OUTBOUND',
	});
});
