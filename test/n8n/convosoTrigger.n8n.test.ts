import { randomUUID } from 'node:crypto';
import { request } from 'node:http';

import fc from 'fast-check';

import {
	ConvosoConnect,
	shapes,
	type EventFields,
	type Shape,
} from '../../sandbox/convoso/connect';
import { sale, saleEvent } from '../convosoTrigger/events';
import { hostileBodies } from '../convosoTrigger/hostile';
import { attempts, SECRET } from '../convosoTrigger/intruders';
import {
	sharedN8n,
	sharedTarball,
	startN8n,
	type N8n,
	type Workflow,
	type WorkflowNode,
} from './harness';

const NODE = 'Convoso Trigger';
const CREDENTIAL = 'Convoso trigger';
const authorization = `Bearer ${SECRET}`;
const headers = { authorization, 'content-type': 'application/json' };

/** How long an answer may take on a busy machine, ms. */
const PATIENCE = 60_000;

/** How many requests are open at once. */
const CONNECTIONS = 20;

const n8n = sharedN8n();
let credentialId: string;

beforeAll(async () => {
	credentialId = await n8n.createCredential('convosoWebhookApi', CREDENTIAL, { secret: SECRET });
});
afterAll(async () => await n8n.deleteCredential(credentialId));

/** A published workflow that begins with a Convoso Trigger; what comes behind it is run in order. */
class Published {
	private constructor(
		private readonly place: N8n,
		readonly workflowId: string,
		/** The production address. */
		readonly url: string,
	) {}

	static async create(parameters: object = {}, behind: WorkflowNode[] = [], place = n8n) {
		const webhookId = randomUUID();
		const workflowId = await place.createWorkflow(workflowOf(webhookId, parameters, behind));
		await place.publish(workflowId);
		const url = `${place.url}/webhook/${webhookId}/convoso-webhook`;
		return new Published(place, workflowId, url);
	}

	/** What the trigger put out in each execution. */
	async events(): Promise<Array<Record<string, any>>> {
		const events = [];
		for (const { id } of await this.settled()) {
			events.push((await this.place.execution(id)).nodes[NODE][0].items[0].json);
		}
		return events;
	}

	/** All executions, once none is running. */
	async settled() {
		for (;;) {
			const all = await this.place.executions(this.workflowId);
			if (all.every(({ stoppedAt, status }) => stoppedAt || status === 'crashed')) return all;
			await new Promise((resolve) => setTimeout(resolve, 500));
		}
	}

	async remove() {
		await this.place.deleteWorkflow(this.workflowId);
	}
}

function workflowOf(webhookId: string, parameters: object, behind: WorkflowNode[]): Workflow {
	const trigger = {
		id: 'trigger',
		name: NODE,
		type: 'n8n-nodes-lead-dialer.convosoTrigger',
		typeVersion: 1,
		position: [0, 0],
		webhookId,
		parameters,
		credentials: { convosoWebhookApi: { id: '', name: CREDENTIAL } },
	};
	const nodes = [trigger as unknown as WorkflowNode, ...behind];
	const connections = Object.fromEntries(
		behind.map(({ name }, index) => [
			nodes[index].name,
			{ main: [[{ node: name, type: 'main', index: 0 }]] },
		]),
	);
	return { name: NODE, nodes, connections, settings: { executionOrder: 'v1' } };
}

let open: Published | undefined;
afterEach(async () => {
	await open?.remove();
	open = undefined;
});
const published = async (parameters: object = {}, behind: WorkflowNode[] = []) =>
	(open = await Published.create(parameters, behind));

async function post(url: string, init: RequestInit) {
	const answer = await fetch(url, {
		method: 'POST',
		signal: AbortSignal.timeout(PATIENCE),
		...init,
	});
	return { status: answer.status, text: await answer.text() };
}

/** Does something for each entry, so many at once. */
async function each<T>(list: T[], act: (one: T) => Promise<void>) {
	const left = [...list];
	const work = async () => {
		for (let one = left.shift(); one !== undefined; one = left.shift()) await act(one);
	};
	await Promise.all(Array.from({ length: CONNECTIONS }, work));
}

const numbered = (count: number, from = 1): EventFields[] =>
	Array.from({ length: count }, (_, index) => ({ ...sale, call_log_id: String(from + index) }));

const callsOf = (events: Array<Record<string, any>>) =>
	events.map(({ call }) => call.call_log_id as string);

