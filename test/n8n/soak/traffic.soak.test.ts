import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { FaultKind } from '../../../sandbox/kit/faults';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox';
import { seed } from '../../support/runs';
import { sharedN8n, type NodeRun } from '../harness';
import { eventKeys, keyIn, listenings, triggerSecret, type Listening } from '../listenings';
import { NODE, oneNodeWorkflow } from '../oneNode';
import { publishTrigger, type PublishedTrigger } from '../oneTrigger';
import { createTriggerCredential, each, Published } from '../published';
import { writings, type Writing } from './traffic';

const MINUTES = Number(process.env.SOAK_MINUTES ?? 30);

/** What goes wrong at the vendors, and how often. */
const FAULTS: Array<[chance: number, fault: FaultKind]> = [
	[0.02, { kind: 'answer', status: 429, body: { message: 'Too many requests' } }],
	[0.005, { kind: 'answer', status: 500, body: { message: 'Not now' } }],
	[0.005, { kind: 'answer', status: 500, body: { message: 'Not now' }, when: 'after' }],
	[0.005, { kind: 'drop', when: 'before' }],
	[0.005, { kind: 'drop', when: 'after' }],
	[0.005, { kind: 'html' }],
	[0.005, { kind: 'answer', status: 302, headers: { location: '/elsewhere' } }],
];

/** What n8n says of the items of one kind of traffic, by their keys. */
interface Told {
	accepted: string[];
	/** What is said of the items that ended with an error. */
	failed: Map<string, string>;
}

/** A published trigger, and the keys of the events that got their 200. */
interface Trigger {
	kind: Listening;
	workflow: Published;
	accepted: string[];
}

/** What n8n prints of an error that nobody has caught, see tell-unhandled.js. */
const UNHANDLED = /unhandled/i;

/** How long the trigger that polls may take for the last calls, ms: it asks each minute, and some of its questions fail. */
const LAST_POLLS = 10 * 60_000;

const n8n = sharedN8n();
let sandbox: Sandbox;
/** The AI Call Trigger: it hears of the calls that the AI Call node makes. */
let polling: PublishedTrigger;

beforeAll(async () => {
	sandbox = await startSandbox();
	const data = sandbox.credentials();
	for (const kind of listenings) {
		await createTriggerCredential(n8n, kind, triggerSecret);
	}
	for (const { credential } of writings) {
		await n8n.createCredential(credential, credential, data[credential]);
	}
	sandbox.vendors.aiCall.speed = 100;
	polling = await publishTrigger(n8n, {
		type: 'aiCallTrigger',
		parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] } },
		credentials: { aiCallApi: 'aiCallApi' },
	});
	const random = numbersFrom(seed);
	for (const vendor of Object.keys(sandbox.vendors)) {
		for (const [chance, fault] of FAULTS) {
			const where = () => random() < chance;
			sandbox.faults.add({ vendor, path: /./, times: Infinity, where, ...fault });
		}
	}
});
afterAll(async () => await sandbox.close());

it('sees what nobody has caught in n8n', () => {
	const mishap = 'process.on("uncaughtException", () => {}); Promise.reject(new Error("lost"))';
	const preloaded = join(__dirname, '../harness/tell-unhandled.js');
	const printed = execFileSync(
		'sh',
		['-c', '"$0" --require "$1" -e "$2" 2>&1', process.execPath, preloaded, mishap],
		{ encoding: 'utf8' },
	);
	expect(printed.split('\n')[0]).toMatch(UNHANDLED);
});

