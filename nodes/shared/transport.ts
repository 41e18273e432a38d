import { createHash } from 'crypto';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { readAddress } from './address';
import { isDoubtful, sentOn } from './answers';
import { clock, wait } from './clock';
import { codeOf, hasBeenSent, isOfConnection, isOwnRefusal, TOO_LARGE, wordsOf } from './failures';
import { apiError, refusalError } from './errors';
import { pacerFor, type Pacer } from './pace';
import type { RequestOptions } from './requestOptions';
import { markClean, Secrets } from './secrets';
import type { Service } from './service';
import { Gate } from './workers';
import { credentialRefused, type Way } from './way';

/** How often a read is asked again after a lost connection or a doubtful status. */
const READ_RETRIES = 3;

/** The first wait before asking again, in ms; it doubles from try to try, and none is shorter than half of it. */
const FIRST_WAIT_MS = 500;

const LARGER = "Raise 'Largest Download (MB)' under 'Request Options'.";

/** How long a write that is under way may go on after a cancel, in ms: its answer tells whether it was accepted. */
const GRACE_MS = 2_000;

/** One request to send. */
export interface Dispatch {
	options: IHttpRequestOptions;
	/** The input item it belongs to, for the error; undefined where the editor asks. */
	itemIndex?: number;
	/** True where the vendor changes nothing, so that it may be asked again. */
	isRead: boolean;
	/** True where a redirect is an answer like any other: the sender goes on, without the credential. */
	takesRedirect?: boolean;
}

type Try = { answer: IN8nHttpFullResponse } | { failure: unknown };

/**
 * The way of one node run, or of one question of the editor, to its vendor: signed, paced, safe against sending twice, and
 * without the secrets of the credential on the way back.
 */
export class Transport {
	readonly concurrency: number;

	private readonly secrets: Secrets;

	private readonly pacer: Pacer;

	private readonly gate: Gate;

	/** Where the vendor is, as the credential has it. */
	readonly address: string;

	/** Aborted when a write that is under way may go on no longer. */
	private readonly afterGrace?: AbortSignal;

	/** When the next request of this run may start; the pause between requests is the run's own. */
	private nextStart = 0;

	/**
	 * @throws NodeOperationError when the credential's address is none
	 */
	constructor(
		private readonly way: Way,
		private readonly service: Service,
		private readonly options: RequestOptions,
	) {
		const { credentials, node } = way;
		const address = readAddress(credentials.baseUrl, service.basePath);
		if ('fault' in address) {
			throw new NodeOperationError(
				node,
				`'${service.addressField}' of the credential ${address.fault}`,
				{ description: `${address.hint} Nothing was sent.` },
			);
		}
		this.address = address.value;
		this.secrets = new Secrets(service.secrets(credentials));
		this.pacer = pacerFor(`${service.name} ${hashOf(service.account(credentials))}`, service.rate);
		this.gate = new Gate(options.concurrency);
		this.concurrency = options.concurrency;
		this.afterGrace = way.signal && later(way.signal, GRACE_MS);
	}

	get credentials(): ICredentialDataDecryptedObject {
		return this.way.credentials;
	}

	/** Aborted when the execution is cancelled. */
	get signal(): AbortSignal | undefined {
		return this.way.signal;
	}

	get isCancelled(): boolean {
		return this.signal?.aborted === true;
	}

	/**
	 * Sends one request and resolves with the whole answer, whatever its status but 429, 3xx and, for a read, a doubtful one: a
	 * 429 and such a read are asked again after a pause, a redirect is never followed. A write is never sent again once the vendor may
	 * have seen it.
	 *
	 * @throws NodeApiError with an outcome (see errors.ts) when there was no answer, or only refusals for the rate
	 */
	async send(dispatch: Dispatch): Promise<IN8nHttpFullResponse> {
		let refusedSince: number | undefined;
		for (let refusals = 0, retries = 0; ; ) {
			const result = await this.attempt(dispatch);
			if ('answer' in result && result.answer.statusCode === 429) {
				refusedSince ??= clock.now();
				await this.waitOut(result.answer.headers, dispatch, refusedSince, refusals++);
				continue;
			}
			if (
				this.isTransient(result) &&
				dispatch.isRead &&
				retries < READ_RETRIES &&
				!this.isCancelled
			) {
				await wait(backoff(retries++), this.way.signal);
				continue;
			}
			if ('failure' in result) throw this.noAnswer(result.failure, dispatch);
			this.heed(result.answer.headers);
			const { statusCode } = result.answer;
			const isRedirect = statusCode >= 300 && statusCode < 400;
			if (isRedirect && !dispatch.takesRedirect) throw this.redirected(result.answer, dispatch);
			return result.answer;
		}
	}

