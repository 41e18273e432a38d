import type { Sandbox } from '../../sandbox/sandbox';
import type { N8n, NodeRun, Workflow, WorkflowNode } from './harness';

/** Name of the node under test in the workflows made here. */
export const NODE = 'Node under test';

/** What is run: a node of this package behind a trigger that gives the items. */
export interface OneNode {
	/** Without the package, e.g. `convoso` */
	type: string;
	parameters: Record<string, unknown>;
	/** Names of stored credentials by type. */
	credentials: Record<string, string>;
	items?: Array<Record<string, unknown>>;
	settings?: Partial<WorkflowNode>;
}

/** A workflow of a manual trigger and one node. */
export function oneNodeWorkflow({
	type,
	parameters,
	credentials,
	items,
	settings,
}: OneNode): Workflow {
	const trigger = 'Trigger';
	return {
		name: `one node: ${type}`,
		nodes: [
			{
				id: 'trigger',
				name: trigger,
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'node',
				name: NODE,
				type: `n8n-nodes-lead-dialer.${type}`,
				typeVersion: 1,
				position: [220, 0],
				parameters,
				credentials: Object.fromEntries(
					Object.entries(credentials).map(([kind, name]) => [kind, { id: '', name }]),
				),
				...settings,
			},
		],
		connections: { [trigger]: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
		pinData: { [trigger]: (items ?? [{}]).map((json) => ({ json })) },
	} as Workflow;
}

/** Runs one node in a real n8n and gives its run. No secret of a vendor may be in what n8n keeps of it. */
export async function runOneNode(n8n: N8n, node: OneNode, { vendors }: Sandbox): Promise<NodeRun> {
	const execution = await n8n.runNodes(oneNodeWorkflow(node));
	const kept = JSON.stringify(execution);
	for (const { name, secrets } of Object.values(vendors)) {
		const leaked = secrets.filter((secret) => kept.includes(secret));
		expect({ vendor: name, leaked: leaked.length }).toEqual({ vendor: name, leaked: 0 });
	}
	return execution.nodes[NODE][0];
}
