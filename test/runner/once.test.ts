import { setImmediate } from 'node:timers/promises';

import type { Logger } from '@n8n/backend-common';
import type { Container } from '@n8n/di';
import fc from 'fast-check';
import {
	type ICheckProcessedContextData,
	type IDataObject,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
} from 'n8n-workflow';

import { fromCampaign, sentParts, configOf } from '../aicall/calling';
import { memory, nodeType } from '../support/engine';
import { byId, lab, numbered } from '../support/lab';
import { operationsOf } from '../support/parameters';
import { resourcesByNode } from '../support/resources';
import { isFull, runs, seed } from '../support/runs';

const { run, sent, fail, clock, traffic, sandbox } = lab('convoso');

beforeEach(() => memory.reset());

const insert = (sendOnce: INodeParameters = {}): INodeParameters => ({
	resource: 'lead',
	operation: 'insert',
	listId: byId('333'),
	phoneNumber: '={{ 5551000000 + $json.index }}',
	leadFields: {},
	customFields: {},
	options: {},
	requestOptions: {},
	sendOnce: { key: '={{ $json.index }}', ...sendOnce },
});

const inserts = () => sent('/leads/insert').length;

const again = { nodeId: 'node-1' };

/** What n8n's nodes write into its log with. n8n-core has copies of its own of both packages. */
function n8nLog(): Logger {
	const ofCore = <T extends object>(name: string) =>
		jest.requireActual<T>(require.resolve(name, { paths: [require.resolve('n8n-core')] }));
	const { Container: container } = ofCore<{ Container: typeof Container }>('@n8n/di');
	return container.get(ofCore<{ Logger: typeof Logger }>('@n8n/backend-common').Logger);
}

const SKIPPED = { skipped: true, reason: expect.any(String) };

it('skips what an earlier run has sent, and says why', async () => {
	await run(insert(), { items: numbered(2), ...again });
	const { items } = await run(insert(), { items: numbered(3), ...again });
	expect(inserts()).toBe(3);
	expect(items.slice(0, 2).map(({ json }) => json)).toEqual([
		{ ...SKIPPED, sendOnceKey: '0' },
		{ ...SKIPPED, sendOnceKey: '1' },
	]);
	expect(items[2].json.skipped).toBeUndefined();
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
});

it('sends the first of equal keys in one run', async () => {
	const { items } = await run(insert({ key: 'same' }), { items: numbered(3), ...again });
	expect(inserts()).toBe(1);
	expect(items[1].json).toMatchObject({ skipped: true, reason: expect.stringContaining('Item 0') });
});

describe('equal keys in one run', () => {
	/** Every item but the first has one key; the first of these is refused while others wait. */
	const key = '={{ $json.index === 0 ? "other" : "same" }}';
	const refuseSecond = () => {
		sandbox.answerMs = 50;
		const no = { success: false, code: 6001, text: 'No' };
		fail({ kind: 'answer', status: 200, body: no, after: 1 });
	};
	const goesOn = { settings: { onError: 'continueRegularOutput' as const }, ...again };
	const outcomes = (items: INodeExecutionData[]) =>
		items.map(({ json }) => (json.error ? 'failed' : json.skipped ? json.reason : 'sent'));

	it.each([3, 150])(
		'the next of %i items is sent where the first has a bad phone',
		async (count) => {
			const phoneNumber = '={{ $json.index === 0 ? "12" : 5551000000 + $json.index }}';
			const parameters = { ...insert({ key: 'same' }), phoneNumber };
			const { items } = await run(parameters, { items: numbered(count), ...goesOn });
			const others = Array(count - 2).fill('Item 1 of this run has the same key');
			expect(outcomes(items)).toEqual(['failed', 'sent', ...others]);
			expect(inserts()).toBe(1);
			const { items: later } = await run(insert({ key: 'same' }), { items: numbered(1), ...again });
			expect(later[0].json).toMatchObject(SKIPPED);
		},
	);

	it('the next one is sent where the vendor refuses those before it', async () => {
		const no = { success: false, code: 6001, text: 'No' };
		fail({ kind: 'answer', status: 200, body: no, times: 2 });
		const { items } = await run(insert({ key: 'same' }), { items: numbered(5), ...goesOn });
		const others = Array(2).fill('Item 2 of this run has the same key');
		expect(outcomes(items)).toEqual(['failed', 'failed', 'sent', ...others]);
		expect(inserts()).toBe(3);
	});

	it('waits for the outcome of one that is under way', async () => {
		refuseSecond();
		const { items } = await run(insert({ key }), { items: numbered(4), ...goesOn });
		expect(outcomes(items)).toEqual([
			'sent',
			'failed',
			'sent',
			'Item 2 of this run has the same key',
		]);
	});

	it('the next one is not sent where nobody knows of the first', async () => {
		fail({ kind: 'answer', status: 500 });
		const { items } = await run(insert({ key: 'same' }), { items: numbered(2), ...goesOn });
		expect(outcomes(items)).toEqual(['failed', 'Item 0 of this run has the same key']);
		expect(inserts()).toBe(1);
	});

	it('the next one is not sent where the node stops, and the key is free again', async () => {
		refuseSecond();
		const { error } = await run(insert({ key }), { items: numbered(4), ...again });
		expect(error?.message).toMatch(/Convoso: No/);
		expect(inserts()).toBe(2);
		const { items } = await run(insert({ key }), { items: numbered(4), ...goesOn });
		expect(outcomes(items).slice(1)).toEqual([
			'sent',
			...Array(2).fill('Item 1 of this run has the same key'),
		]);
	});

	it('the next one claims the key itself where the claim of the first came to nothing', async () => {
		const away = new Error('database is away');
		memory.faults.push(away, away);
		const key = '={{ $json.index === 0 || $json.index === 120 ? "same" : $json.index }}';
		const { items } = await run(insert({ key }), { items: numbered(121), ...goesOn });
		expect(outcomes(items).slice(0, 100)).toEqual(Array(100).fill('failed'));
		expect(outcomes(items).slice(100)).toEqual(Array(21).fill('sent'));
		const { items: later } = await run(insert({ key: 'same' }), { items: numbered(1), ...again });
		expect(later[0].json).toMatchObject(SKIPPED);
	});
});

