import { clock } from './clock';
import { entryOf } from './entries';

/** A vendor's published limit: at most `requests` within any `perMs` milliseconds. */
export interface Rate {
	requests: number;
	perMs: number;
}

/** The longest sleep before looking again who may go, in ms. */
const WATCH_MS = 250;

/** A run that has sent more requests than this is a bulk run: it leaves a share of the limit to the others. */
const BULK = 20;

/** The share of a limit that bulk runs leave free, so that the single lead of another workflow starts at once. */
const RESERVE = 1 / 20;

/** Lets who waits start. */
type Waiter = () => void;

/**
 * Lets requests through at a vendor's pace. One pacer serves every node of the process that uses the same account
 * ({@link pacerFor}), since the vendor counts the account, not the node. Runs that wait take turns.
 */
export class Pacer {
	/** When each request of the last window started, oldest first. */
	private readonly sent: number[] = [];

	private closedUntil = 0;

	/** Who waits, by run, in the order of their turns. */
	private readonly lines = new Map<object, Waiter[]>();

	private readonly startedBy = new WeakMap<object, number>();

	private isWatching = false;

	constructor(private readonly rate?: Rate) {}

	/**
	 * Resolves when the next request of a run may start, or when its execution is cancelled.
	 *
	 * @param run tells the runs of nodes apart
	 */
	async turn(run: object, signal?: AbortSignal): Promise<void> {
		if (signal?.aborted) return;
		let leave = () => {};
		await new Promise<void>((start) => {
			leave = () => this.leave(run, start);
			signal?.addEventListener('abort', leave);
			this.lines.set(run, [...(this.lines.get(run) ?? []), start]);
			this.advance();
		});
		signal?.removeEventListener('abort', leave);
	}

	/** Holds every request back for `ms` milliseconds: the vendor has said that it wants no more for now. */
	close(ms: number): void {
		this.closedUntil = Math.max(this.closedUntil, clock.now() + ms);
	}

	private leave(run: object, waiter: Waiter): void {
		const line = (this.lines.get(run) ?? []).filter((one) => one !== waiter);
		if (line.length > 0) this.lines.set(run, line);
		else this.lines.delete(run);
		waiter();
	}

	/** Starts all who may go now. */
	private advance(): void {
		for (let run = this.nextRun(); run !== undefined; run = this.nextRun()) {
			const [waiter, ...others] = this.lines.get(run)!;
			// Behind the other runs: a waiter of one of them goes next.
			this.lines.delete(run);
			if (others.length > 0) this.lines.set(run, others);
			this.startedBy.set(run, (this.startedBy.get(run) ?? 0) + 1);
			if (this.rate) this.sent.push(clock.now());
			waiter();
		}
		if (this.lines.size > 0 && !this.isWatching) void this.watch();
	}

	private async watch(): Promise<void> {
		this.isWatching = true;
		while (this.lines.size > 0) {
			const shortest = Math.min(...[...this.lines.keys()].map((run) => this.waitOf(run)));
			await clock.sleep(Math.min(Math.max(shortest, 1), WATCH_MS));
			this.advance();
		}
		this.isWatching = false;
	}

	private nextRun(): object | undefined {
		for (const run of this.lines.keys()) if (this.waitOf(run) <= 0) return run;
		return undefined;
	}

	/** How long a run has to wait for its next request, in ms. */
	private waitOf(run: object): number {
		const now = clock.now();
		let until = this.closedUntil;
		if (this.rate) {
			const { requests, perMs } = this.rate;
			while (this.sent.length > 0 && this.sent[0] <= now - perMs) this.sent.shift();
			const isBulk = (this.startedBy.get(run) ?? 0) >= BULK;
			const share = isBulk ? requests - Math.ceil(requests * RESERVE) : requests;
			const oldest = this.sent.at(-share);
			if (this.sent.length >= share) until = Math.max(until, oldest! + perMs);
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
	return entryOf(pacers, account, () => new Pacer(rate));
}
