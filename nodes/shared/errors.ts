import type { IExecuteSingleFunctions, INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

/**
 * What a failed request left behind at the vendor.
 * `refused`: nothing happened there. `unknown`: it may have been accepted.
 * `credential`: refused, and every other request with the same credential would be too.
 */
export type Outcome = 'refused' | 'unknown' | 'credential';

/** What a vendor answered when it refused a request. */
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
}

type ItemContext = Pick<IExecuteSingleFunctions, 'getNode' | 'getItemIndex'>;

/**
 * The error for a parameter that cannot be sent. Thrown before any request.
 *
 * @param parameter display name, as the user sees it
 * @param fault what is wrong with the value, to follow the name: "has no digits"
 * @param hint what to enter instead
 */
export function invalidInput(
	context: ItemContext,
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

/** The error for a request that the vendor answered and did not carry out. */
export function refusedBy(context: ItemContext, service: string, refusal: Refusal): NodeApiError {
	const { message, hint, code, status, outcome } = refusal;
	const description = [hint, code && `${service} code ${code}.`].filter(Boolean).join(' ');
	return apiError(context.getNode(), context.getItemIndex(), {
		message: `${service}: ${message}`,
		description,
		httpCode: String(status),
		outcome,
	});
}

/** The error for an answer that is not what the vendor's API sends: HTML, cut or empty. */
export function unreadableAnswer(
	context: ItemContext,
	service: string,
	status: number,
	body: unknown,
): NodeApiError {
	const seen = typeof body === 'string' ? body.trim() : '';
	let form = 'an answer in an unknown form';
	if (body === undefined || body === '' || body === null) form = 'an empty answer';
	else if (/^<(!doctype|html)/i.test(seen)) form = 'a web page instead of data';
	else if (/^[[{]/.test(seen)) form = 'an answer that was cut off';
	return apiError(context.getNode(), context.getItemIndex(), {
		message: `${service} sent ${form}`,
		description:
			'Check the Base URL of the credential. If it is right, the service may be having trouble: try again later.',
		httpCode: String(status),
		outcome: 'unknown',
	});
}

/**
 * Builds a NodeApiError from text alone, so that no request (which carries the token) is kept inside it.
 *
 * @param itemIndex of the input item; named in the message, where n8n's editor expects it
 */
export function apiError(
	node: INode,
	itemIndex: number,
	parts: { message: string; description: string; httpCode?: string; outcome: Outcome },
): NodeApiError {
	const message = `${parts.message} [item ${itemIndex}]`;
	const error = new NodeApiError(node, { message }, { ...parts, message, itemIndex });
	error.context.outcome = parts.outcome;
	return error;
}

/** What an error says about the vendor's side; an error of unknown origin was thrown before anything was sent. */
export function outcomeOf(error: unknown): Outcome {
	const isNodeError = error instanceof NodeApiError || error instanceof NodeOperationError;
	return (isNodeError && (error.context.outcome as Outcome | undefined)) || 'refused';
}

/** Message and description in one sentence, for an item that carries its own error ("On Error: Continue"). */
export function explain(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const { description } = error as Error & { description?: string | null };
	return description ? `${error.message}: ${description}` : error.message;
}
