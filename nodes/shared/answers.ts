import type {
	IDataObject,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	NodeApiError,
	PostReceiveAction,
} from 'n8n-workflow';

import { operationOf, type Resource } from './describe';
import { refusalError, type Refusal } from './errors';
import { cleanUp } from './secrets';
import { credentialTypeOf, type Asked, type Answer, type Service, type Verdict } from './service';
import { quote } from './words';

/**
 * Whether a status leaves open what became of a write: the server failed, or gave up waiting, at a moment that it does
 * not tell (RFC 9110; 499 is nginx's word for a client that went away).
 */
export function isDoubtful(status: number): boolean {
	return status >= 500 || [408, 425, 499].includes(status);
}

/** Reads an answer, and says of a write that a failing server answered that it may have been carried out. */
export function verdictOf(answer: Answer, asked: Asked): Verdict {
	const { service } = asked;
	const { status, headers } = answer;
	if (status >= 300 && status < 400) {
		const location = String(headers.location ?? '');
		const place = URL.canParse(location) ? new URL(location).origin : undefined;
		return { refusal: sentOn(status, asked, service.addressField, place) };
	}
	const verdict = service.read(answer, asked);
	if ('data' in verdict || asked.isRead || !isDoubtful(status)) return verdict;
	const { refusal } = verdict;
	return { refusal: { ...refusal, outcome: 'unknown' } };
}

/**
 * The refusal for a redirect: where it leads is for the user to decide, since the request carries the secrets of the
 * credential.
 *
 * @param place the address of the server that it leads to
 */
export function sentOn(
	status: number,
	{ isRead: mayBeAsked }: Pick<Asked, 'isRead'>,
	addressField: string,
	place?: string,
): Refusal {
	const advice = place
		? `If you trust it, enter ${place} as '${addressField}' in the credential.`
		: `Check '${addressField}' in the credential.`;
	// RFC 9110: 307 and 308 ask for the same request elsewhere; the others may follow a request that was carried out.
	const isRefused = mayBeAsked || status === 307 || status === 308;
	return {
		message: `sends the request on to another address (HTTP ${status})`,
		hint: `No redirect is followed. ${advice}${isRefused ? ' Nothing was done.' : ''}`,
		status,
		outcome: isRefused ? 'refused' : 'unknown',
		isFinal: true,
	};
}

/** What the answers of an item belong to, by the `this` of the functions of a description. */
const askedFor = new WeakMap<object, Asked>();

/**
 * First step of every operation's answer: refuses it with the vendor's words and what to do, or hands on what it holds as
 * the JSON of one item.
 */
export function answerReader(service: Service, resources: Resource[]): PostReceiveAction {
	return async function (_items, response) {
		const { parameters } = this.getNode();
		const { resource, operation } = parameters as Record<string, string>;
		const type = credentialTypeOf(service, parameters.authentication);
		cleanUp(response, service.secrets(await this.getCredentials(type)));
		const { isRead = false, answer, advice } = operationOf(resources, resource, operation);
		const asked: Asked = {
			service,
			operation: `${resource}.${operation}`,
			isRead,
			answer,
			advice,
			parameters: parameters as IDataObject,
		};
		askedFor.set(this, asked);
		const verdict = verdictOf(toAnswer(response), asked);
		if ('refusal' in verdict) throw answerRefused(this, verdict.refusal);
		return [{ json: verdict.data as IDataObject }];
	};
}

/** What an answer belongs to, for the steps behind {@link answerReader}. */
export function askedOf(context: IExecuteSingleFunctions): Asked {
	return askedFor.get(context)!;
}

/** The error for an answer that a step behind {@link answerReader} refuses. */
export function answerRefused(context: IExecuteSingleFunctions, refusal: Refusal): NodeApiError {
	const { name } = askedOf(context).service;
	return refusalError(context.getNode(), name, refusal, context.getItemIndex());
}

/** The same for one that holds nothing of what was asked for; see {@link unreadable}. */
export function answerUnreadable(
	context: IExecuteSingleFunctions,
	response: IN8nHttpFullResponse,
): NodeApiError {
	return answerRefused(context, unreadable(toAnswer(response), askedOf(context)));
}

export function toAnswer({ statusCode, headers, body }: IN8nHttpFullResponse): Answer {
	return { status: statusCode, headers, body };
}

/** What each status means where the body does not say it in the vendor's form. */
const statusHints: Record<number, string> = {
	401: 'The service does not accept the credential. Check its key or token.',
	403: 'The credential has no right to this. Check what its key or token is allowed to do.',
	404: 'Check the address in the credential, and the ID.',
	405: 'Check the address in the credential: https, and the address of the service itself.',
	413: 'The request is larger than the service, or a proxy before it, lets through. Send less at once.',
	429: "Under 'Request Options' lower 'Concurrent Requests', or set 'Pause Between Requests (Ms)'.",
};

/**
 * The refusal for an answer that is not in the vendor's form: a web page, text, cut JSON or nothing. Its status keeps its
 * meaning.
 */
export function unreadable(
	{ status, body }: Answer,
	{ service, isRead: mayBeAsked }: Pick<Asked, 'service' | 'isRead'>,
): Refusal {
	const check = `Check '${service.addressField}' in the credential.`;
	// Of a write nobody knows whether it was carried out: nobody must be told to try it again.
	const again = (text: string) => (mayBeAsked ? ` ${text}` : '');
	if (status >= 400) {
		const isCredential = status === 401 || status === 403;
		const trouble = `The service is having trouble.${again('Try again later.')}`;
		return {
			message: `answered HTTP ${status} with ${formOf(body)}`,
			hint: statusHints[status] ?? (isDoubtful(status) ? trouble : check),
			status,
			outcome: isCredential ? 'credential' : 'refused',
		};
	}
	return {
		message: `sent ${formOf(body)} instead of data (HTTP ${status})`,
		hint: `${check}${again('If it is right, the service may be having trouble: try again later.')}`,
		status,
		outcome: mayBeAsked ? 'refused' : 'unknown',
	};
}

/** What an unexpected body looks like, in words. */
function formOf(body: unknown): string {
	const text: unknown = Buffer.isBuffer(body) ? body.toString('utf8') : body;
	if (text === undefined || text === null || text === '') return 'an empty answer';
	if (typeof text !== 'string') return 'an answer in an unknown form';
	const seen = text.trim();
	if (/^<(!doctype|html)/i.test(seen)) return 'a web page';
	if (/^[[{]/.test(seen)) return 'an answer that was cut off';
	return `the text "${quote(seen)}"`;
}
