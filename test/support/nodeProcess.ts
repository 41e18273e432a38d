import { join } from 'node:path';

import type { clock } from '../../nodes/shared/clock';
import type { ChildRun, ChildResult } from './twoProcesses';

/** The clock of the built package. */
const CLOCK: string = join(__dirname, '../../dist/nodes/shared/clock.js');

/** A worker of n8n, as far as a node sees it: a process that runs one node when it is told to. See twoProcesses.ts. */
async function main(): Promise<void> {
	const { runNode } = await import('./engine');
	const built = (await import(CLOCK)) as { clock: typeof clock };
	process.on('disconnect', () => process.exit(0));
	process.on('message', ({ run, speed }: ChildRun) => {
		const { sleep } = built.clock;
		built.clock.now = () => performance.now() * speed;
		built.clock.sleep = async (ms) => await sleep(ms / speed);
		void runNode(run).then(({ items, error }) =>
			process.send!({ items: items.length, error: error?.message } satisfies ChildResult),
		);
	});
	process.send!('ready');
}

void main();