it('gives the key of a refused item back, with those that were not begun', async () => {
	fail({ kind: 'answer', status: 200, body: { success: false, code: 6001, text: 'No' } });
	const first = await run(insert(), { items: numbered(4), ...again });
	expect(first.error).toBeDefined();
	const { items } = await run(insert(), { items: numbered(4), ...again });
	expect(items.every(({ json }) => json.skipped === undefined)).toBe(true);
	expect(inserts()).toBe(5);
});

it('gives back the key of an item that was refused before anything was sent', async () => {
	const bad = { ...insert(), phoneNumber: '5551234567 x12' };
	expect((await run(bad, { items: numbered(1), ...again })).error?.message).toMatch(/extension/);
	const { items } = await run(insert(), { items: numbered(1), ...again });
	expect(items[0].json.skipped).toBeUndefined();
	expect(inserts()).toBe(1);
});

it('keeps the key of an item of which nobody knows', async () => {
	fail({ kind: 'answer', status: 500 });
	expect((await run(insert(), { items: numbered(1), ...again })).error).toBeDefined();
	const { items } = await run(insert(), { items: numbered(1), ...again });
	expect(items[0].json).toMatchObject({ skipped: true });
	expect(inserts()).toBe(1);
});

it('refuses an empty key before it sends that item, and no other for it', async () => {
	const { items } = await run(insert({ key: '={{ $json.id }}' }), {
		items: [{ json: { index: 0 } }, { json: { index: 1, id: 'a' } }],
		settings: { onError: 'continueRegularOutput' },
		...again,
	});
	expect(items[0].json.error).toMatch(/'Key' under 'Send Once' is empty \[item 0\]/);
	expect(items[1].json.error).toBeUndefined();
	expect(inserts()).toBe(1);
});

it.each([
	['null'],
	[' undefined '],
	['N/A'],
	['-'],
	['NaN'],
	['#N/A'],
	['""'],
	['1.55E+10'],
	['true'],
	['FALSE'],
	[true],
	[false],
	[1e21],
	[2 ** 64],
	[1.5],
	[{ id: 1 }],
])('refuses the key %j, which tells nobody from another', async (id) => {
	const { items } = await run(insert({ key: '={{ $json.id }}' }), {
		items: [0, 1].map((index) => ({ json: { index, id } })),
		settings: { onError: 'continueRegularOutput' },
		...again,
	});
	for (const { json } of items) expect(json.error).toMatch(/'Key' under 'Send Once' /);
	expect(items).toHaveLength(2);
	expect(inserts()).toBe(0);
});