describe('Convoso Trigger at its production address', () => {
	it('gives the same lead and call for every shape, by GET and by POST', async () => {
		const { url } = await published({ settings: { ignoreRepeats: false } });
		for (const requestMethod of ['GET', 'POST'] as const) {
			for (const shape of Object.keys(shapes) as Shape[]) {
				const connect = new ConvosoConnect({
					apiUrl: `${url}?event=disposition`,
					authorizationHeader: `Authorization: ${authorization}`,
					requestMethod,
					shape,
				});
				expect(await connect.fire(sale)).toMatchObject({ status: 200, reply: { success: true } });
				connect.close();
			}
		}
		const expected = { ...saleEvent, event: 'disposition' };
		const count = 2 * Object.keys(shapes).length;
		expect(await open!.events()).toEqual(Array(count).fill(expected));
	});

	it('takes a test event at the test address', async () => {
		const { url, workflowId } = await published();
		await n8n.listenForTestEvent(workflowId);
		const test = url.replace('/webhook/', '/webhook-test/');
		expect(await post(test, { body: '{}' })).toMatchObject({ status: 401 });
		expect(await post(test, { body: JSON.stringify(sale), headers })).toEqual({
			status: 200,
			text: '{"success":true}',
		});
		expect(await open!.events()).toEqual([saleEvent]);
	});

	it('lets the last node answer', async () => {
		const { url } = await published({ responseMode: 'lastNode' }, [set('Answer', 'lead')]);
		const answer = await post(url, { body: JSON.stringify(sale), headers });
		expect(JSON.parse(answer.text)).toEqual({ answer: '10001' });
	});

	it('lets a Respond to Webhook node answer, with a disabled Webhook node beside it', async () => {
		const webhookId = randomUUID();
		const workflow = workflowOf(webhookId, { responseMode: 'responseNode' }, [
			node('Respond', 'respondToWebhook', 1.5, {
				respondWith: 'text',
				responseBody: '=got {{ $json.lead.id }}',
			}),
		]);
		workflow.nodes.push({
			...node('Webhook', 'webhook', 2, { path: randomUUID(), responseMode: 'responseNode' }),
			disabled: true,
		});
		workflow.connections.Webhook = workflow.connections[NODE];
		const workflowId = await n8n.createWorkflow(workflow);
		await n8n.publish(workflowId);
		const address = `${n8n.url}/webhook/${webhookId}/convoso-webhook`;
		const answer = await post(address, { body: JSON.stringify(sale), headers });
		expect(answer).toEqual({ status: 200, text: 'got 10001' });
		await n8n.deleteWorkflow(workflowId);
	});

	it('lets nobody in without the secret, in forty attempts', async () => {
		for (const place of ['header', 'query'] as const) {
			const { url } = await published({ authentication: place });
			const list = attempts(place);
			expect(list).toHaveLength(20);
			for (const { path, init, name } of list) {
				expect([name, (await post(url + path, init)).status]).toEqual([name, 401]);
			}
			expect(await open!.settled()).toEqual([]);
			await open!.remove();
		}
		open = undefined;
		expect(n8n.logs().join('\n')).not.toContain(SECRET);
	});

	it('answers 2,000 random and hostile bodies, none with 500', async () => {
		const { url } = await published({
			settings: { ignoreRepeats: false },
			filters: { statuses: 'NONE' },
		});
		const statuses: Record<number, number> = {};
		await each(fc.sample(hostileBodies, 2_000), async ({ contentType, body }) => {
			const status = await raw(url, contentType, body);
			statuses[status] = (statuses[status] ?? 0) + 1;
		});
		expect(
			Object.keys(statuses).filter((status) => !['200', '400', '413', '415'].includes(status)),
		).toEqual([]);
		expect(statuses[200]).toBeGreaterThan(200);
		expect(await post(url, { body: JSON.stringify(sale), headers })).toMatchObject({ status: 200 });
	}, 900_000);

	it('starts the workflow with hostile bodies that are events', async () => {
		const { url } = await published({ settings: { ignoreRepeats: false, includeRaw: true } });
		let started = 0;
		await each(fc.sample(hostileBodies, 100), async ({ contentType, body }) => {
			if ((await raw(url, contentType, body)) === 200) started++;
		});
		const all = await open!.settled();
		expect(all.map(({ status }) => status)).toEqual(Array(started).fill('success'));
	}, 300_000);

	it.each([
		['16 MB', 'x'.repeat(16 * 1024 * 1024), 413],
		['20 MB', 'x'.repeat(20 * 1024 * 1024), 413],
		['a depth of 10,000', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000), 400],
		['a million fields', 'a=&'.repeat(1_000_000), 413],
		['a million fields, short', `[${'0,'.repeat(500_000)}0]`, 413],
		['bad UTF-8', Buffer.from([0x69, 0x64, 0x3d, 0x31, 0x26, 0x61, 0x3d, 0xff, 0xfe]), 200],
		[
			'names of prototypes',
			'{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}},"id":"1"}',
			200,
		],
	])('refuses or survives %s', async (_name, body, status) => {
		const { url } = await published();
		expect(await post(url, { body, headers })).toMatchObject({ status });
		expect(await open!.settled()).toHaveLength(status === 200 ? 1 : 0);
	});

	it('starts each of 1,000 events once, about as fast as a Webhook node with a secret', async () => {
		const { url } = await published();
		const own = await ownWebhook();
		const rates = { ours: [] as number[], own: [] as number[] };
		for (let block = 0; block < 10; block++) {
			const events = numbered(100, 1 + block * 100);
			// Now one first, now the other: a machine that others use too gets faster and slower.
			const order = block % 2 ? (['own', 'ours'] as const) : (['ours', 'own'] as const);
			for (const who of order) {
				rates[who].push(await rate(who === 'ours' ? url : own.url, events));
			}
		}
		const calls = callsOf(await open!.events());
		expect(calls).toHaveLength(1_000);
		expect(new Set(calls)).toEqual(new Set(numbered(1_000).map((event) => event.call_log_id)));
		await n8n.deleteWorkflow(own.workflowId);
		await n8n.deleteCredential(own.credentialId);
		const ratio = median(rates.ours.map((ours, block) => ours / rates.own[block]));
		console.log(`Convoso Trigger: ${ratio.toFixed(2)} times the rate of n8n's Webhook node`);
		expect(ratio).toBeGreaterThan(0.6);
	}, 1_800_000);

	it('starts 1,000 when each of 1,000 events comes five times', async () => {
		const { url } = await published();
		const storm = numbered(1_000).flatMap((event) => Array<EventFields>(5).fill(event));
		await rate(url, storm);
		const calls = callsOf(await open!.events());
		expect(calls).toHaveLength(1_000);
		expect(new Set(calls).size).toBe(1_000);
	}, 1_800_000);
});

