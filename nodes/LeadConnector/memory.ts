import { clock } from '../shared/clock';

/** How long something found or made is remembered, in ms: longer than the vendor's search lags behind. */
const KEEP_MS = 60_000;

interface Known {
	since: number;
	id: Promise<string>;
}

/** Remembers ids for a while, so that items which ask for the same at the same time wait for one answer. */
export class Memory {
	private readonly known = new Map<string, Known>();

	/** The id under a key; undefined where none is known. */
	get(key: string): Promise<string> | undefined {
		const now = clock.now();
		for (const [other, { since }] of this.known) {
			if (now - since > KEEP_MS) this.known.delete(other);
		}
		return this.known.get(key)?.id;
	}

	/** The id under a key, found or made where none is known. What fails is not remembered: the next one tries again. */
	async getOr(key: string, find: () => Promise<string>): Promise<string> {
		const before = this.get(key);
		if (before) return await before;
		const id = find();
		this.known.set(key, { since: clock.now(), id });
		id.catch(() => this.known.delete(key));
		return await id;
	}

	/** Forgets an id, wherever it stands. */
	async forget(id: string): Promise<void> {
		for (const [key, one] of this.known) {
			if ((await one.id.catch(() => '')) === id) this.known.delete(key);
		}
	}
}
