import type { IExecuteSingleFunctions, INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

/**
 * What a failed request left behind at the vendor.
 * `refused`: nothing happened there. `unknown`: it may have been accepted.
 * `credential`: refused, and every other request with the same credential would be too.
 */
export type Outcome = 'refused' | 'unknown' | 'credential';

/** Why a request was not carried out. */
export interface Refusal {
	/** What happened, in the vendor's words. */
	message: string;
	/** What the user can do about it, naming the parameter. */
	hint: string;
	/** The vendor's own code, if it sent one. */
	code?: string;
	/** HTTP status of the answer. */
	status: number;
	outcome: Outcome;
	/** True where sending the same again can only meet the same refusal. */
	isFinal?: boolean;
}

/**
 * The error for a parameter that cannot be sent. Thrown before any request.
 *
 * @param parameter display name, as the user sees it
 * @param fault what is wrong with the value, to follow the name: "has no digits"
 * @param hint what to enter instead
 */
export function invalidInput(
	context: Pick<IExecuteSingleFunctions, 'getNode' | 'getItemIndex'>,
	parameter: string,
	fault: string,
	hint: string,
): NodeOperationError {
	const itemIndex = context.getItemIndex();
	return new NodeOperationError(context.getNode(), `'${parameter}' ${fault} [item ${itemIndex}]`, {
		itemIndex,
		description: hint,
	});
}

/**
 * The error for a request that the vendor answered and did not carry out.
 *
 * @param itemIndex of the input item, if there is one: the editor asks without
 */
export function refusalError(
	node: INode,
	service: string,
	{ message, hint, code, status, outcome, isFinal }: Refusal,
	itemIndex?: number,
): NodeApiError {
	const description = [hint, code && `${service} code ${code}.`].filter(Boolean).join(' ');
	const error = apiError(node, itemIndex, {
		message: `${service}: ${message}`,
		description,
		httpCode: status > 0 ? String(status) : undefined,
		outcome,
	});
	if (isFinal) error.context.isFinal = true;
	return error;
}

/**
 * Builds a NodeApiError from text alone, so that no request (which carries the token) is kept inside it.
 *
 * @param itemIndex of the input item, named in the message, where n8n's editor expects it
 */
export function apiError(
	node: INode,
	itemIndex: number | undefined,
	parts: { message: string; description: string; httpCode?: string; outcome: Outcome },
): NodeApiError {
	const message = itemIndex === undefined ? parts.message : `${parts.message} [item ${itemIndex}]`;
	const error = new NodeApiError(node, { message }, { ...parts, message, itemIndex });
	error.context.outcome = parts.outcome;
	return error;
}

/** Whether an error is one of ours, made by {@link apiError}. */
export function isExplained(error: unknown): boolean {
	return contextOf(error).outcome !== undefined;
}

/** Whether an error says that sending the same again can only meet the same refusal. */
export function isFinal(error: unknown): boolean {
	return contextOf(error).isFinal === true;
}

/** What an error says about the vendor's side; an error of unknown origin was thrown before anything was sent. */
export function outcomeOf(error: unknown): Outcome {
	return contextOf(error).outcome ?? 'refused';
}

/** What was noted on an error. Not by its class: n8n may have loaded another copy of n8n-workflow than this package. */
function contextOf(error: unknown): { outcome?: Outcome; isFinal?: boolean } {
	return (
		(error as { context?: { outcome?: Outcome; isFinal?: boolean } } | undefined)?.context ?? {}
	);
}

/** Message and description in one sentence, for an item that carries its own error ("On Error: Continue"). */
export function explain(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const { description } = error as Error & { description?: string | null };
	return description ? `${error.message}: ${description}` : error.message;
}
