import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { clock } from './clock';
import { apiError } from './errors';
import { pacerFor, pause } from './pace';
import type { Service } from './service';
import { Gate } from './workers';

/** How often a read is asked again after a lost connection or a 5xx. */
const READ_RETRIES = 3;

/** The first wait before asking again, in ms; it doubles from try to try. */
const FIRST_WAIT_MS = 500;

/** Codes of a connection that never came to be: the vendor has not seen the request. */
const NEVER_SENT =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_INVALID_URL)/;

/**
 * Codes of a failure that came from renewing an OAuth2 token, not from the connection, which always has a code of the
 * system. The vendor has refused the request before that.
 */
const TOKEN_TROUBLE = /^(EAUTH|ESTATUS|)$/;

/** What the user set in Request Options. */
export interface LineOptions {
	concurrentRequests?: number;
	rateLimitWait?: number;
	requestInterval?: number;
}

/** One request to send. */
export interface Dispatch {
	options: IHttpRequestOptions;
	/** The input item it belongs to, for the error. */
	itemIndex: number;
	/** True where the vendor changes nothing, so that it may be asked again. */
	isRead: boolean;
}

/** The way of one node run to its vendor: credential decrypted once, paced, and safe against sending twice. */
export interface Line {
	credentials: ICredentialDataDecryptedObject;
	concurrency: number;
	isCancelled: () => boolean;
	/**
	 * Sends one request and resolves with the whole answer, whatever its status but 429 and, for a read, 5xx: those are
	 * asked again after a pause. A write is never sent again once the vendor may have seen it.
	 *
	 * @throws NodeApiError with an outcome (see errors.ts) when there was no answer, or only refusals for the rate
	 */
	send(dispatch: Dispatch): Promise<IN8nHttpFullResponse>;
}

/**
 * Opens the line.
 *
 * @param credentialType name of the credential to sign with
 */
export async function openLine(
	context: IExecuteFunctions,
	service: Service,
	credentialType: string,
	options: LineOptions,
): Promise<Line> {
	const credentials = await context.getCredentials(credentialType);
	const isOAuth2 = credentialType.endsWith('OAuth2Api');
	const pacer = pacerFor(`${service.name} ${service.account(credentials)}`, service.rate);
	const concurrency = Math.max(1, Math.floor(options.concurrentRequests ?? service.concurrency));
	const gate = new Gate(concurrency);
	const patience = options.rateLimitWait ?? 60_000;
	const interval = options.requestInterval ?? 0;
	const cancelSignal = context.getExecutionCancelSignal();
	const isCancelled = () => cancelSignal?.aborted === true;
	const node = context.getNode();
	// Handing the decrypted credential on spares n8n from decrypting it for every request; OAuth2 ignores it.
	const credentialsDecrypted = { id: '', name: '', type: credentialType, data: credentials };

	const request = async (options: IHttpRequestOptions) =>
		(await context.helpers.httpRequestWithAuthentication.call(
			context,
			credentialType,
			{
				...options,
				returnFullResponse: true,
				// n8n renews an OAuth2 token only when a 401 is thrown.
				ignoreHttpStatusErrors: isOAuth2 ? { ignore: true, except: [401] } : true,
			},
			{ credentialsDecrypted },
		)) as IN8nHttpFullResponse;

	const attempt = async (dispatch: Dispatch) =>
		await gate.pass(async () => {
			await pacer.turn(interval, isCancelled);
			if (isCancelled()) throw cancelled(context, dispatch.itemIndex);
			return await request(dispatch.options);
		});

	const send = async (dispatch: Dispatch): Promise<IN8nHttpFullResponse> => {
		const { itemIndex, isRead } = dispatch;
		let waited = 0;
		let asked = 0;
		for (;;) {
			let response: IN8nHttpFullResponse | undefined;
			let failure: unknown;
			try {
				response = await attempt(dispatch);
			} catch (error) {
				if (isCancelled()) throw cancelled(context, itemIndex);
				failure = error;
				response = refusedToken(error);
			}

			const status = response?.statusCode ?? statusOf(failure);
			if (status === 429) {
				const wait = retryAfter(response?.headers) ?? FIRST_WAIT_MS * 2 ** asked;
				waited += wait;
				if (waited > patience) throw throttled(context, service, itemIndex, waited - wait);
				pacer.close(wait);
				asked++;
				await pause(wait, isCancelled);
				continue;
			}
			const isTransient = response ? status! >= 500 : status === undefined;
			if (isTransient && isRead && asked < READ_RETRIES) {
				await pause(FIRST_WAIT_MS * 2 ** asked, isCancelled);
				asked++;
				continue;
			}
			if (!response) {
				throw noAnswer(service, failure, { node, itemIndex, isRead, isOAuth2 });
			}
			const rest = service.rateHeaders && Number(response.headers[service.rateHeaders.remaining]);
			if (rest === 0) pacer.close(Number(response.headers[service.rateHeaders!.intervalMs]) || 0);
			return response;
		}
	};

	return { credentials, concurrency, isCancelled, send };
}

