import type { INodeParameters } from 'n8n-workflow';

import type { HostileMode } from '../../sandbox/hostile';
import { named, type OperationCase } from './operations';
import { promisesLab } from './walk';

const lab = promisesLab();
const { begin, someOperations, run } = lab;

const requestOptions = { timeout: 20_000, largestDownload: 1 };

const bounded = (one: OperationCase): OperationCase => ({
	...one,
	parameters: { ...one.parameters, requestOptions } as INodeParameters,
});

it.each<[HostileMode, RegExp]>([
	['silent', /did not answer in time/],
	['slowHeaders', /did not answer in time/],
	['trickleBody', /did not answer in time/],
	['endlessBody', /more than an answer may hold/],
	['hugeBody', /more than an answer may hold/],
])(
	'%s ends with Timeout or Largest Download, and a write is unknown',
	async (mode, words) => {
		for (const one of await someOperations()) {
			begin(one.type, mode);
			const { error } = await run(bounded(one));
			expect([one.name, error?.message]).toEqual([one.name, expect.stringMatching(words)]);
			// What a look-up asks afterwards is no part of it. A read is asked four times at most.
			const own = lab.hostile.received.filter((sent) => named(sent) === one.requests[one.main]);
			expect([one.name, own.length <= 4]).toEqual([one.name, true]);
			if (one.isRead || one.main > 0) continue;
			expect([one.name, own.length, error?.description]).toEqual([
				one.name,
				1,
				expect.stringContaining('unknown whether'),
			]);
		}
	},
	300_000,
);
