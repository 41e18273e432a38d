import { randomUUID } from 'crypto';

import {
	NodeOperationError,
	type DeduplicationScope,
	type ICheckProcessedOptions,
	type IExecuteFunctions,
} from 'n8n-workflow';

import { clock } from './clock';
import { inTurn } from './workers';

/** Before all that is written: with 'This Workflow', n8n keeps it among the values of Remove Duplicates nodes. */
const PREFIX = 'send-once:';

/**
 * When a claim is looked at again, ms: later than n8n writes what it has read before that claim. Where its database is slow, so
 * many times as long as it took for the slowest access so far, which is a reading and a writing; but no longer than `most`.
 */
const LOOK_AFTER = { least: 250, times: 4, most: 5_000 };

/** How often at most; a claim that is overwritten each time stands as it is then. */
const LOOKS = 5;

/** Whom to wait for before keys are claimed: n8n reads, changes and writes them without a lock. By workflow. */
const claims = new Map<string, Promise<unknown>>();

/**
 * The keys of 'Send Once' in n8n's own memory of processed data, as one run of a node claims them.
 *
 * That memory has no lock: of two workers that claim at the same moment, the later one writes over what the earlier one wrote.
 * So a mark is claimed along with the keys, and a while later looked for. Where it is gone, a key that is there nevertheless
 * is the other worker's, and one that is not is claimed anew.
 */
export class KeyMemory {
	private readonly held = new Set<string>();

	/** What this run has claimed beside keys; it is taken away at the end. */
	private readonly marks: string[] = [];

	/** How long n8n took for an access to its memory, ms. */
	private slowest = 0;

	/** @param remember how many keys are kept; the oldest are forgotten first */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly scope: DeduplicationScope,
		private readonly remember: number,
	) {}

	/** Whether this run has claimed a key. */
	holds(key: string): boolean {
		return this.held.has(key);
	}

	/**
	 * Claims keys, and looks whether the claim has held.
	 *
	 * @returns keys that were claimed before, or by somebody else at the same moment
	 * @throws NodeOperationError when n8n cannot remember keys, or its answer was lost
	 */
	async claim(keys: string[]): Promise<Set<string>> {
		let mark = this.newMark();
		const taken = await this.record([...keys, mark]);
		if (taken.has(mark)) throw this.inDoubt(keys);
		let mine = keys.filter((key) => !taken.has(key));
		for (const key of mine) this.held.add(key);
		for (let look = 0; look < LOOKS && mine.length > 0; look++) {
			await clock.sleep(this.lookAfter);
			const next = this.newMark();
			// Those before the last ones are forgotten already.
			const found = await this.record([...mine.slice(-this.remember), mark, next]);
			// Whether the mark was there before is what the lost answer has told.
			if (found.has(next)) throw this.unable('the answer was lost');
			if (found.has(mark)) break;
			for (const key of mine.filter((one) => found.has(one))) {
				taken.add(key);
				this.held.delete(key);
			}
			mine = mine.filter((key) => !taken.has(key));
			mark = next;
		}
		return taken;
	}

	/**
	 * Gives keys of this run back. What was reached does not depend on it: where n8n cannot do it, its log says so, and the keys
	 * stay taken.
	 *
	 * @param isFree whether nobody was reached with a key
	 */
	async giveBack(isFree: (key: string) => boolean): Promise<void> {
		const free = [...this.held].filter(isFree);
		const gone = [...free, ...this.marks].map(stored);
		if (gone.length === 0) return;
		const { helpers, logger } = this.context;
		await this.inTurn(
			async () => await helpers.removeProcessed(gone, this.scope, this.options),
		).catch(({ message }: Error) =>
			logger.warn(
				`'Send Once' of node '${this.context.getNode().name}' could not give back ${free.length} keys of items that were not sent: ${message}`,
			),
		);
	}

	/** More entries than keys to remember, by those that are no keys. */
	private get options(): ICheckProcessedOptions {
		return { mode: 'entries', maxEntries: this.remember + this.marks.length };
	}

	/** How long to wait before a claim is looked at, ms. */
	private get lookAfter(): number {
		const { least, times, most } = LOOK_AFTER;
		return Math.min(Math.max(least, times * this.slowest), most);
	}

	private newMark(): string {
		const mark = randomUUID();
		this.marks.push(mark);
		return mark;
	}

	/**
	 * Writes values into the memory; resolves with those that were there. A new mark among those was written by a first try
	 * whose answer was lost: then nobody knows what was there before it.
	 */
	private async record(values: string[]): Promise<Set<string>> {
		const { helpers } = this.context;
		const check = async () => {
			const began = clock.now();
			return await helpers
				.checkProcessedAndRecord(values.map(stored), this.scope, this.options)
				.finally(() => (this.slowest = Math.max(this.slowest, clock.now() - began)));
		};
		try {
			// When two workers claim the first keys of a node at once, the database refuses one of them: that one reads again.
			const { processed } = await this.inTurn(async () => await check().catch(check));
			return new Set(processed.map((one) => String(one).slice(PREFIX.length)));
		} catch (error) {
			throw this.unable((error as Error).message);
		}
	}

	private unable(why: string): NodeOperationError {
		return new NodeOperationError(this.context.getNode(), "'Send Once' cannot remember keys here", {
			description: `Not sent. Save the workflow, then run it again. n8n says: ${why}`,
		});
	}

	/** The error of a claim that was written, but whose keys may have been there before. */
	private inDoubt(keys: string[]): NodeOperationError {
		const [first, last] = [keys[0], keys[keys.length - 1]].map(shortened);
		const which = keys.length > 1 ? `${keys.length} keys from ${first} to ${last}` : first;
		const error = new NodeOperationError(
			this.context.getNode(),
			"'Send Once' does not know whether this key was sent before",
			{
				description: `Not sent. n8n's database has written ${which}, but its answer was lost. That counts as sent from now on: look where it should have gone, and send what is missing there with another key.`,
			},
		);
		// Retry On Fail would find the key and skip the item without a word.
		error.context.isFinal = true;
		return error;
	}

	/** Waits for all that this process does with the keys of the workflow. */
	private async inTurn<T>(task: () => Promise<T>): Promise<T> {
		return await inTurn(claims, String(this.context.getWorkflow().id), task);
	}
}

function stored(value: string): string {
	return PREFIX + value;
}

function shortened(key: string): string {
	return key.length > 60 ? `"${key.slice(0, 60)}…"` : `"${key}"`;
}
