import { contactId } from '../../../sandbox/leadconnector/store';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox';
import type { ExecutionSummary, Workflow, WorkflowNode } from '../harness';
import { NODE as ONE_NODE, oneNodeWorkflow } from '../oneNode';
import {
	callsOf,
	createTriggerCredential,
	each,
	headers,
	NODE as TRIGGER,
	numbered,
	post,
	Published,
	type TriggerEvent,
} from '../published';
import { startQueue, type Queue } from './startQueue';

const isShort = process.env.N8N_TEST_SHORT === '1';

/** How much of each. */
const SIZES = isShort
	? { events: 200, calls: 150, rounds: 1 }
	: { events: 2_000, calls: 600, rounds: 5 };

/** Executions that a worker runs at once. */
const CONCURRENCY = 5;

/** How long a vendor takes for an answer, ms: long enough that a killed worker is amid some. */
const ANSWER_MS = 100;

let sandbox: Sandbox;
let queue: Queue;

/** Starts n8n with its vendors; two workers, so many executions in each at once. */
const start = async (webhooks: number, concurrency: number) => {
	sandbox = await startSandbox();
	queue = await startQueue({ workers: 2, webhooks, concurrency });
	const { convosoApi, leadConnectorApi } = sandbox.credentials();
	await createTriggerCredential(queue.n8n);
	await queue.n8n.createCredential('convosoApi', 'Convoso', convosoApi);
	await queue.n8n.createCredential('leadConnectorApi', 'LeadConnector', leadConnectorApi);
};
afterEach(async () => {
	await queue.stop();
	await sandbox.close();
});

/** Inserts a lead whose phone number ends with the number of the call. */
const insert: WorkflowNode = {
	id: 'insert',
	name: 'Insert',
	type: 'n8n-nodes-lead-dialer.convoso',
	typeVersion: 1,
	position: [220, 0],
	parameters: {
		resource: 'lead',
		operation: 'insert',
		listId: { __rl: true, mode: 'id', value: '333' },
		phoneNumber: '={{ "+1555" + String(1000000 + Number($json.call.call_log_id)) }}',
	},
	credentials: { convosoApi: { id: '', name: 'Convoso' } },
};

it(`executes or names each of ${SIZES.events} events of two webhook processes, one worker killed amid them`, async () => {
	await start(2, CONCURRENCY);
	sandbox.answerMs = ANSWER_MS;
	const workflow = await Published.create(queue.n8n, {}, [insert]);
	const accepted: string[] = [];
	let restarting: Promise<unknown> | undefined;
	await each(numbered(SIZES.events), async (event) => {
		const call = event.call_log_id;
		const { url } = queue.webhooks[Number(call) % 2];
		const answer = await post(url + workflow.path, { body: JSON.stringify(event), headers });
		if (answer.status === 200) accepted.push(call);
		if (accepted.length === SIZES.events / 2 && !restarting) {
			queue.workers[0].kill();
			restarting = queue.workers[0].start();
		}
	});
	await restarting;
	expect(accepted).toHaveLength(SIZES.events);

	const all = await workflow.settled();
	const inserted = [...sandbox.vendors.convoso.store.leads.values()].map(({ phone_number }) =>
		String(Number(phone_number.slice(-7)) - 1_000_000),
	);
	const done = new Set(await succeeded(all));
	const unfinished = all.filter(({ status }) => status !== 'success');
	const twice = inserted.length - new Set(inserted).size;
	console.log(
		`${all.length} executions, ${unfinished.length} of them with the dead worker; ` +
			`${new Set(inserted).size} of ${accepted.length} leads inserted, ${twice} of them twice`,
	);
	// Each event has its execution. What an unfinished one was about, n8n does not keep: it names the execution.
	expect(all).toHaveLength(accepted.length);
	expect([...done].filter((call) => !inserted.includes(call))).toEqual([]);
	expect(accepted.filter((call) => !done.has(call))).toHaveLength(unfinished.length);
	for (const { id } of unfinished) expect((await queue.n8n.execution(id)).error).toBeDefined();
	// n8n 1.x runs a dead worker's executions again, newer ones give them up.
	expect(twice).toBeLessThanOrEqual(isRunAgain() ? CONCURRENCY : 0);
});

it(`logs 2 x ${SIZES.calls} calls over two workers, ${SIZES.rounds} times`, async () => {
	await start(0, 1);
	const { store } = sandbox.vendors.leadconnector;
	for (let round = 0; round < SIZES.rounds; round++) {
		store.messages.clear();
		const workflows = await Promise.all(
			[1, 2].map(async (person) => await queue.n8n.createWorkflow(logCalls(person))),
		);
		const executions = await Promise.all(
			workflows.map(async (id) => await queue.n8n.runWorkflow(id, { timeoutMs: 20 * 60_000 })),
		);
		expect(executions.map(({ error }) => error?.message)).toEqual([undefined, undefined]);
		expect(executions.map(({ nodes }) => nodes[ONE_NODE][0].items.length)).toEqual([
			SIZES.calls,
			SIZES.calls,
		]);
		expect(store.messages.size).toBe(2 * SIZES.calls);
		expect(new Set([...store.messages.values()].map(({ altId }) => altId)).size).toBe(
			2 * SIZES.calls,
		);
	}
	// Each worker took one of the two, each time.
	for (const worker of queue.workers) {
		const started = worker.logs().filter((line) => line.startsWith('Worker started execution'));
		expect(started).toHaveLength(SIZES.rounds);
	}
});

/** The calls whose executions ended well. */
async function succeeded(all: ExecutionSummary[]): Promise<string[]> {
	const calls: string[] = [];
	const good = all.filter(({ status }) => status === 'success');
	await each(good, async ({ id }) => {
		const { nodes } = await queue.n8n.waitForExecution(id);
		calls.push(...callsOf(nodes[TRIGGER][0].items.map(({ json }) => json as TriggerEvent)));
	});
	return calls;
}

/** Whether this n8n runs an execution again whose worker died. */
function isRunAgain(): boolean {
	return Boolean(process.env.N8N_TEST_VERSION?.startsWith('1.'));
}

/** A workflow that logs calls with one person, each with an id of its own. */
function logCalls(person: number): Workflow {
	return oneNodeWorkflow({
		type: 'leadConnector',
		parameters: {
			authentication: 'privateIntegrationToken',
			resource: 'message',
			operation: 'addOutboundCall',
			conversationId: { __rl: true, mode: 'contact', value: contactId(person) },
			// The phone of that contact.
			callTo: `+1503708${1210 + 3 * person}`,
			additionalFields: { altId: '={{ $json.id }}' },
		},
		credentials: { leadConnectorApi: 'LeadConnector' },
		items: Array.from({ length: SIZES.calls }, (_, index) => ({ id: `${person}-${index}` })),
	});
}
