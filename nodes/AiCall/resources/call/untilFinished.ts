import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { itemClient, type Client } from '../../../shared/client';
import { clock } from '../../../shared/clock';
import type { Follow } from '../../../shared/describe';
import { apiError, explain, invalidInput, outcomeOf } from '../../../shared/errors';
import { readId } from '../../../shared/values/text';
import { businessOfItem } from '../../business';
import { aiCall } from '../../service';
import { conversationRecord } from '../conversation/conversations';
import { callRecord } from './callStates';
import { readWaiting, type Waiting } from './waitOptions';

/** The first pause before looking, in ms. It grows by the factor from look to look, up to the longest. */
const FIRST_PAUSE_MS = 2_000;
const GROWTH = 1.5;
const LONGEST_PAUSE_MS = 30_000;

/** The longest sleep before looking whether the node run is over, in ms. */
const WATCH_MS = 1_000;

/** Looks without an answer, one after the other, until waiting is given up. */
const MAX_UNANSWERED = 10;

/** How often a transcript is asked for: it may be stored a moment after the call is over. */
const TRANSCRIPT_TRIES = 3;

/**
 * Waits for the calls of one node run until each is over, all at the same time.
 *
 * A look that gets no answer is no reason to give up: the call goes on without us.
 */
export function untilFinished(): Follow {
	const run: Run = { waiting: 0 };
	return {
		known: function (this: IExecuteSingleFunctions) {
			// Asked for here, so that a wrong value is refused before anybody is called.
			readWaiting(this);
			return this.getNodeParameter('callToWaitFor') === 'existing'
				? [{ json: { queueId: queueIdOf(this) } }]
				: undefined;
		},
		until: async function (this: IExecuteSingleFunctions, [{ json }], isStopped) {
			const client = await itemClient(this, aiCall);
			const business = await businessOfItem(this);
			const queueId = String(json.queueId);
			const settings = readWaiting(this);
			run.waiting++;
			try {
				const call = new WaitedCall({
					item: this,
					client,
					business,
					queueId,
					settings,
					run,
					isStopped,
				});
				return [{ json: await call.end() }];
			} finally {
				run.waiting--;
			}
		},
	};
}

function queueIdOf(context: IExecuteSingleFunctions): string {
	const read = readId(context.getNodeParameter('queueId'));
	if ('value' in read) return read.value;
	throw invalidInput(context, 'Queue ID', read.fault, read.hint ?? 'Enter one queue ID.');
}

/** What the calls of one node run share. */
interface Run {
	/** How many calls are waited for. */
	waiting: number;
}

/** What it takes to wait for a call. */
interface Waited {
	item: IExecuteSingleFunctions;
	client: Client;
	/** The path of its business. */
	business: string;
	queueId: string;
	settings: Waiting;
	run: Run;
	isStopped: () => boolean;
}

/** One call that is waited for. */
class WaitedCall {
	/** What was seen of it last. */
	private last?: IDataObject;

	constructor(private readonly waited: Waited) {}

	/** Waits for its end, and gives all that is known of it then. */
	async end(): Promise<IDataObject> {
		const { run, settings } = this.waited;
		const end = clock.now() + settings.timeLimit;
		let pauseMs = FIRST_PAUSE_MS;
		let unanswered = 0;
		while (clock.now() < end) {
			const pace = Math.max(pauseMs, run.waiting * settings.pausePerCall);
			await this.pause(Math.min(pace, end - clock.now()));
			const seen = await this.look();
			if (seen?.finished) return await this.withConversation(seen);
			this.last = seen ?? this.last;
			unanswered = seen ? 0 : unanswered + 1;
			if (unanswered >= MAX_UNANSWERED) {
				throw this.notSeen('AI Call does not answer', `It was asked ${MAX_UNANSWERED} times.`);
			}
			pauseMs = Math.min(pauseMs * GROWTH, LONGEST_PAUSE_MS);
		}
		return this.atTimeLimit();
	}

	private async pause(ms: number): Promise<void> {
		const { client, isStopped } = this.waited;
		const end = clock.now() + ms;
		for (let left = ms; left > 0 && !isStopped(); left = end - clock.now()) {
			await client.wait(Math.min(left, WATCH_MS));
		}
		if (isStopped()) throw this.notSeen('waiting was stopped', 'The node run ended.');
	}

	/** The call as it stands, or undefined when there was no usable answer. */
	private async look(): Promise<IDataObject | undefined> {
		const { client, business, queueId } = this.waited;
		const path = `${business}/queues/outbound/${encodeURIComponent(queueId)}`;
		const verdict = await client
			.verdict({ method: 'POST', path, about: 'call.get' })
			.catch(() => undefined);
		if (!verdict || 'data' in verdict) return callRecord.describe(verdict?.data);
		const { refusal } = verdict;
		if (refusal.status >= 500) return undefined;
		const error = client.refused(refusal);
		throw this.notSeen('AI Call refused to tell how it stands', explain(error), error);
	}

	private atTimeLimit(): IDataObject {
		const { queueId, settings } = this.waited;
		if (settings.failsAtTimeLimit) {
			throw this.notSeen(
				`after the time limit it is ${String(this.last?.callStatus ?? 'not known')}`,
				"Raise 'Time Limit (Minutes)', or remove 'Fail at Time Limit'.",
			);
		}
		return { queueId, callStatus: null, finished: false, ...this.last, transcript: null };
	}

	/**
	 * Adds what was said. A conversation that cannot be read does not take the outcome of the call away: `transcript` is then
	 * null and `transcriptNote` says why.
	 */
	private async withConversation(call: IDataObject): Promise<IDataObject> {
		if (!call.sessionId) return { ...call, transcript: null };
		const { client, business } = this.waited;
		const path = `${business}/conversations/${encodeURIComponent(String(call.sessionId))}`;
		let note = 'AI Call gave no conversation for this call.';
		for (let tries = 0; tries < TRANSCRIPT_TRIES; tries++) {
			if (tries > 0) await this.pause(FIRST_PAUSE_MS);
			try {
				const about = 'conversation.get';
				const conversation = conversationRecord.describe(await client.ask({ path, about }));
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

	/** The error of a call that was queued and is no longer waited for. */
	private notSeen(reason: string, hint: string, cause?: unknown) {
		const { item, queueId } = this.waited;
		return apiError(item.getNode(), item.getItemIndex(), {
			message: `The end of call ${queueId} was not seen: ${reason}`,
			description: `${hint} Do not initiate it again: wait for it with 'Call to Wait For' set to 'Existing Call'.`,
			outcome: outcomeOf(cause) === 'credential' ? 'credential' : 'refused',
		});
	}
}