function cancelled(context: IExecuteFunctions, itemIndex: number): NodeApiError {
	return apiError(context.getNode(), itemIndex, {
		message: 'The execution was cancelled before this item was sent',
		description: 'Nothing was sent for it.',
		outcome: 'refused',
	});
}

function throttled(
	context: IExecuteFunctions,
	service: Service,
	itemIndex: number,
	waitedMs: number,
): NodeApiError {
	return apiError(context.getNode(), itemIndex, {
		message: `${service.name} is receiving too many requests`,
		description: `The request was refused, so nothing happened there; after waiting ${Math.round(waitedMs / 1000)} s in all the item was given up. Under 'Request Options' lower 'Concurrent Requests', set 'Pause Between Requests (Ms)', or raise 'Max Wait on Rate Limit (Ms)'.`,
		httpCode: '429',
		outcome: 'refused',
	});
}

/** The error for a request without an answer. It tells whether the vendor may have carried it out. */
function noAnswer(
	service: Service,
	failure: unknown,
	about: {
		node: ReturnType<IExecuteFunctions['getNode']>;
		itemIndex: number;
		isRead: boolean;
		isOAuth2: boolean;
	},
): NodeApiError {
	const code = codeOf(failure);
	if (about.isOAuth2 && TOKEN_TROUBLE.test(code)) {
		return apiError(about.node, about.itemIndex, {
			message: `${service.name} did not accept the credential`,
			description:
				'Nothing was accepted: the access token has expired, and n8n could not get another. Connect the credential again.',
			httpCode: '401',
			outcome: 'credential',
		});
	}
	if (NEVER_SENT.test(code)) {
		return apiError(about.node, about.itemIndex, {
			message: `${service.name} could not be reached`,
			description: `Nothing was sent (${code}). Check the address in the credential and the network of your n8n.`,
			outcome: 'refused',
		});
	}
	const reason = /TIMEDOUT|ABORTED/.test(code)
		? 'did not answer in time'
		: 'closed the connection before answering';
	return apiError(about.node, about.itemIndex, {
		message: `${service.name} ${reason}`,
		description: about.isRead ? 'Try again later.' : '',
		outcome: about.isRead ? 'refused' : 'unknown',
	});
}

/** The 401 that n8n throws when a new OAuth2 token did not help either: an answer like any other, for the node to word. */
function refusedToken(failure: unknown): IN8nHttpFullResponse | undefined {
	const isRefused = failure instanceof NodeApiError && failure.httpCode === '401';
	const body = isRefused ? (failure.context.data as IN8nHttpFullResponse['body']) : undefined;
	return body ? { statusCode: 401, headers: {}, body } : undefined;
}

/** The system's code of a network failure, wherever n8n has wrapped it. */
function codeOf(failure: unknown): string {
	let error = failure as (Error & { code?: unknown; errorResponse?: unknown }) | undefined;
	for (let depth = 0; error && depth < 5; depth++) {
		if (typeof error.code === 'string') return error.code;
		error = (error.errorResponse ?? error.cause) as typeof error;
	}
	return '';
}

function statusOf(failure: unknown): number | undefined {
	const status = failure instanceof NodeApiError ? Number(failure.httpCode) : NaN;
	return status >= 400 ? status : undefined;
}

/** The pause a vendor asks for, in ms: Retry-After holds seconds or a date. */
function retryAfter(headers: IDataObject | undefined): number | undefined {
	const value = headers?.['retry-after'];
	if (typeof value !== 'string') return undefined;
	const seconds = Number(value);
	const ms = Number.isNaN(seconds) ? Date.parse(value) - clock.wallTime() : seconds * 1000;
	return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
