import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

import { measureGrowth, measureInsert } from './measures/insert';
import { measureLarge } from './measures/large';
import { measureLoad } from './measures/load';
import { measureOnce } from './measures/once';
import { measureReturnAll } from './measures/returnAll';
import { measureScale } from './measures/scale';
import { measureTwoProcesses } from './measures/twoProcesses';
import { measureWebhook } from './measures/webhook';
import { say } from './progress';
import { asTable, type Report } from './report';
import { packed, setStage, type Stage } from './stage';
import type { Figure } from './statistics';

/** `npm run bench`: this package beside what a user would use instead, in a real n8n. See README.md. */
const USAGE = `npm run bench -- [--json] [--quick] [--only ${'<measure>'}]
  --json    prints one JSON object instead of the table
  --quick   fewer rounds
  --only    takes one measure: insert, growth, once, large, returnAll, webhook, load, scale or twoProcesses; may be
            given again`;

/** Rounds of each measure, in full and with --quick. */
const ROUNDS = {
	insert: { full: 5, quick: 2 },
	growth: { full: 3, quick: 1 },
	once: { full: 5, quick: 2 },
	large: { full: 3, quick: 1 },
	returnAll: { full: 5, quick: 2 },
	webhook: { full: 10, quick: 3 },
	load: { full: 9, quick: 3 },
	scale: { full: 3, quick: 1 },
	twoProcesses: { full: 5, quick: 1 },
};

type Measure = keyof typeof ROUNDS;

/** Measures that are taken only when they are asked for. */
const ON_DEMAND: Measure[] = ['scale', 'twoProcesses'];

interface Options {
	isJson: boolean;
	measures: Measure[];
	speed: 'full' | 'quick';
}

async function main(): Promise<void> {
	const { isJson, measures, speed } = readOptions(process.argv.slice(2));
	const report = await measure(measures, speed);
	const json = JSON.stringify({ ...about(), ...medians(report) }, null, 2);
	writeFileSync(join(__dirname, 'last.json'), `${json}\n`);
	console.log(isJson ? json : asTable(report));
}

function readOptions(words: string[]): Options {
	const options: Options = { isJson: false, measures: [], speed: 'full' };
	const all = Object.keys(ROUNDS) as Measure[];
	for (let index = 0; index < words.length; index++) {
		const word = words[index];
		if (word === '--json') options.isJson = true;
		else if (word === '--quick') options.speed = 'quick';
		else if (word === '--only' && all.includes(words[index + 1] as Measure)) {
			options.measures.push(words[++index] as Measure);
		} else throw new UsageError(USAGE);
	}
	return {
		...options,
		measures:
			options.measures.length > 0
				? options.measures
				: all.filter((name) => !ON_DEMAND.includes(name)),
	};
}

class UsageError extends Error {}

async function measure(measures: Measure[], speed: 'full' | 'quick'): Promise<Report> {
	const report: Report = {};
	const tarball = await packed();
	const rounds = (name: Measure) => ROUNDS[name][speed];
	if (measures.includes('twoProcesses')) {
		report.twoProcesses = await measureTwoProcesses(rounds('twoProcesses'));
	}
	if (measures.includes('load')) report.load = await measureLoad(tarball, rounds('load'));
	if (measures.includes('scale')) report.scale = await measureScale(tarball, rounds('scale'));
	if (measures.every((name) => name === 'load' || ON_DEMAND.includes(name))) return report;

	const stage = await setStage(tarball);
	const take = async <T>(name: Measure, run: (stage: Stage, rounds: number) => Promise<T>) =>
		measures.includes(name) ? await run(stage, rounds(name)) : undefined;
	try {
		const insert = await take('insert', measureInsert);
		const growth = await take('growth', measureGrowth);
		if (insert ?? growth) report.insert = { ...insert, ...growth };
		report.once = await take('once', measureOnce);
		Object.assign(report, await take('large', measureLarge));
		report.returnAll = await take('returnAll', measureReturnAll);
		report.webhook = await take('webhook', measureWebhook);
	} finally {
		say('stopping n8n');
		await stage.stop();
	}
	return report;
}

/** What the figures were taken on. */
function about(): object {
	const versionIn = (folder: string) =>
		(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
	const root = join(__dirname, '..');
	return {
		takenAt: new Date().toISOString(),
		package: versionIn(root),
		n8n: versionIn(join(root, 'test/n8n/node_modules/n8n')),
		machine: { cpus: cpus().length, model: cpus()[0]?.model, memoryBytes: totalmem() },
	};
}

/** The report with each figure as its median, and its spread beside it: `x` and `xSpread`. */
function medians(section: object): object {
	const entries = Object.entries(section).flatMap(([key, value]: [string, unknown]) => {
		if (isFigure(value)) {
			const { median, ...spread } = value;
			return [
				[key, median],
				[`${key}Spread`, spread],
			];
		}
		if (Array.isArray(value)) return [[key, value.map(medians)]];
		return [[key, typeof value === 'object' && value !== null ? medians(value) : value]];
	});
	return Object.fromEntries(entries) as object;
}

function isFigure(value: unknown): value is Figure {
	return typeof value === 'object' && value !== null && 'median' in value;
}

main().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error instanceof UsageError ? error.message : error);
		process.exit(1);
	},
);
