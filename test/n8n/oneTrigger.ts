import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { type N8n, type Workflow, type WorkflowNode } from './harness';
import { settledExecutions } from './published';

/** A published workflow that is one trigger of this package. */
export interface PublishedTrigger {
	workflowId: string;
	/** The production address; for a trigger that polls there is none. */
	url: string;
	/** What the trigger put out in each execution, oldest first, once so many are there and none is running. */
	items: (count?: number) => Promise<Array<Record<string, IDataObject>>>;
	remove: () => Promise<void>;
}

const NODE = 'Trigger under test';

/**
 * Publishes a trigger.
 *
 * @param type without the package, e.g. `convoloTrigger`
 * @param path the end of its address
 * @param credentials names of stored credentials by type
 */
export async function publishTrigger(
	n8n: N8n,
	trigger: {
		type: string;
		path?: string;
		parameters?: object;
		credentials: Record<string, string>;
	},
): Promise<PublishedTrigger> {
	const webhookId = randomUUID();
	const node = {
		id: 'trigger',
		name: NODE,
		type: `n8n-nodes-lead-dialer.${trigger.type}`,
		typeVersion: 1,
		position: [0, 0],
		webhookId,
		parameters: trigger.parameters ?? {},
		credentials: Object.fromEntries(
			Object.entries(trigger.credentials).map(([kind, name]) => [kind, { id: '', name }]),
		),
	} as unknown as WorkflowNode;
	const workflow: Workflow = {
		name: trigger.type,
		nodes: [node],
		connections: {},
		settings: { executionOrder: 'v1' },
	};
	const workflowId = await n8n.createWorkflow(workflow);
	await n8n.publish(workflowId);
	return {
		workflowId,
		url: `${n8n.url}/webhook/${webhookId}/${trigger.path ?? ''}`,
		items: async (count = 0) => await itemsOf(n8n, workflowId, count),
		remove: async () => await n8n.deleteWorkflow(workflowId),
	};
}

async function itemsOf(
	n8n: N8n,
	workflowId: string,
	count: number,
): Promise<Array<Record<string, IDataObject>>> {
	const items = [];
	for (const { id } of await settledExecutions(n8n, workflowId, count)) {
		const { nodes } = await n8n.waitForExecution(id);
		items.push(...nodes[NODE][0].items.map(({ json }) => json as Record<string, IDataObject>));
	}
	return items;
}