it(
	`has the same counts at the vendors and in n8n after ${MINUTES} minutes of traffic with faults`,
	async () => {
		const told = new Map(
			writings.map(({ type }) => [type, { accepted: [], failed: new Map() } as Told]),
		);
		const triggers: Trigger[] = [];
		for (const kind of listenings) {
			const workflow = await Published.create(n8n, kind.parameters, [], kind);
			triggers.push({ kind, workflow, accepted: [] });
		}

		const memory: Array<[minute: number, mebibytes: number]> = [];
		const startedAt = Date.now();
		const minutes = () => (Date.now() - startedAt) / 60_000;
		for (let round = 0; minutes() < MINUTES; round++) {
			await Promise.all([
				...writings.map(async (writing) => await write(writing, round, told.get(writing.type)!)),
				...triggers.map(async (trigger) => await fire(trigger, round)),
			]);
			memory.push([minutes(), n8n.memory().rss / 2 ** 20]);
		}

		for (const { type, reached } of writings) {
			const { accepted, failed } = told.get(type)!;
			const there = reached(sandbox);
			const lost = accepted.filter((key) => !new Set(there).has(key));
			const silent = there.filter((key) => !new Set([...accepted, ...failed.keys()]).has(key));
			// Of what failed and is there, nobody may believe that it is not.
			const denied = there.filter(
				(key) => !/unknown whether/.test(failed.get(key) ?? 'unknown whether'),
			);
			console.log(
				`${type}: ${accepted.length} accepted and ${failed.size} failed items, ${there.length} at the vendor`,
			);
			const twice = there.length - new Set(there).size;
			expect({ type, lost, silent, denied, twice }).toEqual({
				type,
				lost: [],
				silent: [],
				denied: [],
				twice: 0,
			});
		}
		// Else no vendor has misbehaved.
		expect([...told.values()].flatMap(({ failed }) => [...failed.keys()])).not.toEqual([]);
		for (const { kind, workflow, accepted } of triggers) {
			const started = (await workflow.events(accepted.length)).map(keyIn);
			console.log(`${kind.type}: ${accepted.length} events, ${started.length} executions`);
			expect({ type: kind.type, started: started.sort() }).toEqual({
				type: kind.type,
				started: accepted.sort(),
			});
		}
		const made = sandbox.vendors.aiCall.calls.map(({ queueId }) => queueId);
		const heard = await heardOf(made.length);
		console.log(`aiCallTrigger: ${made.length} calls, ${heard.length} put out`);
		expect(heard.sort()).toEqual(made.sort());
		console.log(`memory of n8n: ${slope(memory)}`);
		expect(n8n.logs().filter((line) => UNHANDLED.test(line))).toEqual([]);
	},
	(MINUTES + 30) * 60_000,
);

/** Runs a node on items of its own, and keeps what n8n says of each. */
async function write(writing: Writing, round: number, told: Told): Promise<void> {
	const items = keys(round, writing.items).map((key) => ({ key }));
	const execution = await n8n.runNodes(
		oneNodeWorkflow({
			type: writing.type,
			parameters: writing.parameters,
			credentials: { [writing.credential]: writing.credential },
			settings: { onError: 'continueRegularOutput' },
			items,
		}),
		{ timeoutMs: 10 * 60_000 },
	);
	const run: NodeRun | undefined = execution.nodes[NODE]?.[0];
	if (run?.items.length !== items.length) {
		throw new Error(`${writing.type}: ${run?.items.length} items for ${items.length}`);
	}
	run.items.forEach(({ json }, index) => {
		const { key } = items[index];
		if (json.error === undefined) told.accepted.push(key);
		else told.failed.set(key, String(json.error));
	});
}

/** Sends a trigger events of its own. */
async function fire({ kind, workflow, accepted }: Trigger, round: number): Promise<void> {
	await each(eventKeys(round, kind.events), async (key) => {
		const { status } = await kind.send(workflow.url, key);
		if (status !== 200) throw new Error(`${kind.type}: event ${key} got ${status}`);
		accepted.push(key);
	});
}

/** The ids of the calls that the AI Call Trigger has put out, once it has so many, or at the end of our patience. */
async function heardOf(count: number): Promise<unknown[]> {
	const deadline = Date.now() + LAST_POLLS;
	for (;;) {
		const heard = (await polling.items()).map(({ queueId }) => queueId as unknown);
		if (heard.length >= count || Date.now() > deadline) return heard;
		await sleep(5_000);
	}
}

/** Phone numbers that no other round uses. */
function keys(round: number, count: number): string[] {
	return Array.from({ length: count }, (_, index) => `+1${4_155_550_000 + round * 100 + index}`);
}

/** How memory went: from where to where, and how much an hour by the line that fits the second half best. */
function slope(points: Array<[minute: number, mebibytes: number]>): string {
	const half = points.slice(Math.floor(points.length / 2));
	const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
	const [x, y] = [mean(half.map(([at]) => at)), mean(half.map(([, size]) => size))];
	const rise = half.reduce((sum, [at, size]) => sum + (at - x) * (size - y), 0);
	const run = half.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
	const [first, last] = [points[0][1], points.at(-1)![1]].map((size) => size.toFixed(0));
	return `${first} MiB after the first of ${points.length} rounds, ${last} MiB after the last; ${((rise / run) * 60).toFixed(0)} MiB an hour in the second half`;
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function numbersFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
