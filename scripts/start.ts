import { startSandbox } from '../sandbox/sandbox';
import { buildPackage, packPackage, startN8n } from '../test/n8n/harness';
import type { Stage } from './start/demo';
import { demonstrateLeads } from './start/leads';
import { demonstrateSpeedToLead } from './start/speedToLead';

/**
 * `npm start`: the simulated vendors and a real n8n with this package in it; the example leads go through the workflows of
 * examples/, and what happened at each service is printed. With `--once` it ends there, with exit code 0 only if every step
 * did what it should; otherwise n8n's editor stays open until Ctrl-C.
 *
 * It runs in Node.js itself (`--import tsx`): Ctrl-C reaches npm and this process, npm hands its signal on, and the tsx
 * command kills at the second one what is still cleaning up.
 */
const isOnce = process.argv.includes('--once');

/** Names that the example workflows use for the credentials. */
const CREDENTIALS: Record<string, string> = {
	convosoApi: 'Convoso account',
	convoloApi: 'Convolo account',
	leadConnectorApi: 'LeadConnector account',
	aiCallApi: 'AI Call account',
};

async function main(): Promise<boolean> {
	const stopped = new Promise<undefined>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) {
			process.once(signal, () => resolve(undefined));
		}
	});
	say('building and packing the package');
	await buildPackage();
	const { tarball } = await packPackage();
	const sandbox = await startSandbox();
	say(`simulated vendors at ${sandbox.origin}`);
	say('starting n8n');
	const n8n = await startN8n({ tarball });
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
	const { n8n, sandbox } = stage;
	const data = sandbox.credentials();
	for (const [type, name] of Object.entries(CREDENTIALS)) {
		await n8n.createCredential(type, name, data[type]);
	}
	const leads = await demonstrateLeads(stage);
	sandbox.reset();
	const flagship = await demonstrateSpeedToLead(stage);
	return leads && flagship;
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
