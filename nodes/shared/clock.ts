import { sleep } from 'n8n-workflow';

/** Time as the package sees it. Tests put their own functions in the place of these. */
export const clock = {
	/** Milliseconds that only go forward, for waits and pace: a clock that is set back must not stall them. */
	now: (): number => performance.now(),
	/** Milliseconds since 1970, for the dates that people and vendors name. */
	wallTime: (): number => Date.now(),
	sleep: async (ms: number): Promise<void> => await sleep(ms),
};
