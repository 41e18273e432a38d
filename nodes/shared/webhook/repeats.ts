import { createHash } from 'crypto';

import { clock } from '../clock';

/** The most events that one trigger remembers; the oldest go first. About 10 MB. */
export const MOST_REMEMBERED = 50_000;

interface Seen {
	/** When it came, ms. */
	at: number;
	/** Whether it started the workflow; a promise while that is not sure. */
	started: boolean | Promise<boolean>;
}

/** The events that one trigger has had of late, in this process. */
export class RepeatMemory {
	private readonly seen = new Map<string, Seen>();

	/**
	 * Takes an event as new, or tells that it is a repeat. Waits for an equal event that is just being started: only when that
	 * one has an execution may this one be left out.
	 *
	 * @param key from `hashOf`
	 * @param windowMs how long an event is remembered
	 * @param started true once this event has started its workflow; false makes it forgotten, so that it may be sent again
	 * @param isAskedFor true where the sender wants a repeat taken
	 * @returns false for a repeat
	 */
	async claim(
		key: string,
		windowMs: number,
		started: Promise<boolean>,
		isAskedFor = false,
	): Promise<boolean> {
		let earlier = isAskedFor ? undefined : this.find(key, windowMs);
		while (earlier) {
			if (await earlier.started) return false;
			earlier = this.find(key, windowMs);
		}
		this.remember(key, windowMs, started);
		return true;
	}

	private find(key: string, windowMs: number): Seen | undefined {
		const seen = this.seen.get(key);
		return seen && seen.at + windowMs > clock.now() ? seen : undefined;
	}

	private remember(key: string, windowMs: number, started: Promise<boolean>): void {
		this.forgetOld(windowMs);
		const entry: Seen = { at: clock.now(), started };
		this.seen.delete(key);
		this.seen.set(key, entry);
		entry.started = started.then((hasStarted) => {
			entry.started = hasStarted;
			if (!hasStarted && this.seen.get(key) === entry) this.seen.delete(key);
			return hasStarted;
		});
	}

	get size(): number {
		return this.seen.size;
	}

	/** Oldest first: a Map keeps the order of insertion. */
	private forgetOld(windowMs: number): void {
		for (const [key, { at }] of this.seen) {
			if (at + windowMs > clock.now() && this.seen.size < MOST_REMEMBERED) break;
			this.seen.delete(key);
		}
	}
}

const memories = new Map<string, RepeatMemory>();

/** The memory of one trigger node. It lasts as long as the n8n process. */
export function memoryOf(workflowId: string, nodeId: string): RepeatMemory {
	const key = `${workflowId} ${nodeId}`;
	const memory = memories.get(key) ?? new RepeatMemory();
	memories.set(key, memory);
	return memory;
}

/**
 * The key of an event. Events are the same when they are the same in every field that was sent; the order of the fields, numbers
 * sent as text, and the kinds of blank (null, nothing, blanks, the text "null", not sent at all) make no difference.
 *
 * @param identity what makes two events the same, mostly the event itself
 * @returns a hash, so that no data of a lead stays in memory
 */
export function hashOf(identity: unknown): string {
	return createHash('sha256')
		.update(JSON.stringify(plainForm(identity)))
		.digest('base64');
}

function plainForm(value: unknown): unknown {
	if (Array.isArray(value)) return value.length === 0 ? null : value.map(plainForm);
	if (typeof value === 'object' && value !== null) {
		const entries = Object.entries(value)
			.map(([name, inner]): [string, unknown] => [name, plainForm(inner)])
			.filter(([, inner]) => inner !== null)
			.sort(([one], [other]) => (one < other ? -1 : 1));
		// Not an object again: one with names that are numbers would be put into another order.
		return entries.length === 0 ? null : { entries };
	}
	const text = String(value ?? '');
	return text.trim() === '' || text === 'null' ? null : text;
}
