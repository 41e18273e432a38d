import { sleep } from 'n8n-workflow';

/** Time as the package sees it. Tests put their own functions in the place of these. */
export const clock = {
	/** Milliseconds that only go forward, for waits and pace: a clock that is set back must not stall them. */
	now: (): number => performance.now(),
	/** Milliseconds since 1970, for the dates that people and vendors name. */
	wallTime: (): number => Date.now(),
	sleep: async (ms: number): Promise<void> => await sleep(ms),
	/** Aborted after `ms` milliseconds. It keeps no process alive. */
	timeout: (ms: number): AbortSignal => AbortSignal.timeout(ms),
};

/** The longest single sleep, in ms: what is left of one after a cancelled wait ends soon. */
const LONGEST_SLEEP = 1_000;

/**
 * Waits `ms` milliseconds, or until the signal is aborted.
 *
 * @param signal of the execution, as n8n's `getExecutionCancelSignal` gives it
 */
export async function wait(ms: number, signal?: AbortSignal): Promise<void> {
	const end = clock.now() + ms;
	let wake = () => {};
	const aborted = new Promise<void>((resolve) => (wake = resolve));
	signal?.addEventListener('abort', wake);
	for (let left = ms; left > 0 && !signal?.aborted; left = end - clock.now()) {
		await Promise.race([clock.sleep(Math.min(left, LONGEST_SLEEP)), aborted]);
	}
	signal?.removeEventListener('abort', wake);
}