it.each([
	[0, '0'],
	[2 ** 53 - 1, '9007199254740991'],
	['12345678901234567890', '12345678901234567890'],
	[' Ada, +1 415; a@example.com ', 'Ada, +1 415; a@example.com'],
	['2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z'],
	['x'.repeat(1000), 'x'.repeat(1000)],
])('takes the key %j', async (id, sendOnceKey) => {
	const items = [{ json: { index: 0, id } }];
	await run(insert({ key: '={{ $json.id }}' }), { items, ...again });
	const second = await run(insert({ key: '={{ $json.id }}' }), { items, ...again });
	expect(second.items[0].json).toEqual({ ...SKIPPED, sendOnceKey });
	expect(inserts()).toBe(1);
});

it('an expression of the key that fails for the first item fails that item alone', async () => {
	const key = '={{ $json.index === 0 ? $("Nowhere").item.json.id : $json.index }}';
	const { items, error } = await run(insert({ key, scope: 'workflow', remember: 5 }), {
		items: numbered(4),
		settings: { onError: 'continueRegularOutput' },
		...again,
	});
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.error === undefined)).toEqual([false, true, true, true]);
	expect(inserts()).toBe(3);
});

it.each([{ scope: 'workflow' }, { remember: 5 }, { scope: 'node', remember: 5 }])(
	'refuses %j without a key, so that nobody takes it for protected',
	async (sendOnce) => {
		const { error } = await run({ ...insert(), sendOnce }, { items: numbered(1), ...again });
		expect(error?.message).toMatch(/'Key' under 'Send Once' is empty/);
		expect(sent()).toEqual([]);
	},
);

it.each([
	['node', 2],
	['workflow', 1],
])('counts a key within the %s', async (scope, count) => {
	await run(insert({ scope }), { items: numbered(1), nodeId: 'node-1' });
	await run(insert({ scope }), { items: numbered(1), nodeId: 'node-2' });
	expect(inserts()).toBe(count);
});

it('does not take what a Remove Duplicates node of the workflow remembers for a key of its own', async () => {
	const here = { workflow: { id: 'test' } } as ICheckProcessedContextData;
	const history = { mode: 'entries', maxEntries: 10_000 } as const;
	const removeDuplicates = async (value: string) =>
		await memory.checkProcessedAndRecord([value], 'workflow', here, history);
	await removeDuplicates('0');
	const { items } = await run(insert({ scope: 'workflow' }), { items: numbered(2), ...again });
	expect(items.map(({ json }) => json.skipped)).toEqual([undefined, undefined]);
	expect(inserts()).toBe(2);
	expect((await removeDuplicates('1')).processed).toEqual([]);
});

it('forgets the oldest keys first', async () => {
	await run(insert({ remember: 2 }), { items: numbered(3), ...again });
	const { items } = await run(insert({ remember: 2 }), { items: numbered(3), ...again });
	expect(items.map(({ json }) => json.skipped === true)).toEqual([false, true, true]);
});

it('sends nothing where n8n has no memory', async () => {
	memory.faults.push(new Error('no id'), new Error('no id'));
	const { error } = await run(insert(), { items: numbered(1), ...again });
	expect(error?.message).toMatch(/'Send Once' cannot remember keys here/);
	expect(error?.description).toMatch(/Save the workflow/);
	expect(sent()).toEqual([]);
});

it('asks again where the database refused the first claim', async () => {
	memory.faults.push(new Error('UNIQUE constraint failed'));
	const { error } = await run(insert(), { items: numbered(1), ...again });
	expect(error).toBeUndefined();
	expect(inserts()).toBe(1);
});

describe('the database writes a claim, and its answer is lost', () => {
	const lost = new Error('Connection terminated unexpectedly');
	const goesOn = { settings: { onError: 'continueRegularOutput' as const } };

	it('fails the items instead of skipping them without a word, and sends nobody twice', async () => {
		await run(insert(), { items: numbered(1), ...again });
		memory.lostAnswers.push(lost);
		const { items } = await run(insert(), { items: numbered(3), ...goesOn, ...again });
		// Item 0 was sent before, the others were not: n8n cannot tell.
		for (const { json } of items) {
			expect(json.error).toMatch(/does not know whether this key was sent before/);
			expect(json.error).toMatch(/3 keys from "0" to "2"/);
		}
		expect(items).toHaveLength(3);
		expect(inserts()).toBe(1);
	});

	it('Retry On Fail does not make a skipped item of it', async () => {
		memory.lostAnswers.push(lost);
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		const { error } = await run(insert(), { items: numbered(2), settings, ...again });
		expect(error?.message).toMatch(/does not know whether this key was sent before/);
		expect(inserts()).toBe(0);
	});

	it('sends nothing where it was the look, and gives the keys back', async () => {
		memory.lostAnswers.push(undefined, lost);
		const { error } = await run(insert(), { items: numbered(2), ...again });
		expect(error?.message).toMatch(/'Send Once' cannot remember keys here/);
		expect(inserts()).toBe(0);
		const { items } = await run(insert(), { items: numbered(2), ...again });
		expect(items.every(({ json }) => json.skipped === undefined)).toBe(true);
		expect(inserts()).toBe(2);
	});
});

