import { startSandbox, type Sandbox } from '../sandbox/sandbox';
import { buildPackage, packPackage, startN8n } from '../test/n8n/harness';
import { createCredentials, type Stage } from './start/demo';
import { demonstrateLeads } from './start/leads';
import { demonstrateSpeedToLead } from './start/speedToLead';

/**
 * `npm start`: the simulated vendors and a real n8n with this package in it; the example leads go through the workflows of
 * examples/, and what happened at each service is printed. With `--once` it ends there, with exit code 0 only if every step
 * did what it should; otherwise n8n's editor stays open until Ctrl-C. With `--down VENDOR` that vendor answers nobody, which
 * shows what a workflow makes of it.
 *
 * It runs in Node.js itself (`--import tsx`): Ctrl-C reaches npm and this process, npm hands its signal on, and the tsx
 * command kills at the second one what is still cleaning up.
 */
const isOnce = process.argv.includes('--once');

/** Name of a vendor of the sandbox. */
const down = process.argv.includes('--down')
	? (process.argv[process.argv.indexOf('--down') + 1] ?? '')
	: undefined;

async function main(): Promise<boolean> {
	const sandbox = await startSandbox();
	if (down !== undefined && !Object.hasOwn(sandbox.vendors, down)) {
		console.log(`--down takes one of: ${Object.keys(sandbox.vendors).join(', ')}`);
		return false;
	}
	say('building and packing the package');
	await buildPackage();
	const { tarball } = await packPackage();
	say(`simulated vendors at ${sandbox.origin}`);
	say('starting n8n');
	const n8n = await startN8n({ tarball });
	// Until here a signal ends this process at once, and what it has started with it.
	const stopped = new Promise<undefined>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) {
			process.once(signal, () => resolve(undefined));
		}
	});
	say(`n8n at ${n8n.url}`);
	try {
		const isGood = await Promise.race([demonstrate({ n8n, sandbox, say }), stopped]);
		if (isGood === undefined) return false;
		console.log(
			isGood ? '\nEvery step did what it should.' : '\nNot every step did what it should.',
		);
		if (!isOnce) {
			console.log(`\nn8n's editor: ${n8n.url}`);
			console.log(`  email ${n8n.login.email}, password ${n8n.login.password}`);
			console.log('Ctrl-C stops everything.');
			await stopped;
		}
		return isGood;
	} finally {
		say('stopping');
		await n8n.stop();
		await sandbox.close();
	}
}

async function demonstrate(stage: Stage): Promise<boolean> {
	const { sandbox } = stage;
	await createCredentials(stage);
	takeDown(sandbox);
	const leads = await demonstrateLeads(stage);
	sandbox.reset();
	takeDown(sandbox);
	const flagship = await demonstrateSpeedToLead(stage);
	return leads && flagship;
}

/** Lets the vendor of `--down` answer as a server behind a proxy does that is away. */
function takeDown({ faults }: Sandbox): void {
	if (down === undefined) return;
	faults.add({ vendor: down, path: /^/, times: Infinity, kind: 'answer', status: 503 });
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
