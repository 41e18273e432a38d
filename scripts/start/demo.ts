import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { inFlight } from '../../nodes/shared/workers';
import type { Sandbox } from '../../sandbox/sandbox';
import type { Execution, N8n, Workflow } from '../../test/n8n/harness';

/** What a demonstration has at hand. */
export interface Stage {
	n8n: N8n;
	sandbox: Sandbox;
	/** Prints a line of progress. */
	say: (text: string) => void;
}

/** Executions that are read at once. */
const READS_IN_FLIGHT = 10;

/** After how many looks nothing is going to start any more: half a minute. */
const QUIET_LOOKS = 60;

/** How long what triggers have started may run, ms. */
const LONGEST_RUN = 15 * 60_000;

/** Names that the example workflows use for the credentials. */
const CREDENTIALS: Record<string, string> = {
	convosoApi: 'Convoso account',
	convoloApi: 'Convolo account',
	leadConnectorApi: 'LeadConnector account',
	aiCallApi: 'AI Call account',
};

const examples = join(__dirname, '../../examples');

/** What reads the example file, by the nodes in whose place it stands. */
const ROWS_OF_FILE: Record<string, object> = {
	'Example Leads': {
		type: 'n8n-nodes-base.readWriteFile',
		typeVersion: 1,
		parameters: { fileSelector: join(examples, 'leads.csv'), options: {} },
	},
	Leads: {
		type: 'n8n-nodes-base.extractFromFile',
		typeVersion: 1,
		parameters: { operation: 'csv', options: { encoding: 'utf-8' } },
	},
};

/**
 * Stores the credentials that the example workflows name, all but those of triggers.
 *
 * @returns their IDs
 */
export async function createCredentials({
	n8n,
	sandbox,
}: Pick<Stage, 'n8n' | 'sandbox'>): Promise<string[]> {
	const data = sandbox.credentials();
	const ids: string[] = [];
	for (const [type, name] of Object.entries(CREDENTIALS)) {
		ids.push(await n8n.createCredential(type, name, data[type]));
	}
	return ids;
}

/** An example workflow, with the rows of examples/leads.csv in the place of its own leads. */
export async function example(file: string): Promise<Workflow> {
	const workflow = JSON.parse(await exampleData(file)) as Workflow;
	const nodes = workflow.nodes.map((node) => ({ ...node, ...ROWS_OF_FILE[node.name] }));
	return { ...workflow, nodes };
}

/** The text of an example file. */
export async function exampleData(file: string): Promise<string> {
	return await readFile(join(examples, file), 'utf8');
}

/** True, with a sentence for each of the conditions that do not hold. */
export function holdsAll(conditions: Record<string, boolean>): boolean {
	const broken = Object.entries(conditions).filter(([, holds]) => !holds);
	for (const [sentence] of broken) console.log(`NOT SO: ${sentence}`);
	return broken.length === 0;
}

/**
 * What a trigger has started, once nothing of the workflow runs and nothing further turns up.
 *
 * @param trigger name of its node
 * @param count of executions that it is to start. n8n 1.x stores them after it has answered, and on a busy machine late: fewer
 * are the answer only when half a minute has passed in which no further one came
 */
export async function startedBy(
	trigger: string,
	n8n: N8n,
	workflowId: string,
	count: number,
): Promise<Execution[]> {
	const deadline = Date.now() + LONGEST_RUN;
	let executions: Execution[] = [];
	let before = -1;
	for (let quiet = 0; ; await sleep(500)) {
		const all = await n8n.executions(workflowId);
		const isOver = all.every(({ stoppedAt, status }) => stoppedAt || status === 'crashed');
		const isNew = all.length !== before;
		quiet = isOver && !isNew ? quiet + 1 : 0;
		before = all.length;
		// Reading them all takes long: once, when they seem to be over.
		if (quiet === 1) {
			const read: Execution[] = [];
			await inFlight(all.length, READS_IN_FLIGHT, async (index) => {
				read.push(await n8n.waitForExecution(all[index].id));
			});
			executions = read.filter(({ nodes }) => nodes[trigger]);
		}
		if (quiet >= (executions.length >= count ? 1 : QUIET_LOOKS)) return executions;
		if (Date.now() > deadline) throw new Error(`What ${trigger} has started does not end`);
	}
}
