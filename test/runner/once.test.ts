import type { INodeParameters } from 'n8n-workflow';

import { fromCampaign, sentParts, configOf } from '../aicall/calling';
import { memory, nodeType } from '../support/engine';
import { byId, lab, numbered } from '../support/lab';
import { operationsOf } from '../support/parameters';

const { run, sent, fail } = lab('convoso');

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
	['node', 2],
	['workflow', 1],
])('counts a key within the %s', async (scope, count) => {
	await run(insert({ scope }), { items: numbered(1), nodeId: 'node-1' });
	await run(insert({ scope }), { items: numbered(1), nodeId: 'node-2' });
	expect(inserts()).toBe(count);
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

it('claims keys by the hundred', async () => {
	await run(insert(), { items: numbered(250), ...again });
	expect(memory.claims).toBe(3);
	expect(sent()).toHaveLength(250);
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
	for (const type of ['aiCall', 'convolo', 'convoso', 'leadConnector']) {
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
