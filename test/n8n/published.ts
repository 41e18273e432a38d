import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { EventFields } from '../../sandbox/convoso/connect';
import { sale } from '../convosoTrigger/events';
import { SECRET } from '../convosoTrigger/intruders';
import {
	NEWEST,
	versionUnderTest,
	type ExecutionSummary,
	type N8n,
	type Workflow,
	type WorkflowNode,
} from './harness';

/** A trigger of this package. */
export interface TriggerKind {
	/** Without the package, e.g. `convosoTrigger` */
	type: string;
	/** The end of its address. */
	path: string;
	credential: string;
}

export const convosoTrigger: TriggerKind = {
	type: 'convosoTrigger',
	path: 'convoso-webhook',
	credential: 'convosoWebhookApi',
};

/** Name of the trigger in the workflows made here, and of its credential. */
export const NODE = 'Trigger';
const CREDENTIAL = 'trigger';

export const authorization = `Bearer ${SECRET}`;

/** What Convoso Connect sends with an event. */
export const headers = { authorization, 'content-type': 'application/json' };

/** How long an answer may take on a busy machine, ms. */
export const PATIENCE = 120_000;

/** n8n from 2.41 on stores an event before it answers; an older one that is ended loses some of what it answers until then. */
export const isStoredFirst = versionUnderTest() === NEWEST;

/** After how many looks none is going to start any more that only waits or is missing: half a minute. */
const QUIET_LOOKS = 60;

/** How long executions may take until none is running, ms. */
const SETTLE_TIMEOUT = 1_200_000;

/** How many requests are open at once. */
const CONNECTIONS = 20;

/** Stores the credential of the workflows made here: a secret, unless something else is said. */
export async function createTriggerCredential(
	n8n: N8n,
	{ credential }: TriggerKind = convosoTrigger,
	data: Record<string, unknown> = { secret: SECRET },
): Promise<string> {
	return await n8n.createCredential(credential, CREDENTIAL, data);
}

/** What a trigger puts out, by its parts. */
export type TriggerEvent = Record<string, Record<string, unknown>>;

/** A published workflow that begins with a trigger; what comes behind it is run in order. */
export class Published {
	private constructor(
		private readonly n8n: N8n,
		readonly workflowId: string,
		/** Of its production address, what stands behind the origin. */
		readonly path: string,
	) {}

	/**
	 * @param n8n that has the credential
	 * @param parameters of the trigger
	 * @param behind nodes to run after it
	 * @param kind Convoso Trigger without it
	 */
	static async create(
		n8n: N8n,
		parameters: object = {},
		behind: WorkflowNode[] = [],
		kind = convosoTrigger,
	): Promise<Published> {
		const webhookId = randomUUID();
		const workflowId = await n8n.createWorkflow(
			triggerWorkflow(webhookId, parameters, behind, kind),
		);
		await n8n.publish(workflowId);
		return new Published(n8n, workflowId, pathOf(webhookId, kind));
	}

	/** The production address. */
	get url(): string {
		return this.n8n.url + this.path;
	}

	/**
	 * What the trigger put out in each execution.
	 *
	 * @param count of executions that are to come
	 */
	async events(count: number): Promise<TriggerEvent[]> {
		const events: TriggerEvent[] = [];
		await each(await this.settled(count), async ({ id }) => {
			const [run] = (await this.n8n.waitForExecution(id)).nodes[NODE];
			events.push(run.items[0].json as TriggerEvent);
		});
		return events;
	}

	/** {@link settledExecutions} of this workflow. */
	async settled(count: number): Promise<ExecutionSummary[]> {
		return await settledExecutions(this.n8n, this.workflowId, count);
	}

	async remove(): Promise<void> {
		await this.n8n.deleteWorkflow(this.workflowId);
	}
}

/**
 * All executions of a workflow, oldest first, once none is running and no further one has turned up. What n8n 2.0 had only stored
 * when it was killed stays new for ever: it counts as over when nothing has happened for a while.
 *
 * @param count of executions that are to come. An older n8n stores them after it has answered, and on a busy machine late: fewer
 * are the answer only when a while has passed in which no further one came
 */
