import { howToFire } from './fire';
import { startSandbox } from './sandbox';

/** `npm run sandbox`: the simulated vendors alone, until Ctrl-C. */
async function main(): Promise<void> {
	const sandbox = await startSandbox({ port: Number(process.env.SANDBOX_PORT ?? 0) });
	console.log(`Sandbox: ${sandbox.origin}`);
	console.log('Credentials to use in n8n (they open nothing but this sandbox):');
	for (const [type, data] of Object.entries(sandbox.credentials())) {
		console.log(`  ${type}`);
		for (const [name, value] of Object.entries(data)) console.log(`    ${name}: ${String(value)}`);
	}
	console.log('Events to triggers, each sent to the Test URL or the Production URL of its node:');
	for (const line of howToFire()) console.log(line);
	console.log('Ctrl-C stops it.');
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
	}
}

void main();
