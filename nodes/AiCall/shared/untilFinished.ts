import type {
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';

import { clock } from '../../shared/clock';
import { apiError, explain, invalidInput, outcomeOf } from '../../shared/errors';
import { pause } from '../../shared/pace';
import type { Follow } from '../../shared/runner';
import { apiRoot, businessIdOf } from './address';
import { dataOf } from './answer';
import { describeCall, describeConversation } from './words';

/** The first pause before looking, in ms. It grows by the factor from look to look, up to the longest. */
const FIRST_PAUSE_MS = 2_000;
const GROWTH = 1.5;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Looks a minute, for all calls that are waited for together, when the user sets nothing: the requests a minute that Iqra's
 * documentation names (the server's source has no such limit).
 */
export const DEFAULT_LOOKS_PER_MINUTE = 60;

/** Looks without an answer, one after the other, until waiting is given up. */
const MAX_UNANSWERED = 10;

/** How often a transcript is asked for: it may be stored a moment after the call is over. */
const TRANSCRIPT_TRIES = 3;

/** Minutes to wait when the user sets nothing: an hour until a call is given up, and half an hour of talk. */
export const DEFAULT_TIME_LIMIT = 90;

/** What the Options of the operation hold. */
interface WaitOptions {
	timeLimit?: number;
	failAtTimeLimit?: boolean;
	looksPerMinute?: number;
}

/**
 * Waits for the calls of one node run until each is over, all at the same time.
 *
 * A look that gets no answer is no reason to give up: the call goes on without us.
 */
export function untilFinished(): Follow {
	let waiting = 0;
	return {
		known: function (this: IExecuteSingleFunctions) {
			// Asked for here, so that a wrong value is refused before anybody is called.
			timeLimit(this);
			pausePerCall(this);
			return this.getNodeParameter('callToWaitFor') === 'existing'
				? [{ json: { queueId: queueIdOf(this) } }]
				: undefined;
		},
		until: async function (this: IExecuteSingleFunctions, [{ json }], isStopped) {
			waiting++;
			try {
				return [await wait(this, String(json.queueId), () => waiting, isStopped)];
			} finally {
				waiting--;
			}
		},
	};
}

function queueIdOf(context: IExecuteSingleFunctions): string {
	const queueId = String(context.getNodeParameter('queueId') ?? '').trim();
	if (queueId !== '') return queueId;
	throw invalidInput(
		context,
		'Queue ID',
		'is empty',
		'Fill it in, or check the expression behind it.',
	);
}

async function wait(
	context: IExecuteSingleFunctions,
	queueId: string,
	waiting: () => number,
	isStopped: () => boolean,
): Promise<INodeExecutionData> {
	const options = context.getNodeParameter('options', {}) as WaitOptions;
	const end = clock.now() + timeLimit(context);
	let pauseMs = FIRST_PAUSE_MS;
	let unanswered = 0;
	let call: IDataObject | undefined;
	for (;;) {
		const pace = Math.max(pauseMs, waiting() * pausePerCall(context));
		await pause(Math.min(pace, Math.max(0, end - clock.now())), isStopped);
		if (isStopped()) throw gaveUp(context, queueId, 'waiting was stopped', 'The node run ended.');
		const seen = await look(context, queueId).catch((error: unknown) => {
			const hint = explain(error);
			throw gaveUp(context, queueId, 'AI Call refused to tell how it stands', hint, error);
		});
		call = seen ?? call;
		if (seen?.finished) return { json: await withConversation(context, seen) };
		unanswered = seen ? 0 : unanswered + 1;
		if (unanswered >= MAX_UNANSWERED) {
			throw gaveUp(
				context,
				queueId,
				'AI Call does not answer',
				`It was asked ${MAX_UNANSWERED} times.`,
			);
		}
		if (clock.now() >= end) {
			if (options.failAtTimeLimit) {
				throw gaveUp(
					context,
					queueId,
					`after the time limit it is ${String(call?.callStatus ?? 'not known')}`,
					"Raise 'Time Limit (Minutes)', or remove 'Fail at Time Limit'.",
				);
			}
			return { json: { queueId, callStatus: null, finished: false, ...call, transcript: null } };
		}
		pauseMs = Math.min(pauseMs * GROWTH, LONGEST_PAUSE_MS);
	}
}

/** How long to wait for a call, in ms. */
function timeLimit(context: IExecuteSingleFunctions): number {
	const options = context.getNodeParameter('options', {}) as WaitOptions;
	const minutes = Number(options.timeLimit ?? DEFAULT_TIME_LIMIT);
	if (minutes > 0 && Number.isFinite(minutes)) return minutes * 60_000;
	throw invalidInput(
		context,
		'Time Limit (Minutes)',
		`is ${String(options.timeLimit)}`,
		'Enter a number of minutes above 0.',
	);
}

/** The pause that each waiting call adds to the pause of all, in ms. */
function pausePerCall(context: IExecuteSingleFunctions): number {
	const options = context.getNodeParameter('options', {}) as WaitOptions;
	const looks = Number(options.looksPerMinute ?? DEFAULT_LOOKS_PER_MINUTE);
	if (looks >= 1 && Number.isFinite(looks)) return 60_000 / looks;
	throw invalidInput(
		context,
		'Looks per Minute',
		`is ${String(options.looksPerMinute)}`,
		'Enter a number from 1 on.',
	);
}

/** The call as it stands, or undefined when there was no usable answer. */
async function look(
	context: IExecuteSingleFunctions,
	queueId: string,
): Promise<IDataObject | undefined> {
	const path = `queues/outbound/${encodeURIComponent(queueId)}`;
	return describeCall(await ask(context, 'POST', path));
}

/**
 * Adds what was said. A conversation that cannot be read does not take the outcome of the call away: `transcript` is then
 * null and `transcriptNote` says why.
 */
async function withConversation(
	context: IExecuteSingleFunctions,
	call: IDataObject,
): Promise<IDataObject> {
	if (!call.sessionId) return { ...call, transcript: null };
	const path = `conversations/${encodeURIComponent(String(call.sessionId))}`;
	let note = 'AI Call gave no conversation for this call.';
	for (let tries = 0; tries < TRANSCRIPT_TRIES; tries++) {
		if (tries > 0) await pause(FIRST_PAUSE_MS, () => false);
		try {
			const conversation = describeConversation(await ask(context, 'GET', path));
			if (conversation) {
				return { ...call, transcript: conversation.transcript ?? null, conversation };
			}
		} catch (error) {
			note = explain(error);
			if (outcomeOf(error) === 'credential') break;
		}
	}
	return { ...call, transcript: null, transcriptNote: note };
}

/**
 * Asks the server.
 *
 * @returns the answer's data; undefined when there was no answer, or the server failed
 * @throws NodeApiError when the server refused
 */
async function ask(
	context: IExecuteSingleFunctions,
	method: IHttpRequestOptions['method'],
	path: string,
): Promise<unknown> {
	const credentials = await context.getCredentials('aiCallApi');
	const business = businessIdOf(context.getNodeParameter('options', {}), credentials);
	const response = (await context.helpers.httpRequestWithAuthentication
		.call(context, 'aiCallApi', {
			method,
			baseURL: apiRoot(credentials.baseUrl),
			url: `/business/${encodeURIComponent(business)}/${path}`,
			headers: { Accept: 'application/json' },
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		})
		.catch(() => undefined)) as IN8nHttpFullResponse | undefined;
	if (!response || response.statusCode >= 500 || typeof response.body !== 'object')
		return undefined;
	return dataOf(context, response.statusCode, response.body);
}

/** The error of a call that was queued and is no longer waited for. */
function gaveUp(
	context: IExecuteSingleFunctions,
	queueId: string,
	reason: string,
	hint: string,
	cause?: unknown,
) {
	const refusal = cause === undefined ? 'refused' : outcomeOf(cause);
	return apiError(context.getNode(), context.getItemIndex(), {
		message: `The end of call ${queueId} was not seen: ${reason}`,
		description: `${hint} Do not initiate it again: wait for it with 'Call to Wait For' set to 'Existing Call'.`,
		outcome: refusal === 'credential' ? 'credential' : 'refused',
	});
}
