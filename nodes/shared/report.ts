import {
	NodeOperationError,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type NodeApiError,
} from 'n8n-workflow';

import { apiError, explain, outcomeOf } from './errors';
import type { ItemState } from './retryMemory';

/** What a report has to know of a run. */
export interface Reported {
	context: IExecuteFunctions;
	/** The vendor's name, as errors call it. */
	service: string;
	isRead: boolean;
}

/**
 * The error of an item of which nobody knows whether the vendor accepted it.
 *
 * @param noun the word for what was sent: "lead", "call"
 * @param isAbsent true where the vendor was asked afterwards and surely has not got it
 */
export function unknownOutcome(
	node: INode,
	service: string,
	cause: NodeApiError,
	{ noun, itemIndex, isAbsent }: { noun: string; itemIndex: number; isAbsent: boolean },
): NodeApiError {
	const finding = isAbsent
		? `${service} was asked afterwards and has no such ${noun}, so it was not accepted. To be safe it is not sent again by itself; send this item once more if you want it.`
		: `It is unknown whether the ${noun} was accepted, so it is not sent again. Look in ${service} before you send this item once more.`;
	return apiError(node, itemIndex, {
		message: withoutItem(cause.message, itemIndex),
		description: [finding, cause.description].filter(Boolean).join(' '),
		httpCode: cause.httpCode ?? undefined,
		outcome: 'unknown',
	});
}

/** The error that ends a node run: the first failed item's own, and what became of the others. */
export function stoppingError(
	{ context, service, isRead }: Reported,
	states: ReadonlyMap<number, ItemState>,
	failed: ReadonlyMap<number, unknown>,
	total: number,
): NodeApiError | NodeOperationError {
	const first = Math.min(...failed.keys());
	const error = copyOf(context.getNode(), failed.get(first), first);
	if (isRead) return error;

	const accepted = [...states].flatMap(([item, state]) =>
		'output' in state ? [{ item, output: state.output.map(({ json }) => json) }] : [],
	);
	// Those of an earlier try, too: this one has not come to all of them.
	const unknown = [...states].flatMap(([item, { kind }]) =>
		kind === 'unknown' && item !== first ? [item] : [],
	);
	const parts = [error.description];
	if (accepted.length > 0) {
		const indexes = accepted.map(({ item }) => item);
		parts.push(
			`${accepted.length} of ${total} items were accepted by ${service} before that (${ranges(indexes)}); do not send them again. 'Retry On Fail' leaves them out.`,
		);
		// So that nothing the vendor has accepted is lost with the run.
		error.context.accepted = accepted;
	}
	if (unknown.length > 0) {
		parts.push(`It is unknown whether items ${ranges(unknown)} were accepted.`);
	}
	error.description = parts.filter(Boolean).join(' ');
	return error;
}

/** The output of an item that failed where the node goes on. */
export function errorItem(error: unknown, item: number): INodeExecutionData {
	const text = explain(error).replace(/\[item \d+\]/, `[item ${item}]`);
	return { json: { error: text }, pairedItem: { item } };
}

/** A copy to add to, since Retry On Fail may meet the same error again. */
function copyOf(node: INode, cause: unknown, itemIndex: number): NodeApiError | NodeOperationError {
	const { name, message, description, httpCode } = cause as NodeApiError;
	// Not by class: n8n may have loaded another copy of n8n-workflow than this package.
	if (name === 'NodeApiError') {
		return apiError(node, itemIndex, {
			message: withoutItem(message, itemIndex),
			description: description ?? '',
			httpCode: httpCode ?? undefined,
			outcome: outcomeOf(cause),
		});
	}
	return new NodeOperationError(node, message, {
		itemIndex,
		description: description ?? undefined,
	});
}

function withoutItem(message: string, itemIndex: number): string {
	return message.replace(` [item ${itemIndex}]`, '');
}

/** Item indexes in their order and in short: 0-5, 7. */
function ranges(indexes: number[]): string {
	const spans: Array<[number, number]> = [];
	for (const index of [...indexes].sort((a, b) => a - b)) {
		const last = spans.at(-1);
		if (last && last[1] === index - 1) last[1] = index;
		else spans.push([index, index]);
	}
	return spans.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}
