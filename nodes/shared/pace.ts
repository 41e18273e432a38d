import { clock } from './clock';

/** A vendor's published limit: at most `requests` within any `perMs` milliseconds. */
export interface Rate {
	requests: number;
	perMs: number;
}

/** The longest sleep before looking again whether the execution was cancelled. */
const WATCH_MS = 250;

/** Waits `ms` milliseconds, or until `isCancelled` says so. */
export async function pause(ms: number, isCancelled: () => boolean): Promise<void> {
	const end = clock.now() + ms;
	while (!isCancelled()) {
		const left = end - clock.now();
		if (left <= 0) return;
		await clock.sleep(Math.min(left, WATCH_MS));
	}
}

/**
 * Lets requests through at a vendor's pace. One pacer serves every node of the process that uses the same account
 * ({@link pacerFor}), since the vendor counts the account, not the node.
 */
export class Pacer {
	private readonly sent: number[] = [];

	private closedUntil = 0;

	private queue: Promise<void> = Promise.resolve();

	constructor(private readonly rate?: Rate) {}

	/**
	 * Resolves when the next request may start.
	 *
	 * @param interval ms to leave after the request before it, 0 for none
	 */
	async turn(interval: number, isCancelled: () => boolean): Promise<void> {
		const mine = this.queue.then(async () => {
			for (;;) {
				const wait = this.waitFrom(clock.now(), interval);
				if (wait <= 0 || isCancelled()) break;
				await pause(wait, isCancelled);
			}
			this.sent.push(clock.now());
		});
		this.queue = mine;
		await mine;
	}

	/** Holds every request back for `ms` milliseconds: the vendor has said that it wants no more for now. */
	close(ms: number): void {
		this.closedUntil = Math.max(this.closedUntil, clock.now() + ms);
	}

	private waitFrom(now: number, interval: number): number {
		const last = this.sent.at(-1) ?? 0;
		let until = Math.max(this.closedUntil, interval > 0 ? last + interval : 0);
		if (this.rate) {
			const { requests, perMs } = this.rate;
			while (this.sent.length > 0 && this.sent[0] <= now - perMs) this.sent.shift();
			if (this.sent.length >= requests) until = Math.max(until, this.sent[0] + perMs);
		} else if (this.sent.length > 1) {
			this.sent.splice(0, this.sent.length - 1);
		}
		return until - now;
	}
}

const pacers = new Map<string, Pacer>();

/**
 * The pacer of an account.
 *
 * @param account tells accounts apart and holds no secret, since it lives as long as the process
 */
export function pacerFor(account: string, rate?: Rate): Pacer {
	let pacer = pacers.get(account);
	if (!pacer) {
		pacer = new Pacer(rate);
		pacers.set(account, pacer);
	}
	return pacer;
}
