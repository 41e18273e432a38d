import { request } from 'node:http';

import fc from 'fast-check';

import type { EventFields } from '../../sandbox/convoso/connect';
import { sale } from '../convosoTrigger/events';
import { hostileBodies, type HostileBody } from '../webhook/hostile';
import { sharedN8n, sharedTarball, startN8n } from './harness';
import {
	authorization,
	callsOf,
	createTriggerCredential,
	each,
	fireAll,
	headers,
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
		const all = await open.settled();
		expect(all.map(({ status }) => status)).toEqual(Array(started).fill('success'));
	}, 300_000);

	it(`starts each of ${sizes.events} events once`, async () => {
		const events = numbered(sizes.events);
		await fireAll((await published()).url, events);
		expect(callsOf(await open.events()).sort()).toEqual(callIds(events));
	}, 900_000);

	it(`starts ${sizes.events} when each of ${sizes.events} events comes ${TIMES} times`, async () => {
		const events = numbered(sizes.events);
		await fireAll(
			(await published()).url,
			events.flatMap((event) => Array(TIMES).fill(event) as Array<typeof event>),
		);
		expect(callsOf(await open.events()).sort()).toEqual(callIds(events));
	}, 1_800_000);
}

/**
 * The test of a restart under load: an n8n of its own is ended and started again while events come.
 *
 * @param count of events
 */
export function itLosesNothingInARestart(count: number): void {
	it('has an execution for every event that got its 200, when n8n is restarted in between', async () => {
		const place = await startN8n({ tarball: sharedTarball() });
		try {
			await createTriggerCredential(place);
			const workflow = await Published.create(place);
			const accepted: string[] = [];
			let restarting: Promise<void> | undefined;
			await each(numbered(count), async (event) => {
				if (accepted.length >= count / 5) restarting ??= place.restart();
				try {
					const { status } = await post(workflow.url, { body: JSON.stringify(event), headers });
					if (status === 200) accepted.push(event.call_log_id);
				} catch {
					// Convoso does not send again: an event without an answer is lost for it, too.
					await restarting;
				}
			});
			await restarting;
			const started = new Set<string>();
			for (const { id } of await workflow.settled()) {
				// The data of an execution that was cut off has its event still waiting on the stack.
				const stored = JSON.stringify((await place.execution(id)).raw);
				for (const event of numbered(count)) {
					if (stored.includes(`"call_log_id":"${event.call_log_id}"`)) {
						started.add(event.call_log_id);
					}
				}
			}
			expect(accepted.length).toBeGreaterThan(count / 5);
			expect(accepted.filter((call) => !started.has(call))).toEqual([]);
		} finally {
			await place.stop();
		}
	}, 900_000);
}

function callIds(events: EventFields[]): string[] {
	return events.map(({ call_log_id }) => call_log_id).sort();
}

/** So many hostile bodies, others in each run; says how to get the same again. */
function hostile(count: number): HostileBody[] {
	const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
	console.log(`hostile bodies: SEED=${seed}`);
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
