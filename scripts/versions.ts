/**
 * Runs the tests in a real n8n on each version that scripts/n8nVersions.json names, and records for the README what passed:
 * `npm run versions`, or `npm run versions -- 2.0 1.123` for some. About ten minutes for each.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { temporaryFolder } from '../test/n8n/harness/our-end';
import { installedN8n, type N8nVersion } from '../test/n8n/harness/paths';
import versions from './n8nVersions.json';

const ROOT = path.resolve(__dirname, '..');

/** Where the results are kept. */
const RECORD = path.join(ROOT, 'docs/versions.json');

/** What a user asks of an n8n, and the tests that show it, by their file and name. */
const QUESTIONS: Record<string, RegExp> = {
	all: /^/,
	loads: /^(boot|install)\./,
	operations: /^(aicall|convolo|convosoAccount|convosoLeads|leadconnector|aiTools|examples)\./,
	triggers: /^\w+Trigger\.|^triggerExamples\./,
	'pick lists': /pick list|fills lists|picks from a list|offers the custom parameters/,
	'credential tests': /^editor\.\S+ credentials |credential is tested|tests and fills lists/,
	'OAuth2 renewal': /^oauth2\./,
	editor: /^editor\./,
};

/** How many tests passed, of how many. */
type Score = [passed: number, all: number];

/** What a version was seen to do. */
interface Result {
	/** The whole number of n8n's version. */
	n8n: string;
	/** The Node.js that it ran on. */
	node: string;
	/** The day, e.g. `2026-11-29`. */
	day: string;
	/** By question. */
	scores: Record<string, Score>;
}

/** What `jest --json` tells, as far as it is used. */
interface JestReport {
	testResults: Array<{
		name: string;
		message: string;
		assertionResults: Array<{ fullName: string; status: string }>;
	}>;
}

/** The record as rows for a table, the newest n8n first. */
export function versionRows(): string[][] {
	const record = readRecord();
	const questions = Object.keys(QUESTIONS);
	const rows = Object.keys(versions).map((version) => {
		const { n8n, node, day, scores } = record[version];
		const cells = questions.map((question) => scores[question].join(' of '));
		return [n8n, node, ...cells, day];
	});
	return [['n8n', 'Node.js', ...questions, 'run on'], ...rows];
}

const readRecord = () => JSON.parse(readFileSync(RECORD, 'utf8')) as Record<string, Result>;

/**
 * Counts the tests that answer each question.
 *
 * @throws if a file of tests was not run, or no test answers one of them
 */
function scoresOf({ testResults }: JestReport): Record<string, Score> {
	const unread = testResults.find(({ assertionResults }) => assertionResults.length === 0);
	if (unread) throw new Error(`${unread.name} was not run: ${unread.message}`);
	const tests = testResults.flatMap(({ name, assertionResults }) =>
		assertionResults.map(({ fullName, status }) => ({
			name: `${path.basename(name)} ${fullName}`,
			isPassed: status === 'passed',
		})),
	);
	return Object.fromEntries(
		Object.entries(QUESTIONS).map(([question, isAnswered]) => {
			const answers = tests.filter(({ name }) => isAnswered.test(name));
			if (answers.length === 0) throw new Error(`No test was run that shows: ${question}`);
			return [question, [answers.filter(({ isPassed }) => isPassed).length, answers.length]];
		}),
	);
}

/** Runs the tests on one version. */
function tried(version: N8nVersion): Result {
	const { folder, remove } = temporaryFolder('versions');
	const report = path.join(folder, 'report.json');
	try {
		const words = ['scripts/realN8n.js', 'tests', '--n8n', version];
		const options = ['--json', `--outputFile=${report}`];
		const { error, signal } = spawnSync(process.execPath, [...words, ...options], {
			cwd: ROOT,
			stdio: ['ignore', 'inherit', 'inherit'],
		});
		if (error) throw error;
		if (signal) process.exit(1);
		const scores = scoresOf(JSON.parse(readFileSync(report, 'utf8')) as JestReport);
		const { binary, node } = installedN8n(version);
		const packageFile = path.join(path.dirname(binary), '../package.json');
		return {
			n8n: (JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }).version,
			node: execFileSync(node, ['--version'], { encoding: 'utf8' }).trim().slice(1),
			day: new Date().toISOString().slice(0, 10),
			scores,
		};
	} finally {
		remove();
	}
}

/** The versions that the command line names; all without it. */
function wanted(words: string[]): N8nVersion[] {
	const known = Object.keys(versions) as N8nVersion[];
	const unknown = words.find((word) => !known.includes(word as N8nVersion));
	if (unknown) throw new Error(`There is no n8n ${unknown} here, only ${known.join(', ')}`);
	return words.length > 0 ? (words as N8nVersion[]) : known;
}

if (require.main === module) {
	for (const version of wanted(process.argv.slice(2))) {
		const result = tried(version);
		const [passed, all] = result.scores.all;
		console.log(`n8n ${result.n8n}: ${passed} of ${all} tests passed`);
		if (passed < all) process.exitCode = 1;
		writeFileSync(
			RECORD,
			`${JSON.stringify({ ...readRecord(), [version]: result }, null, '\t')}\n`,
		);
	}
	console.log('Recorded in docs/versions.json; npm run docs writes the table of the README.');
}
