import { setTimeout as sleep } from 'node:timers/promises';

import { inSeconds, say } from '../progress';
import { longestSilence, startPings } from '../pings';
import type { Stage } from '../stage';
import { figure, ratio, takeTurns } from '../statistics';
import { insertOnce, MANY } from './insert';

/** A run before the measured one, so that loading the node's code is part of "idle". */
const WARM_UP = 20;

/** How long n8n rests before its idle memory is read, in ms. */
const REST_MS = 5000;

const MIB = 1024 * 1024;

/**
 * Inserts 5,000 leads, ours and HTTP Request in turn, in an n8n started afresh for each run: a heap that has grown once
 * stays grown.
 */
export async function measureLarge(stage: Stage, rounds: number) {
	const runs = await takeTurns(['ours', 'httpRequest'], rounds, async (contender, round) => {
		const { n8n } = stage;
		await n8n.restart();
		await insertOnce(stage, contender, WARM_UP);
		await sleep(REST_MS);

		n8n.resetPeakMemory();
		const idle = n8n.memory().rss;
		const stopPings = startPings(n8n.url);
		const time = await insertOnce(stage, contender, MANY);
		const pings = await stopPings();
		const run = {
			ms: time.ms,
			silenceMs: longestSilence(pings, time.startedAt, time.finishedAt),
			wholeRunSilenceMs: longestSilence(pings, 0, Infinity),
			memoryMiB: (n8n.memory().peakRss - idle) / MIB,
		};
		say(
			`${MANY} leads, round ${round} of ${rounds}, ${contender}: ${inSeconds(run.ms)}, ` +
				`longest wait of another request ${run.silenceMs} ms ` +
				`(whole run ${run.wholeRunSilenceMs} ms), ${run.memoryMiB.toFixed(0)} MiB above idle`,
		);
		return run;
	});
	type Run = (typeof runs)['ours'][number];
	const of = (contender: 'ours' | 'httpRequest', what: keyof Run) =>
		runs[contender].map((run) => run[what]);
	return {
		eventLoop: {
			oursMs: figure(of('ours', 'silenceMs')),
			httpRequestMs: figure(of('httpRequest', 'silenceMs')),
			oursMsWholeRun: figure(of('ours', 'wholeRunSilenceMs')),
			httpRequestMsWholeRun: figure(of('httpRequest', 'wholeRunSilenceMs')),
		},
		memory: {
			oursMiB: figure(of('ours', 'memoryMiB')),
			httpRequestMiB: figure(of('httpRequest', 'memoryMiB')),
			vsHttpRequest: ratio(of('ours', 'memoryMiB'), of('httpRequest', 'memoryMiB')),
		},
	};
}