it('has an execution for every event that got its 200, when n8n is restarted in between', async () => {
	const place = await startN8n({ tarball: sharedTarball() });
	try {
		await place.createCredential('convosoWebhookApi', CREDENTIAL, { secret: SECRET });
		const workflow = await Published.create({}, [], place);
		const accepted: string[] = [];
		let restarting: Promise<void> | undefined;
		await each(numbered(300), async (event) => {
			if (accepted.length >= 60) restarting ??= place.restart();
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
			for (const event of numbered(300)) {
				if (stored.includes(`"call_log_id":"${event.call_log_id}"`)) started.add(event.call_log_id);
			}
		}
		expect(accepted.length).toBeGreaterThan(60);
		expect(accepted.filter((call) => !started.has(call))).toEqual([]);
	} finally {
		await place.stop();
	}
}, 900_000);

/** Events a second; every one of them must get its 200. */
async function rate(url: string, events: EventFields[]): Promise<number> {
	const startedAt = Date.now();
	await each(events, async (event) => {
		const { status } = await post(url, { body: JSON.stringify(event), headers });
		if (status !== 200) throw new Error(`Event ${event.call_log_id} got ${status}`);
	});
	return (events.length / (Date.now() - startedAt)) * 1000;
}

/** n8n's own Webhook node with the same secret in the same header. */
async function ownWebhook() {
	const path = randomUUID();
	const credentialId = await n8n.createCredential('httpHeaderAuth', path, {
		name: 'Authorization',
		value: authorization,
	});
	const workflowId = await n8n.createWorkflow({
		name: 'Webhook',
		nodes: [
			{
				...node('Webhook', 'webhook', 2, {
					path,
					httpMethod: 'POST',
					authentication: 'headerAuth',
				}),
				webhookId: path,
				credentials: { httpHeaderAuth: { id: '', name: path } },
			},
		],
		connections: {},
		settings: { executionOrder: 'v1' },
	});
	await n8n.publish(workflowId);
	return { url: `${n8n.url}/webhook/${path}`, workflowId, credentialId };
}

/** Sends bytes, with or without a Content-Type, and gives the status. */
async function raw(url: string, contentType: string | undefined, body: Buffer): Promise<number> {
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

function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
) {
	return {
		id: name,
		name,
		type: `n8n-nodes-base.${type}`,
		typeVersion,
		position: [220, 0] as [number, number],
		parameters,
	};
}

function set(name: string, field: string) {
	return node(name, 'set', 3.4, {
		mode: 'raw',
		jsonOutput: `={{ { answer: $json.${field}.id } }}`,
	});
}

function median(list: number[]): number {
	return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
}
