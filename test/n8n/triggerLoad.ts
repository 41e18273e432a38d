import { request } from 'node:http';

import fc from 'fast-check';

import type { EventFields } from '../../sandbox/convoso/connect';
import { sale } from '../convosoTrigger/events';
import { seed } from '../support/runs';
import { hostileBodies, type HostileBody } from '../webhook/hostile';
import { sharedN8n, sharedTarball, startN8n, type ExecutionSummary, type N8n } from './harness';
import { RestError } from './harness/rest';
import { eventKeys, keyIn, listenings, triggerSecret, type Listening } from './listenings';
import {
	authorization,
	callsOf,
	createTriggerCredential,
	each,
	fireAll,
	headers,
	isStoredFirst,
	numbered,
	PATIENCE,
	post,
	Published,
} from './published';

/** How much of each kind of load a run takes. */
export interface LoadSizes {
	/** Bodies that come from anywhere, on a trigger whose filter lets none through. */
	hostile: number;
	/** The same, each starting the workflow where it is an event. */
	hostileStarting: number;
	/** Events of different calls. */
	events: number;
}

/** How often each event of the storm comes. */
const TIMES = 5;

/**
 * The tests of Convoso Trigger under load. `npm run test:n8n` takes them in short form, `npm run soak` in full.
 *
 * @param sizes how much of each; the assertions are the same
 */
export function describeTriggerLoad(sizes: LoadSizes): void {
	const n8n = sharedN8n();
	let credentialId: string;
	beforeAll(async () => (credentialId = await createTriggerCredential(n8n)));
	afterAll(async () => await n8n.deleteCredential(credentialId));

	let open: Published;
	afterEach(async () => await open.remove());
	const published = async (parameters: object = {}) =>
		(open = await Published.create(n8n, parameters));

	it(`answers ${sizes.hostile} random and hostile bodies, none with 500`, async () => {
		const { url } = await published({
			settings: { ignoreRepeats: false },
			filters: { statuses: 'NONE' },
		});
		const statuses: Record<number, number> = {};
		await each(hostile(sizes.hostile), async (body) => {
			const status = await raw(url, body);
			statuses[status] = (statuses[status] ?? 0) + 1;
		});
		expect(
			Object.keys(statuses).filter((status) => !['200', '400', '413', '415'].includes(status)),
		).toEqual([]);
		// One in eight or so starts the workflow.
		expect(statuses[200]).toBeGreaterThan(sizes.hostile / 30);
		expect(await post(url, { body: JSON.stringify(sale), headers })).toMatchObject({ status: 200 });
	}, 900_000);

	it(`starts the workflow with those of ${sizes.hostileStarting} hostile bodies that are events`, async () => {
		const { url } = await published({ settings: { ignoreRepeats: false, includeRaw: true } });
		let started = 0;
		await each(hostile(sizes.hostileStarting), async (body) => {
			if ((await raw(url, body)) === 200) started++;
		});
		const all = await open.settled(started);
		expect(all.map(({ status }) => status)).toEqual(Array(started).fill('success'));
	}, 300_000);

	it(`starts each of ${sizes.events} events once`, async () => {
		const events = numbered(sizes.events);
		await fireAll((await published()).url, events);
		expect(callsOf(await open.events(sizes.events)).sort()).toEqual(callIds(events));
	}, 900_000);

	it(`starts ${sizes.events} when each of ${sizes.events} events comes ${TIMES} times`, async () => {
		const events = numbered(sizes.events);
		await fireAll(
			(await published()).url,
			events.flatMap((event) => Array(TIMES).fill(event) as Array<typeof event>),
		);
		expect(callsOf(await open.events(sizes.events)).sort()).toEqual(callIds(events));
	}, 1_800_000);
}

/**
 * The test of a restart under load: an n8n of its own is ended and started again while events come to every trigger that has
 * an address.
 *
 * @param count of events of each
 */
export function itLosesNothingInARestart(count: number): void {
	it('has one execution for every event that got its 200, when n8n is restarted in between', async () => {
		const place = await startN8n({ tarball: sharedTarball() });
		try {
			const triggers: Restarted[] = [];
			for (const kind of listenings) {
				await createTriggerCredential(place, kind, triggerSecret);
				const workflow = await Published.create(place, kind.parameters, [], kind);
				triggers.push({ kind, workflow, accepted: [], since: [] });
			}
			const events = eventKeys(0, count).flatMap((key) =>
				triggers.map((trigger) => ({ key, trigger })),
			);
			let answered = 0;
			let isBack = false;
			let restarting: Promise<unknown> | undefined;
			await each(events, async ({ key, trigger: { kind, workflow, accepted, since } }) => {
				if (answered >= events.length / 5) {
					restarting ??= place.restart().then(() => (isBack = true));
				}
				try {
					const { status } = await kind.send(workflow.url, key);
					// An n8n that ends or begins says so: the next event comes when it is back.
					if (status !== 200) return void (await restarting);
					answered++;
					accepted.push(key);
					if (isBack) since.push(key);
				} catch {
					// No vendor sends again: an event without an answer is lost for it, too.
					await restarting;
				}
			});
			await restarting;
			const executions = await Promise.all(
				triggers.map(async ({ workflow, accepted }) => await workflow.settled(accepted.length)),
			);
			for (const [index, { kind, accepted, since }] of triggers.entries()) {
				const started = await keysOf(place, executions[index]);
				const lost = accepted.filter((key) => !started.includes(key));
				console.log(`${kind.type}: ${accepted.length} accepted, ${lost.length} lost`);
				expect(accepted.length).toBeGreaterThan(count / 5);
				const inexcusable = isStoredFirst ? lost : lost.filter((key) => since.includes(key));
				expect([kind.type, inexcusable]).toEqual([kind.type, []]);
				expect(new Set(started).size).toBe(started.length);
			}
		} finally {
			await place.stop();
		}
	}, 900_000);
}

/** The keys of the events that began executions, but where an older n8n was ended before it had stored all of one. */
async function keysOf(place: N8n, executions: ExecutionSummary[]): Promise<string[]> {
	const keys: string[] = [];
	for (const { id } of executions) {
		try {
			// The data of an execution that was cut off has its event still waiting on the stack.
			keys.push(keyIn((await place.execution(id)).raw));
		} catch (error) {
			if (isStoredFirst || !(error instanceof RestError)) throw error;
		}
	}
	return keys;
}

/** A trigger, and the keys of the events that got their 200: all of them, and those since n8n is back. */
interface Restarted {
	kind: Listening;
	workflow: Published;
	accepted: string[];
	since: string[];
}

function callIds(events: EventFields[]): string[] {
	return events.map(({ call_log_id }) => call_log_id).sort();
}

/** So many hostile bodies. */
function hostile(count: number): HostileBody[] {
	return fc.sample(hostileBodies, { numRuns: count, seed });
}

/** Sends bytes, with or without a Content-Type, and gives the status. */
async function raw(url: string, { contentType, body }: HostileBody): Promise<number> {
	return await new Promise((resolve, reject) => {
		const outgoing = request(url, {
			method: 'POST',
			headers: {
				authorization,
				...(contentType ? { 'content-type': contentType } : {}),
				'content-length': body.length,
			},
			timeout: PATIENCE,
			// A connection of its own, as `post` has.
			agent: false,
		});
		outgoing.on('response', (incoming) => {
			incoming.resume();
			incoming.on('end', () => resolve(incoming.statusCode!));
		});
		outgoing.on('timeout', () => outgoing.destroy(new Error('No answer')));
		outgoing.on('error', reject);
		outgoing.end(body);
	});
}
