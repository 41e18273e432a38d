import { PollContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeParameters,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { additionalDataFor, nodeType, nodeTypesFor } from './engine';

/** A polling trigger of the built package, in a workflow that is published. */
export interface Polled {
	/** One poll. */
	poll: (mode?: WorkflowExecuteMode) => Promise<IDataObject[]>;
	/** n8n is restarted: what is left is what it had written into its database. */
	restart: () => void;
	/** What the trigger wants to be kept. */
	staticData: () => string;
	/** Changes count from the next restart on, as n8n takes a workflow up anew when it is saved. */
	parameters: INodeParameters;
}

let nodes = 0;

/**
 * Puts a trigger into a workflow.
 *
 * @param credentials data by credential type
 */
export async function startPolling(
	name: string,
	parameters: INodeParameters,
	credentials: Record<string, Record<string, unknown>>,
): Promise<Polled> {
	const type = await nodeType(name);
	const node: INode = {
		id: `poll-${++nodes}`,
		name: 'Trigger under test',
		type: name,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: Object.fromEntries(
			Object.keys(credentials).map((kind) => [kind, { id: kind, name: kind }]),
		),
	};
	let stored = '{}';
	// n8n puts the defaults into the node that it is given.
	const load = () =>
		new Workflow({
			id: 'test',
			nodes: [{ ...node, parameters: { ...parameters } }],
			connections: {},
			active: true,
			nodeTypes: nodeTypesFor(type),
			staticData: JSON.parse(stored) as IDataObject,
		});
	let workflow = load();
	let isActivated = false;
	return {
		parameters,
		poll: async (mode = 'trigger') => {
			const own = workflow.getNode(node.name)!;
			const data = additionalDataFor(credentials);
			const context = new PollContext(workflow, own, data, mode, 'activate');
			const items = await type.poll!.call(context);
			// As n8n does where it keeps no cursors: when the workflow is published, and with each execution.
			if (mode !== 'manual' && (items || !isActivated)) {
				stored = JSON.stringify(workflow.staticData);
				isActivated = true;
			}
			return (items?.[0] ?? []).map(({ json }) => json);
		},
		restart: () => {
			workflow = load();
		},
		staticData: () => JSON.stringify(workflow.staticData),
	};
}
