import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { entryOf } from './entries';
import { isTool } from './tool';

/** What is known of an item of a node run, over all tries of Retry On Fail. */
export type ItemState =
	| { kind: 'done'; output: INodeExecutionData[] }
	/** The vendor has accepted it, but what a custom operation does after that is not done. */
	| { kind: 'accepted'; output: INodeExecutionData[] }
	/** It is unknown whether the vendor accepted it, so it must not be sent again. */
	| { kind: 'unknown'; error: unknown }
	/** It was refused in a way that sending it again cannot change. */
	| { kind: 'refused'; error: unknown };

/**
 * Keyed by the first input item, an object that lives exactly as long as the node run with all its tries. For a tool of an agent,
 * n8n makes that item anew for each try: there it is what the model has said in this one call.
 */
const runs = new WeakMap<object, Map<string, Map<number, ItemState>>>();

/**
 * The memory of a node run over the tries of n8n's Retry On Fail, which runs the whole node again with all items.
 *
 * @returns what earlier tries reached, by item index, to be read and added to; empty and forgotten when the node has
 * Retry On Fail turned off
 */
export function rememberedItems(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Map<number, ItemState> {
	const node = context.getNode();
	if (!node.retryOnFail || items.length === 0) return new Map();
	const run = isTool(context) ? items[0].json : items[0];
	const byNode = entryOf(runs, run, () => new Map<string, Map<number, ItemState>>());
	return entryOf(byNode, node.id, () => new Map<number, ItemState>());
}
