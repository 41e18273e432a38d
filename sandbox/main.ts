import { howToFire } from './fire';
import { modeNames, modes, startHostile, type Hostile, type HostileMode } from './hostile';
import { startSandbox } from './sandbox';

/**
 * `npm run sandbox`: the simulated vendors alone, until Ctrl-C. With `--hostile MODE` a server that misbehaves stands in front
 * of them; without a mode, the modes are listed.
 */
async function main(args: string[]): Promise<void> {
	const [first, mode] = args;
	if (first === '--hostile' && !isMode(mode)) {
		console.log(
			['npm run sandbox -- --hostile MODE, where MODE is one of:', ...modeLines()].join('\n'),
		);
		process.exitCode = 1;
		return;
	}
	const port = Number(process.env.SANDBOX_PORT ?? 0);
	const sandbox = await startSandbox({ port: isMode(mode) ? 0 : port });
	let hostile: Hostile | undefined;
	if (isMode(mode)) {
		hostile = await startHostile({ mode, upstream: sandbox.origin, port });
		console.log(`Hostile: ${modes[mode].does}`);
		console.log(`Other host, where redirects lead: ${hostile.elsewhere.origin}`);
	}
	const origin = hostile?.origin ?? sandbox.origin;
	console.log(`Sandbox: ${origin}`);
	console.log('Credentials to use in n8n (they open nothing but this sandbox):');
	for (const line of credentialLines(sandbox.credentials(origin))) console.log(line);
	console.log('Events to triggers, each sent to the Test URL or the Production URL of its node:');
	for (const line of howToFire()) console.log(line);
	console.log('Ctrl-C stops it.');
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => {
			void Promise.all([hostile?.close(), sandbox.close()]).then(() => process.exit(0));
		});
	}
}

function isMode(name: string | undefined): name is HostileMode {
	return name !== undefined && Object.hasOwn(modes, name);
}

function modeLines(): string[] {
	return modeNames.map((name) => `  ${name.padEnd(26)} ${modes[name].does}`);
}

function credentialLines(credentials: Record<string, Record<string, unknown>>): string[] {
	return Object.entries(credentials).flatMap(([type, data]) => [
		`  ${type}`,
		...Object.entries(data).map(
			([name, value]) =>
				`    ${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
		),
	]);
}

void main(process.argv.slice(2));
