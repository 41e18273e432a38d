import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { isDoubtful } from '../../../shared/answers';
import { itemClient, type Client } from '../../../shared/client';
import { clock } from '../../../shared/clock';
import {
	apiError,
	explain,
	invalidInput,
	outcomeOf,
	type Outcome,
	type Refusal,
} from '../../../shared/errors';
import type { Follow } from '../../../shared/operation';
import { readId } from '../../../shared/values/text';
import { businessOfItem } from '../../business';
import { callRecord } from '../../callStates';
import { conversationRecord } from '../../conversations';
import { aiCall } from '../../service';
import { TRANSCRIPT_TRIES, withTranscript } from '../../transcript';
import { readWaiting, type Waiting } from './waitOptions';

/** The first pause before looking, in ms. It grows by the factor from look to look, up to the longest. */
const FIRST_PAUSE_MS = 2_000;
const GROWTH = 1.5;
const LONGEST_PAUSE_MS = 30_000;

/** The longest sleep before looking whether the node run is over, in ms. */
const WATCH_MS = 1_000;

/** Looks without an answer, one after the other, until waiting is given up: some minutes. */
const MAX_UNANSWERED = 10;

/** The same for looks that were refused. A single one may be odd. */
const MAX_REFUSED = 3;

/**
 * Waits for the calls of one node run until each is over, all at the same time.
 *
 * An odd look is no reason to give up: the call goes on without us.
 */
export function untilFinished(): Follow {
	const run: Run = { nextLook: 0, refused: 0 };
	return {
		known: function () {
			// Asked for here, so that a wrong value is refused before anybody is called.
			readWaiting(this);
			return this.getNodeParameter('callToWaitFor') === 'existing'
				? [{ json: { queueId: queueIdOf(this) } }]
				: undefined;
		},
		until: async function ([{ json }], isStopped) {
			const call = new WaitedCall({
				item: this,
				client: await itemClient(this, aiCall),
				business: await businessOfItem(this),
				queueId: String(json.queueId),
				settings: readWaiting(this),
				run,
				isStopped,
			});
			return [{ json: await call.end() }];
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
	/** When the next look may start; they take turns. */
	nextLook: number;
	/** Looks that were refused because of the credential, one after the other. */
	refused: number;
	/** With what waiting was given up for all calls. */
	refusal?: Refusal;
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

	private unanswered = 0;

	private refused = 0;

	constructor(private readonly waited: Waited) {}

	/** Waits for its end, and gives all that is known of it then. */
	async end(): Promise<IDataObject> {
		const { run, settings } = this.waited;
		const end = clock.now() + settings.timeLimit;
		for (let pauseMs = FIRST_PAUSE_MS; clock.now() < end; ) {
			await this.pause(Math.min(pauseMs, end - clock.now()));
			const turn = Math.max(clock.now(), run.nextLook);
			if (turn <= end) run.nextLook = turn + settings.pauseBetweenLooks;
			await this.pause(Math.min(turn, end) - clock.now());
			if (turn > end) break;
			if (run.refusal) throw this.refusedWith(run.refusal);
			const seen = await this.look();
			if (seen?.finished) return await this.withConversation(seen);
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

	/**
	 * The call as it stands, or undefined when there was no usable answer.
	 *
	 * @throws NodeApiError after too many of these
	 */
	private async look(): Promise<IDataObject | undefined> {
		const { client, business, queueId, run } = this.waited;
		const path = `${business}/queues/outbound/${encodeURIComponent(queueId)}`;
		const verdict = await client
			.verdict({ method: 'POST', path, about: 'call.get' })
			.catch((error: unknown) => ({ error }));
		const seen = 'data' in verdict ? callRecord.describe(verdict.data) : undefined;
		if (seen) {
			this.last = seen;
			this.unanswered = this.refused = run.refused = 0;
			return seen;
		}
		if ('refusal' in verdict && isRefused(verdict.refusal)) this.wasRefused(verdict.refusal);
		else if (++this.unanswered >= MAX_UNANSWERED) {
			const hint =
				'error' in verdict ? explain(verdict.error) : `It was asked ${MAX_UNANSWERED} times.`;
			throw this.notSeen('AI Call does not answer', hint);
		}
		return undefined;
	}

	private wasRefused(refusal: Refusal): void {
		const { run } = this.waited;
		this.refused++;
		if (refusal.outcome === 'credential') run.refused++;
		if (run.refused >= MAX_REFUSED) run.refusal = refusal;
		if (this.refused >= MAX_REFUSED || run.refusal) throw this.refusedWith(refusal);
	}

	private refusedWith(refusal: Refusal) {
		const hint = explain(this.waited.client.refused(refusal));
		return this.notSeen('AI Call refused to tell how it stands', hint, refusal.outcome);
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
	 * Adds what was said. A conversation that cannot be read does not take the outcome of the call away; see
	 * {@link withTranscript}.
	 */
	private async withConversation(call: IDataObject): Promise<IDataObject> {
		if (!call.sessionId) return withTranscript(call);
		const { client, business, isStopped } = this.waited;
		const path = `${business}/conversations/${encodeURIComponent(String(call.sessionId))}`;
		let note: string | undefined;
		for (let tries = 0; tries < TRANSCRIPT_TRIES && !isStopped(); tries++) {
			if (tries > 0) await client.wait(FIRST_PAUSE_MS);
			try {
				const about = 'conversation.get';
				const conversation = conversationRecord.describe(await client.ask({ path, about }));
				if (conversation) return withTranscript(call, conversation);
			} catch (error) {
				note = explain(error);
				if (outcomeOf(error) === 'credential') break;
			}
		}
		return withTranscript(call, undefined, note);
	}

	/** The error of a call that was queued and is no longer waited for. */
	private notSeen(reason: string, hint: string, outcome: Outcome = 'refused') {
		const { item, queueId } = this.waited;
		return apiError(item.getNode(), item.getItemIndex(), {
			message: `The end of call ${queueId} was not seen: ${reason}`,
			description: `${hint} Do not initiate it again: wait for it with 'Call to Wait For' set to 'Existing Call'.`,
			outcome,
		});
	}
}

/** Whether an answer is a refusal of the server's own, and not the trouble of one on the way. */
function isRefused({ status, code, outcome }: Refusal): boolean {
	return !isDoubtful(status) && (status >= 400 || code !== undefined || outcome === 'credential');
}
