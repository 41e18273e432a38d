import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long processes may take to go after the one that started them, ms. */
const PATIENCE = 60_000;

let temporary: string;
let child: ChildProcess;

/** Runs a command of the repository in a process group of its own, as a terminal does, until it prints a text. */
async function run(command: string[], text: string): Promise<string> {
	child = spawn(command[0], command.slice(1), {
		cwd: join(__dirname, '../..'),
		env: { ...process.env, TMPDIR: temporary },
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true,
	});
	let output = '';
	const ended = new Promise<never>((_resolve, reject) =>
		child.once('exit', (code) => reject(new Error(`It ended with ${code}:\n${output}`))),
	);
	const printed = new Promise<void>((resolve) => {
		for (const stream of [child.stdout!, child.stderr!]) {
			stream.on('data', (part: Buffer) => {
				output += String(part);
				if (output.includes(text)) resolve();
			});
		}
	});
	ended.catch(() => undefined);
	await Promise.race([printed, ended]);
	return output;
}

/** As the terminal does on Ctrl-C: to every process of the group. */
function signal(name: NodeJS.Signals) {
	process.kill(-child.pid!, name);
}

const folders = () => readdirSync(temporary).filter((name) => name.startsWith('lead-dialer-'));

const isUp = async (url: string) =>
	await fetch(url).then(
		() => true,
		() => false,
	);

async function untilGone(isThere: () => Promise<boolean> | boolean) {
	const deadline = Date.now() + PATIENCE;
	while ((await isThere()) && Date.now() < deadline) await sleep(200);
}

beforeEach(() => (temporary = mkdtempSync(join(tmpdir(), 'start-test-'))));
afterEach(() => {
	try {
		signal('SIGKILL');
	} catch {
		// It has ended.
	}
	rmSync(temporary, { recursive: true, force: true, maxRetries: 10 });
});

const RUNNING = 'Convoso leads: running';

describe('npm start', () => {
	it('leaves nothing behind on Ctrl-C', async () => {
		const output = await run(['npm', 'start'], RUNNING);
		const [, url] = /n8n at (http:\S+)/.exec(output)!;
		expect(await isUp(url)).toBe(true);
		const ended = new Promise((resolve) => child.once('close', resolve));
		signal('SIGINT');
		await ended;
		await untilGone(async () => (await isUp(url)) || folders().length > 0);
		expect(await isUp(url)).toBe(false);
		expect(folders()).toEqual([]);
	});

	it('ends n8n when it is killed, and removes at the next start what was left then', async () => {
		const output = await run(['npm', 'start'], RUNNING);
		const [, url] = /n8n at (http:\S+)/.exec(output)!;
		signal('SIGKILL');
		await untilGone(async () => await isUp(url));
		expect(await isUp(url)).toBe(false);
		const left = folders();
		await run(['npm', 'start', '--', '--once'], 'simulated vendors at');
		expect(left.length).toBeGreaterThan(0);
		expect(folders().filter((name) => left.includes(name))).toEqual([]);
		signal('SIGINT');
		await untilGone(() => folders().length > 0);
		expect(folders()).toEqual([]);
	});
});
