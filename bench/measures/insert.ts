import { insertWorkflow, type Contender } from '../contenders';
import { inSeconds, say } from '../progress';
import { runMeasured, type NodeTime } from '../run';
import type { Stage } from '../stage';
import { figure, ratio, takeTurns } from '../statistics';

/** How long the vendor takes for each answer. */
const ANSWER_MS = 20;

/** Leads of one run. */
const FEW = 500;
export const MANY = 5000;

/** Runs that only make n8n load and compile what it needs. */
const WARM_UP = 20;

const CONTENDERS = ['ours', 'httpRequest', 'routingNode'] as const;

/** Inserts leads with each contender in turn: the time of the node, in ms. */
export async function measureInsert(stage: Stage, rounds: number) {
	for (const contender of CONTENDERS) await insertOnce(stage, contender, WARM_UP);
	const times = await takeTurns(CONTENDERS, rounds, async (contender, round) => {
		const { ms } = await insertOnce(stage, contender, FEW);
		say(`insert ${FEW} leads, round ${round} of ${rounds}, ${contender}: ${inSeconds(ms)}`);
		return ms;
	});
	return {
		leads: FEW,
		answerMs: ANSWER_MS,
		oursMs: figure(times.ours),
		httpRequestMs: figure(times.httpRequest),
		routingNodeMs: figure(times.routingNode),
		vsHttpRequest: ratio(times.ours, times.httpRequest),
		vsRoutingNode: ratio(times.ours, times.routingNode),
	};
}

/** What one lead costs with many leads, compared to few. */
export async function measureGrowth(stage: Stage, rounds: number) {
	await insertOnce(stage, 'ours', WARM_UP);
	const costs = await takeTurns(['few', 'many'], rounds, async (size, round) => {
		const count = size === 'few' ? FEW : MANY;
		const { ms } = await insertOnce(stage, 'ours', count);
		say(
			`growth, round ${round} of ${rounds}, ${count} leads: ${(ms / count).toFixed(2)} ms a lead`,
		);
		return ms / count;
	});
	return {
		msPerLeadOfFew: figure(costs.few),
		msPerLeadOfMany: figure(costs.many),
		growth: ratio(costs.many, costs.few),
	};
}

/** Digest of what the vendor has after a run, by number of leads: every contender must leave the same. */
const digests = new Map<number, string>();

/**
 * Inserts leads once.
 *
 * @param during runs beside it: called before, and what it returns is called after the run
 * @throws when the vendor did not get each lead exactly once, with the same fields from every contender
 */
export async function insertOnce(
	{ n8n, vendor, baseUrl }: Stage,
	contender: Contender,
	count: number,
): Promise<NodeTime> {
	await vendor.reset(ANSWER_MS);
	const workflowId = await n8n.createWorkflow(insertWorkflow(contender, baseUrl, count));
	const time = await runMeasured(n8n, workflowId);
	await n8n.deleteWorkflow(workflowId);
	const received = await vendor.received();
	if (received.count !== count) {
		throw new Error(`${contender}: ${received.count} of ${count} leads arrived`);
	}
	const expected = digests.get(count) ?? received.digest;
	digests.set(count, expected);
	if (received.digest !== expected)
		throw new Error(`${contender} sent other fields than the others`);
	return time;
}