export async function settledExecutions(
	n8n: N8n,
	workflowId: string,
	count: number,
): Promise<ExecutionSummary[]> {
	const deadline = Date.now() + SETTLE_TIMEOUT;
	let before = '';
	for (let quiet = 0; ; await sleep(500)) {
		const all = await n8n.executions(workflowId);
		all.sort((one, other) => Number(one.id) - Number(other.id));
		const seen = JSON.stringify(all.map(({ id, status }) => [id, status]));
		quiet = seen === before ? quiet + 1 : 0;
		before = seen;
		const open = all.filter(({ stoppedAt, status }) => !stoppedAt && status !== 'crashed');
		const isIdle = open.every(({ status }) => status === 'new');
		const isWhole = open.length === 0 && all.length >= count;
		if (isIdle && isWhole && quiet > 0) return all;
		if (isIdle && quiet >= QUIET_LOOKS) {
			const others = all.length > 0 ? await n8n.unlisted(workflowId, all) : [];
			return [...all, ...others].sort((one, other) => Number(one.id) - Number(other.id));
		}
		if (Date.now() > deadline) {
			const running = open.map(({ id, status }) => `${id} ${status}`).join(', ');
			throw new Error(`Executions of ${workflowId} do not end: ${running}`);
		}
	}
}

/** Of a production address, what stands behind the origin. */
export function pathOf(webhookId: string, { path } = convosoTrigger): string {
	return `/webhook/${webhookId}/${path}`;
}

/** A workflow of a trigger and what comes behind it. */
export function triggerWorkflow(
	webhookId: string,
	parameters: object,
	behind: WorkflowNode[],
	{ type, credential } = convosoTrigger,
): Workflow {
	const trigger: WorkflowNode = {
		id: 'trigger',
		name: NODE,
		type: `n8n-nodes-lead-dialer.${type}`,
		typeVersion: 1,
		position: [0, 0],
		webhookId,
		parameters: { ...parameters },
		credentials: { [credential]: { id: '', name: CREDENTIAL } },
	};
	const nodes = [trigger, ...behind];
	const connections = Object.fromEntries(
		behind.map(({ name }, index) => [
			nodes[index].name,
			{ main: [[{ node: name, type: 'main', index: 0 }]] },
		]),
	);
	return { name: NODE, nodes, connections, settings: { executionOrder: 'v1' } };
}

/**
 * A node behind a Convoso Trigger: inserts a lead whose phone number ends with the number of the call.
 *
 * @param credential name of a stored credential
 * @param list where to
 * @param more parameters
 */
export function insertLead(credential: string, list = '333', more: object = {}): WorkflowNode {
	return {
		id: 'insert',
		name: 'Insert',
		type: 'n8n-nodes-lead-dialer.convoso',
		typeVersion: 1,
		position: [220, 0],
		parameters: {
			resource: 'lead',
			operation: 'insert',
			listId: { __rl: true, mode: 'id', value: list },
			phoneNumber: '={{ "+1555" + String(1000000 + Number($json.call.call_log_id)) }}',
			...more,
		},
		credentials: { convosoApi: { id: '', name: credential } },
	};
}

/** Posts to an address and gives what came back. */
export async function post(
	url: string,
	init: RequestInit,
): Promise<{ status: number; text: string }> {
	const answer = await fetch(url, {
		method: 'POST',
		signal: AbortSignal.timeout(PATIENCE),
		...init,
		// A connection of its own: on a busy machine nobody notices that n8n closes an idle one.
		headers: { ...(init.headers as Record<string, string>), connection: 'close' },
	});
	return { status: answer.status, text: await answer.text() };
}

/** Does something for each entry, so many at once. */
export async function each<T>(list: T[], act: (one: T) => Promise<void>): Promise<void> {
	const left = [...list];
	const work = async () => {
		for (let one = left.shift(); one !== undefined; one = left.shift()) await act(one);
	};
	await Promise.all(Array.from({ length: CONNECTIONS }, work));
}

/** So many different events of calls. */
export function numbered(count: number): EventFields[] {
	return Array.from({ length: count }, (_, index) => ({ ...sale, call_log_id: String(index + 1) }));
}

/** The calls that events are about. */
export function callsOf(events: TriggerEvent[]): string[] {
	return events.map(({ call }) => call.call_log_id as string);
}

/**
 * Sends events, many at once.
 *
 * @throws if one of them does not get its 200
 */
export async function fireAll(url: string, events: EventFields[]): Promise<void> {
	await each(events, async (event) => {
		const { status } = await post(url, { body: JSON.stringify(event), headers });
		if (status !== 200) throw new Error(`Event ${event.call_log_id} got ${status}`);
	});
}