	/** Whether asking again may go better. A token that cannot be renewed stays so. */
	private isTransient(result: Try): boolean {
		if ('failure' in result) {
			return isOfConnection(result.failure) && !this.way.isTokenTrouble?.(result.failure);
		}
		return isDoubtful(result.answer.statusCode);
	}

	private async attempt(dispatch: Dispatch): Promise<Try> {
		return await this.gate.pass(async () => {
			const { signal } = this.way;
			await this.ownTurn(signal);
			await this.pacer.turn(this, signal);
			if (this.isCancelled) throw this.cancelled(dispatch);
			try {
				return { answer: await this.exchange(dispatch) };
			} catch (failure) {
				return { failure };
			}
		});
	}

	/** Leaves the pause that the user set between two requests of this run. */
	private async ownTurn(signal?: AbortSignal): Promise<void> {
		if (this.options.interval === 0) return;
		const now = clock.now();
		const start = Math.max(now, this.nextStart);
		this.nextStart = start + this.options.interval;
		await wait(start - now, signal);
	}

	private async exchange({ options, isRead }: Dispatch): Promise<IN8nHttpFullResponse> {
		const { proxy, timeout, ignoresCertificates } = this.options;
		const cancel = isRead ? this.way.signal : this.afterGrace;
		const limits = [clock.timeout(timeout), ...(cancel ? [cancel] : [])];
		const { headers, statusCode, body } = await this.way.request(
			{
				...options,
				baseURL: this.address,
				timeout,
				disableFollowRedirect: true,
				...(proxy ? { proxy } : {}),
				...(ignoresCertificates ? { skipSslCertificateValidation: true } : {}),
			},
			{
				signal: AbortSignal.any(limits),
				mask: (text) => this.secrets.mask(text),
				largest: this.options.largestDownload,
			},
		);
		return markClean({ headers, statusCode, body });
	}

	/** Waits as long as the vendor asks for, or gives up where that is longer than the user wants to wait in all. */
	private async waitOut(
		headers: IDataObject,
		dispatch: Dispatch,
		since: number,
		refusals: number,
	): Promise<void> {
		const { rateHeaders, rate } = this.service;
		if (rateHeaders && headers[rateHeaders.dailyRemaining] === '0') throw this.quotaUsed(dispatch);
		const interval = rateHeaders ? Number(headers[rateHeaders.intervalMs]) : NaN;
		const asked = retryAfter(headers['retry-after']);
		let pause = backoff(refusals);
		// Not all who were refused come back at the same moment: another worker may share the account.
		if (asked !== undefined) pause = Math.max(FIRST_WAIT_MS, asked * (1 + Math.random() / 10));
		else if (interval > 0) {
			pause = Math.min(interval, rate?.perMs ?? Infinity) * (0.2 + 0.6 * Math.random());
		}
		const waited = clock.now() - since;
		if (waited + pause > this.options.rateLimitWait) throw this.throttled(dispatch, waited);
		this.pacer.close(pause);
		await wait(pause, this.way.signal);
		if (this.isCancelled) throw this.cancelled(dispatch);
	}

	/** Keeps off an account whose limit is used up, no longer than the vendor's published window. */
	private heed(headers: IDataObject): void {
		const { rateHeaders, rate } = this.service;
		if (!rateHeaders || headers[rateHeaders.remaining] !== '0') return;
		const interval = Number(headers[rateHeaders.intervalMs]) || 0;
		this.pacer.close(Math.min(interval, rate?.perMs ?? 0) * (0.2 + 0.6 * Math.random()));
	}

	private cancelled({ itemIndex }: Dispatch) {
		return apiError(this.way.node, itemIndex, {
			message: 'The execution was cancelled before this item was sent',
			description: 'Nothing was sent for it.',
			outcome: 'refused',
		});
	}

	private throttled({ itemIndex }: Dispatch, waitedMs: number) {
		return apiError(this.way.node, itemIndex, {
			message: `${this.service.name} is receiving too many requests`,
			description: `The request was refused, so nothing happened there; after waiting ${Math.round(waitedMs / 1000)} s in all the item was given up. Under 'Request Options' lower 'Concurrent Requests', set 'Pause Between Requests (Ms)', or raise 'Max Wait on Rate Limit (Ms)'.`,
			httpCode: '429',
			outcome: 'refused',
		});
	}

