import { NODE, PAGE, returnAllWorkflow } from '../contenders';
import { inSeconds, say } from '../progress';
import { runMeasured } from '../run';
import type { Stage } from '../stage';
import { figure, ratio, takeTurns } from '../statistics';

const LEADS = 100_000;

/** How long the vendor takes for each page. */
const ANSWER_MS = 200;

const CONTENDERS = ['ours', 'httpRequest'] as const;

/** Reads all leads of an account with each contender in turn: the time of the node, in ms. */
export async function measureReturnAll(stage: Stage, rounds: number) {
	for (const contender of CONTENDERS) await checkOnce(stage, contender);
	const { n8n, vendor, baseUrl } = stage;
	await vendor.reset(ANSWER_MS, LEADS);
	const times = await takeTurns(CONTENDERS, rounds, async (contender, round) => {
		const workflowId = await n8n.createWorkflow(returnAllWorkflow(contender, baseUrl, false));
		const { ms } = await runMeasured(n8n, workflowId);
		await n8n.deleteWorkflow(workflowId);
		say(`return all, round ${round} of ${rounds}, ${contender}: ${inSeconds(ms)}`);
		return ms;
	});
	return {
		leads: LEADS,
		answerMs: ANSWER_MS,
		oursMs: figure(times.ours),
		httpRequestMs: figure(times.httpRequest),
		vsHttpRequest: ratio(times.ours, times.httpRequest),
	};
}

/** Makes sure, with three pages, that a contender reads every lead; this also makes n8n load what it needs. */
async function checkOnce(
	{ n8n, vendor, baseUrl }: Stage,
	contender: (typeof CONTENDERS)[number],
): Promise<void> {
	const count = 3 * PAGE;
	await vendor.reset(0, count);
	const execution = await n8n.runNodes(returnAllWorkflow(contender, baseUrl, true));
	const items = execution.nodes[NODE]?.[0].items ?? [];
	type Lead = { id?: string };
	// HTTP Request gives a page an item.
	const rows = items.flatMap(({ json }): Lead[] => {
		const { data } = json as { data?: { entries: Lead[] } };
		return data?.entries ?? [json];
	});
	const ids = new Set(rows.map(({ id }) => id));
	if (rows.length !== count || ids.size !== count) {
		throw new Error(`${contender} read ${ids.size} of ${count} leads: ${execution.error?.message}`);
	}
}