it('claims the keys of a small run by the hundred, looks once whether each claim has held, and tidies up once', async () => {
	await run(insert(), { items: numbered(550), ...again });
	expect(memory.claims).toBe(2 * 6);
	expect(memory.removals).toBe(1);
	expect(sent()).toHaveLength(550);
	expect([...memory.kept.values()].map(({ length }) => length)).toEqual([550]);
	// The looks pass while other items are sent: only the first one is waited for.
	expect(clock.slept).toEqual(Array(6).fill(250));
});

// The longer one in CI alone.
it.each(
	isFull
		? [
				[2_000, 10],
				[6_000, 12],
			]
		: [[2_000, 10]],
)(
	'claims a tenth of a large run at once, and at most 500: %i items with %i claims',
	async (count, claims) => {
		const { items } = await run(insert(), { items: numbered(count), ...again });
		expect(items).toHaveLength(count);
		expect(memory.claims).toBe(2 * claims);
	},
);

it('writes no key where none is set', async () => {
	await run({ ...insert(), sendOnce: {} }, { items: numbered(3), ...again });
	expect([memory.claims, memory.removals]).toEqual([0, 0]);
	expect(inserts()).toBe(3);
});

it('gives back the keys of what a cancelled run has not sent, and keeps those of what nobody knows', async () => {
	const more = { items: numbered(300), settings: { onError: 'continueRegularOutput' as const } };
	sandbox.answerMs = 30;
	fail({ kind: 'drop', when: 'after', after: 4 });
	let cancel = () => {};
	const running = run(insert(), { ...more, onStart: (stop) => (cancel = stop), ...again });
	while (inserts() < 60) await setImmediate();
	cancel();
	expect((await running).status).toBe('canceled');
	await traffic.settled();
	const before = inserts();
	expect(before).toBeLessThan(300);

	const { items } = await run(insert(), { ...more, ...again });
	expect(items.filter(({ json }) => json.skipped)).toHaveLength(before);
	expect(inserts()).toBe(300);
	expect(new Set(sent().map(({ body }) => (body as IDataObject).phone_number)).size).toBe(300);
});

it('tells of keys that could not be given back, and what became of the items all the same', async () => {
	const warned: string[] = [];
	jest.spyOn(n8nLog(), 'warn').mockImplementation((text) => warned.push(text));
	memory.removalFault = new Error('database is locked');
	fail({ kind: 'answer', status: 200, body: { success: false, code: 6001, text: 'No' } });
	const settings = { onError: 'continueRegularOutput' as const };
	const { items, error } = await run(insert(), { items: numbered(2), settings, ...again });
	expect(error).toBeUndefined();
	expect(items[0].json.error).toMatch(/^Convoso: No/);
	expect(items[1].json.lead_id).toBeDefined();
	expect(warned).toEqual([
		expect.stringMatching(/'Send Once' .* could not give back 1 keys .*: database is locked/),
	]);
	// Taken away was nothing: the refused one is skipped now, and says so.
	memory.removalFault = undefined;
	const next = await run(insert(), { items: numbered(1), ...again });
	expect(next.items[0].json).toMatchObject(SKIPPED);
});

it('sends nothing where the database goes away after the claim, and gives the keys back', async () => {
	const away = new Error('database is away');
	memory.faults.push(undefined, away, away);
	const { error } = await run(insert(), { items: numbered(3), ...again });
	expect(error?.message).toMatch(/'Send Once' cannot remember keys here/);
	expect(sent()).toEqual([]);
	const { items } = await run(insert(), { items: numbered(3), ...again });
	expect(items.every(({ json }) => json.skipped === undefined)).toBe(true);
	expect(inserts()).toBe(3);
});

