import { createHash } from 'crypto';

import { clock } from '../clock';
import { entryOf } from '../entries';
import { isBlank, type Fields } from './fields';

/** The most events that one trigger remembers; the oldest go first. About 10 MB. */
const MOST_REMEMBERED = 50_000;

interface Seen {
	/** When it came, ms. */
	at: number;
	/** Whether it started the workflow; a promise while that is not sure. */
	started: boolean | Promise<boolean>;
}

/** The events that one trigger has had of late, in this process. */
class RepeatMemory {
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
	return entryOf(memories, `${workflowId} ${nodeId}`, () => new RepeatMemory());
}

/**
 * The key of an event. Events are the same when they are the same in every field that was sent; the order of the names, numbers
 * sent as text, and the kinds of blank (see `isBlank`, and not sent at all) make no difference.
 *
 * @param identity what makes two events the same: mostly the fields as they were sent
 * @returns a hash, so that no data of a lead stays in memory
 */
export function hashOf(identity: Fields): string {
	const entries = [...identity].map(([name, values]): [string, unknown] => {
		// A name that came several times is a list, however it was written.
		const all = values.flat();
		return [name, all.length === 1 ? all[0] : all];
	});
	return createHash('sha256')
		.update(JSON.stringify(plainEntries(entries)))
		.digest('base64');
}

function plainEntries(entries: Array<[string, unknown]>) {
	return entries
		.filter(([, value]) => !isBlank(value))
		.map(([name, value]): [string, unknown] => [name, plainForm(value)])
		.sort(([one], [other]) => (one < other ? -1 : 1));
}

function plainForm(value: unknown): unknown {
	if (isBlank(value)) return null;
	if (Array.isArray(value)) return value.map(plainForm);
	// Not an object again: one with names that are numbers would be put into another order.
	if (typeof value === 'object') return { entries: plainEntries(Object.entries(value!)) };
	return String(value);
}
