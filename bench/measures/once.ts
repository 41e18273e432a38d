import { inSeconds, say } from '../progress';
import type { Stage } from '../stage';
import { figure, ratio, takeTurns } from '../statistics';
import { insertOnce, MANY } from './insert';

/** Runs that only make n8n load and compile what it needs. */
const WARM_UP = 20;

/** Inserts 5,000 leads without and with Send Once, whose key is the lead's phone number: the time of the node, in ms. */
export async function measureOnce(stage: Stage, rounds: number) {
	await insertOnce(stage, 'oursOnce', WARM_UP);
	const times = await takeTurns(['ours', 'oursOnce'] as const, rounds, async (contender, round) => {
		const { ms } = await insertOnce(stage, contender, MANY);
		say(`${MANY} leads, round ${round} of ${rounds}, ${contender}: ${inSeconds(ms)}`);
		return ms;
	});
	return {
		leads: MANY,
		withKeysMs: figure(times.oursOnce),
		withoutMs: figure(times.ours),
		vsWithout: ratio(times.oursOnce, times.ours),
	};
}
