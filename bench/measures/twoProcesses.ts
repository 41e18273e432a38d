import { TwoProcesses } from '../../test/support/twoProcesses';
import { inSeconds, say } from '../progress';

/** Calls that each process logs. */
const CALLS = 600;

/** How much faster than real time they live: the vendor's limit alone takes two minutes a round otherwise. */
const SPEED = 5;

/**
 * Two processes log calls with one LeadConnector account, whose limit holds for both together.
 *
 * @returns how many rounds were complete, and what was sent twice or refused in all of them
 */
export async function measureTwoProcesses(rounds: number) {
	const processes = await TwoProcesses.start(SPEED);
	const totals = { rounds, complete: 0, twice: 0, refusals: [] as number[] };
	for (let round = 1; round <= rounds; round++) {
		const { results, logged, twice, refusals, ms } = await processes.log(CALLS);
		const isComplete = results.every(({ items, error }) => items === CALLS && !error);
		if (isComplete && logged === 2 * CALLS) totals.complete++;
		totals.twice += twice;
		totals.refusals.push(refusals);
		const faults = results.flatMap(({ error }) => error ?? []).join('; ');
		say(
			`two processes, round ${round} of ${rounds}: ${logged} of ${2 * CALLS} calls in ${inSeconds(ms)}, ${twice} twice, ${refusals} refusals ${faults}`,
		);
	}
	await processes.stop();
	return totals;
}