describe('two workers at the same moment', () => {
	/** The same node as another process has it: with turns of its own. */
	let other: INodeType;
	beforeAll(() => {
		jest.isolateModules(() => {
			const { Convoso } = jest.requireActual<{ Convoso: new () => INodeType }>(
				'../../dist/nodes/Convoso/Convoso.node.js',
			);
			const built = jest.requireActual<typeof import('../../nodes/shared/clock')>(
				'../../dist/nodes/shared/clock.js',
			);
			clock.replace(built.clock);
			other = new Convoso();
		});
	});

	/** Lets n8n take so long between reading and writing, call by call, ms; then none. */
	const slow = (gaps: number[]) => {
		const left = [...gaps];
		memory.between = async () => await clock.pass(left.shift() ?? 0);
	};
	/** Both run, the other one so much later, ms. */
	const both = async (mine: INodeExecutionData[], others: INodeExecutionData[], later: number) => {
		const first = run(insert(), { items: mine, ...again });
		await clock.pass(later);
		const second = run(insert(), { items: others, copy: other, ...again });
		const outputs = [...(await first).items, ...(await second).items];
		return outputs.filter(({ json }) => json.skipped).length;
	};

	// Shorter than the wait before a claim is looked at again.
	const gap = fc.integer({ min: 0, max: 45 });
	const gaps = fc.array(gap, { minLength: 16, maxLength: 16 });

	it('sends a key once, and the other one says so', async () => {
		await fc.assert(
			fc.asyncProperty(gaps, gap, fc.constantFrom(1, 7), async (times, later, count) => {
				memory.reset();
				sandbox.reset();
				slow(times);
				const items = numbered(count);
				expect(await both(items, items, later)).toBe(count);
				expect(inserts()).toBe(count);
			}),
			{ numRuns: runs(100, 8), seed },
		);
	});

	it('forgets no key of the other', async () => {
		await fc.assert(
			fc.asyncProperty(gaps, gap, async (times, later) => {
				memory.reset();
				sandbox.reset();
				slow(times);
				const [mine, others] = [numbered(8).slice(0, 4), numbered(8).slice(4)];
				expect(await both(mine, others, later)).toBe(0);
				const { items } = await run(insert(), { items: numbered(8), ...again });
				expect(items.map(({ json }) => json.skipped)).toEqual(Array(8).fill(true));
			}),
			{ numRuns: runs(100, 8), seed },
		);
	});

	it('sends a key once where the database is slow for both', async () => {
		const long = fc.integer({ min: 300, max: 900 });
		const all = fc.array(long, { minLength: 40, maxLength: 40 });
		await fc.assert(
			fc.asyncProperty(all, long, async (times, later) => {
				memory.reset();
				sandbox.reset();
				slow(times);
				expect(await both(numbered(1), numbered(1), later)).toBe(1);
				expect(inserts()).toBe(1);
			}),
			{ numRuns: runs(100, 8), seed },
		);
	});

	it('can send a key twice where the database is slow for the other one alone', async () => {
		// The other one reads at 5 ms and writes at 705 ms, when the first has looked already.
		slow([10, 700]);
		expect(await both(numbered(1), numbered(1), 5)).toBe(0);
		expect(inserts()).toBe(2);
	});
});

it('Retry On Fail sends what was refused, and nothing twice', async () => {
	fail({ kind: 'answer', status: 200, body: { success: false, code: 6001, text: 'No' } });
	const { error } = await run(insert(), {
		items: numbered(3),
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		...again,
	});
	expect(error).toBeUndefined();
	expect(inserts()).toBe(4);
});

it('AI Call finds a call by its key: every run sends the same request ID', async () => {
	const parameters = { ...fromCampaign, sendOnce: { key: 'lead 7' } };
	const ids: string[] = [];
	for (const _ of [1, 2]) {
		memory.reset();
		const before = sent().length;
		await run(parameters, { type: 'aiCall', ...again });
		ids.push(configOf(sentParts(sent().slice(before))).metadata.n8nRequestId);
	}
	expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
	expect(ids[1]).toBe(ids[0]);
});

it('is offered by what reaches a person or adds a record', async () => {
	const offering: string[] = [];
	for (const type of Object.keys(resourcesByNode)) {
		const { description } = await nodeType(type);
		const once = description.properties.filter(({ name }) => name === 'sendOnce');
		for (const { resource, operation } of operationsOf(description)) {
			const isShown = once.some(
				({ displayOptions: { show } = {} }) =>
					show?.resource?.includes(resource) && show.operation?.includes(operation),
			);
			if (isShown) offering.push(`${type} ${resource} ${operation}`);
		}
	}
	expect(offering.sort()).toEqual([
		'aiCall call initiate',
		'aiCall call initiateFromCampaign',
		'aiCall call waitUntilFinished',
		'convolo call start',
		'convoso callback insert',
		'convoso lead insert',
		'leadConnector message addInbound',
		'leadConnector message addOutboundCall',
		'leadConnector message send',
	]);
});
