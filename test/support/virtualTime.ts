import type { clock } from '../../nodes/shared/clock';
import type { Traffic } from './traffic';

type Clock = typeof clock;

const HOUR_MS = 3_600_000;

interface Sleeper {
	/** When it is woken, by {@link VirtualTime.now}. */
	at: number;
	/** Whether time passes for it; what only wants to be told does not make it pass. */
	isWaitedFor: boolean;
	wake: () => void;
}

/**
 * Time that stands still until all there is to do is wait, and then jumps to the end of the shortest wait. No test waits, and
 * what a test sees does not depend on how fast the machine is: while a request is in flight no time passes.
 */
export class VirtualTime implements Clock {
	/** The waits that the package asked for since the test began, ms. */
	readonly slept: number[] = [];

	private current = Math.ceil(performance.now());

	private began = this.current;

	private wallBegan = Date.now();

	private readonly sleepers: Sleeper[] = [];

	private isPassing = false;

	constructor(private readonly traffic: Traffic) {}

	/**
	 * Begins a test. An hour lies between two of them, so that what is remembered for a while is forgotten. Who only wanted to
	 * be told of a time in the test before is forgotten too.
	 */
	begin(): void {
		const waitedFor = this.sleepers.filter(({ isWaitedFor }) => isWaitedFor);
		this.sleepers.splice(0, this.sleepers.length, ...waitedFor);
		this.current += HOUR_MS;
		this.began = this.current;
		this.wallBegan = Date.now();
		this.slept.length = 0;
	}

	/** Milliseconds that have passed since the test began. */
	get passed(): number {
		return this.current - this.began;
	}

	readonly now = (): number => this.current;

	readonly wallTime = (): number => Math.round(this.wallBegan + this.passed);

	readonly sleep = async (ms: number): Promise<void> => {
		this.slept.push(ms);
		await this.pass(ms);
	};

	readonly timeout = (ms: number): AbortSignal => {
		const controller = new AbortController();
		const reason = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
		void this.wakeAt(this.current + ms, false).then(() => controller.abort(reason));
		return controller.signal;
	};

	/** Takes the place of a clock of the package. */
	replace(built: Clock): void {
		const { now, wallTime, sleep, timeout } = this;
		Object.assign(built, { now, wallTime, sleep, timeout });
	}

	/** Lets `ms` milliseconds pass, and whoever sleeps wake in its turn. */
	async pass(ms: number): Promise<void> {
		const over = this.wakeAt(this.current + ms, true);
		void this.goOn();
		await over;
	}

	/** Lets `ms` milliseconds pass, or fewer where the signal is aborted before. */
	async passUnless(signal: AbortSignal, ms: number): Promise<void> {
		if (signal.aborted) return;
		const over = this.wakeAt(this.current + ms, true, signal);
		void this.goOn();
		await over;
	}

	/** Resolves when `ms` milliseconds have passed since the test began, because others waited so long. */
	async reached(ms: number): Promise<void> {
		await this.wakeAt(this.began + ms, false);
	}

	private async wakeAt(at: number, isWaitedFor: boolean, signal?: AbortSignal): Promise<void> {
		let leave = () => {};
		await new Promise<void>((wake) => {
			const sleeper = { at, isWaitedFor, wake };
			let place = this.sleepers.length;
			// From the end: most that are added are timeouts, and lie behind all others.
			while (place > 0 && this.sleepers[place - 1].at > at) place--;
			this.sleepers.splice(place, 0, sleeper);
			leave = () => {
				const index = this.sleepers.indexOf(sleeper);
				if (index !== -1) this.sleepers.splice(index, 1);
				wake();
			};
			signal?.addEventListener('abort', leave);
		});
		signal?.removeEventListener('abort', leave);
	}

	private async goOn(): Promise<void> {
		if (this.isPassing) return;
		this.isPassing = true;
		while (this.sleepers.some(({ isWaitedFor }) => isWaitedFor)) {
			await this.traffic.settled();
			// Whoever was waited for may have left.
			if (!this.sleepers.some(({ isWaitedFor }) => isWaitedFor)) break;
			const { at, wake } = this.sleepers.shift()!;
			this.current = Math.max(this.current, at);
			wake();
		}
		this.isPassing = false;
	}
}
