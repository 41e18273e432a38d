import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { JournalEntry } from '../sandbox/journal';
import { startSandbox, type Sandbox } from '../sandbox/sandbox';
import { buildPackage, packPackage, startN8n, type N8n, type Workflow } from '../test/n8n/harness';

/**
 * `npm start`: the simulated vendors and a real n8n with this package in it, the example leads from the file into
 * Convoso, and what each service got and answered. With `--once` it ends there, with exit code 0 only if every step did
 * what it should; otherwise n8n's editor stays open until Ctrl-C.
 */
const root = join(__dirname, '..');
const isOnce = process.argv.includes('--once');

/** What is done, what it should come to, and what it came to. */
interface Step {
	name: string;
	path: string;
	expected: { accepted: number; refused: number };
}

const leadSteps: Step[] = [
	// 200 rows: one has no phone number and is not sent, one is a duplicate.
	{ name: 'Insert Leads', path: '/leads/insert', expected: { accepted: 198, refused: 1 } },
	{ name: 'Search Leads', path: '/leads/search', expected: { accepted: 1, refused: 0 } },
	{ name: 'Update Lead', path: '/leads/update', expected: { accepted: 1, refused: 0 } },
	{ name: 'Get Recordings', path: '/leads/get-recordings', expected: { accepted: 1, refused: 0 } },
	{ name: 'Delete Lead', path: '/leads/delete', expected: { accepted: 1, refused: 0 } },
];

async function main(): Promise<boolean> {
	say('building and packing the package');
	await buildPackage();
	const { tarball } = await packPackage();

	const sandbox = await startSandbox();
	say(`simulated vendors at ${sandbox.origin}`);
	say('starting n8n');
	const n8n = await startN8n({ tarball });
	const stop = async () => {
		await n8n.stop();
		await sandbox.close();
	};
	const stopped = new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
	});
	try {
		const run = demonstrate(n8n, sandbox);
		const isGood = await Promise.race([run, stopped.then(() => undefined)]);
		if (isGood === undefined) return false;
		if (!isOnce) {
			console.log(`\nn8n's editor: ${n8n.url}`);
			console.log(`  email ${n8n.login.email}, password ${n8n.login.password}`);
			console.log('Ctrl-C stops everything.');
			await stopped;
		}
		return isGood;
	} finally {
		say('stopping');
		await stop();
	}
}

async function demonstrate(n8n: N8n, sandbox: Sandbox): Promise<boolean> {
	say(`n8n at ${n8n.url}`);
	const { convosoApi } = sandbox.credentials();
	await n8n.createCredential('convosoApi', 'Convoso account', convosoApi);
	const workflowId = await n8n.createWorkflow(await example('convoso-leads.json'));
	say('running the workflow on examples/leads.csv');
	const execution = await n8n.runWorkflow(workflowId);
	if (execution.error) console.log(`  ${execution.error.message}`);

	console.log('\nConvoso, by step:');
	const rows = leadSteps.map((step) => ({
		step,
		...outcome(sandbox.journal.of('convoso', step.path)),
	}));
	console.table(
		rows.map(({ step, accepted, refused, words }) => ({
			step: step.name,
			requests: accepted + refused,
			accepted,
			refused,
			'refused because': words,
		})),
	);
	const notSent = (execution.nodes['Insert Leads']?.[0]?.items ?? []).flatMap(({ json }) => {
		const text = String(json.error ?? '');
		return text && !text.startsWith('Convoso:') ? [text] : [];
	});
	for (const text of notSent) console.log(`not sent: ${text}`);
	const wrong = rows.filter(
		({ step, accepted, refused }) =>
			accepted !== step.expected.accepted || refused !== step.expected.refused,
	);
	for (const { step } of wrong) {
		const { accepted, refused } = step.expected;
		console.log(`${step.name} should have had ${accepted} accepted and ${refused} refused.`);
	}
	const leaks = sandbox.journal.entries.filter(({ secretsIn }) => secretsIn.includes('url'));
	if (leaks.length > 0) console.log(`${leaks.length} requests had a secret in their address.`);
	const isGood =
		!execution.error && wrong.length === 0 && notSent.length === 1 && leaks.length === 0;
	console.log(isGood ? 'Every step did what it should.' : 'Not every step did what it should.');
	return isGood;
}

function outcome(entries: JournalEntry[]) {
	const refusals = entries.filter(
		({ answer }) => (answer as { success?: boolean }).success !== true,
	);
	const words = [...new Set(refusals.map(({ answer }) => (answer as { text?: string }).text))].join(
		'; ',
	);
	return { accepted: entries.length - refusals.length, refused: refusals.length, words };
}

/** An example workflow, reading the example files of this checkout. */
async function example(file: string): Promise<Workflow> {
	const text = await readFile(join(root, 'examples', file), 'utf8');
	return JSON.parse(text.replaceAll('/path/to/', `${join(root, 'examples')}/`)) as Workflow;
}

function say(text: string): void {
	console.log(`start: ${text} …`);
}

main().then(
	(isGood) => process.exit(isGood ? 0 : 1),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