	private quotaUsed({ itemIndex }: Dispatch) {
		const { name } = this.service;
		return apiError(this.way.node, itemIndex, {
			message: `The daily quota of ${name} is used up`,
			description: `${name} refuses every request of this account until the next day, so nothing happened there. Run the rest then, or ask ${name} for a higher quota.`,
			httpCode: '429',
			// As with a refused credential, every other request would be refused too.
			outcome: 'credential',
		});
	}

	private redirected({ statusCode, headers }: IN8nHttpFullResponse, dispatch: Dispatch) {
		const { name, addressField } = this.service;
		const place = this.addressBehind(String(headers.location ?? ''), dispatch.options);
		const refusal = sentOn(statusCode, dispatch, addressField, place);
		return refusalError(this.way.node, name, refusal, dispatch.itemIndex);
	}

	/** The address of the server that a redirect leads to, without the path of this request and without secrets. */
	private addressBehind(location: string, { url }: IHttpRequestOptions): string | undefined {
		if (!URL.canParse(location, `${this.address}/`)) return undefined;
		const { origin, pathname } = new URL(location, `${this.address}/`);
		if (origin === 'null') return undefined;
		const path = url.split('?')[0].replace(/\/+$/, '');
		const root = pathname.replace(/\/+$/, '');
		const base = root.endsWith(path) ? root.slice(0, root.length - path.length) : '';
		return this.secrets.mask(`${origin}${base}`);
	}

	/** The error for a request without an answer. It tells whether the vendor may have carried it out. */
	private noAnswer(failure: unknown, { itemIndex, isRead }: Dispatch) {
		const { name, addressField } = this.service;
		const { node } = this.way;
		const code = codeOf(failure);
		if (this.way.isTokenTrouble?.(failure)) return credentialRefused(node, name, itemIndex);
		if (isOwnRefusal(failure)) {
			return apiError(node, itemIndex, {
				message: 'n8n did not send the request',
				description: `Nothing was sent. ${this.secrets.mask(wordsOf(failure))}`,
				outcome: 'refused',
			});
		}
		if (!hasBeenSent(failure)) {
			return apiError(node, itemIndex, {
				message: `${name} could not be reached`,
				description: `Nothing was sent (${code}). Check '${addressField}' in the credential and the network of your n8n.`,
				outcome: 'refused',
			});
		}
		const isLate = /TIMEDOUT|ABORTED|CANCELED|ABORT_ERR|AbortError|TimeoutError/.test(code);
		return apiError(node, itemIndex, {
			message: `${name} ${this.reasonOf(code, isLate)}`,
			description: code === TOO_LARGE ? LARGER : isRead ? 'Try again later.' : '',
			outcome: isRead ? 'refused' : 'unknown',
		});
	}

	private reasonOf(code: string, isLate: boolean): string {
		if (code === TOO_LARGE) return 'sent more than an answer may hold';
		if (this.isCancelled) return 'had not answered when the execution was cancelled';
		return isLate ? 'did not answer in time' : 'closed the connection before answering';
	}
}

/** Aborted some time after another signal is. */
function later(signal: AbortSignal, ms: number): AbortSignal {
	// Whatever begins after a cancel sends nothing, so that there is nothing to wait for.
	if (signal.aborted) return signal;
	const controller = new AbortController();
	const abort = () => void wait(ms).then(() => controller.abort());
	signal.addEventListener('abort', abort, { once: true });
	return controller.signal;
}

/** The wait before another try, in ms: twice as long each time, and never the same for two who wait. */
function backoff(tries: number): number {
	return FIRST_WAIT_MS * 2 ** Math.min(tries, 10) * (0.5 + Math.random() / 2);
}

/**
 * The pause that a vendor asks for, in ms. Retry-After holds seconds or a date (RFC 9110).
 *
 * @returns undefined for none, and for one that is no wait: nothing, 0, negative, past, endless
 */
function retryAfter(value: unknown): number | undefined {
	if (typeof value !== 'string' || value.trim() === '') return undefined;
	const seconds = Number(value);
	const ms = Number.isNaN(seconds) ? Date.parse(value) - clock.wallTime() : seconds * 1000;
	return ms > 0 && Number.isFinite(ms) ? ms : undefined;
}

function hashOf(parts: unknown[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
