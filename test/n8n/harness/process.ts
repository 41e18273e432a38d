import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';

import { followFile } from './follow-file';
import { atOurEnd } from './our-end';
import { installedN8n, type N8nVersion } from './paths';

/** Memory of one process, in bytes. */
export interface Memory {
	/** What is resident now. */
	rss: number;
	/** The most that was resident since the start or the last `resetPeak`. */
	peakRss: number;
}

export interface N8nProcessOptions {
	/** n8n's settings. Only what a system needs is inherited: NODE_ENV=test or a developer's N8N_… would change n8n. */
	env: Record<string, string>;
	/** File that receives everything n8n prints. */
	logFile: string;
	/** Called with each line n8n prints. */
	onLine?: (line: string) => void;
	/** Where n8n runs. */
	folder: string;
	/** Another than the one under test. */
	version?: N8nVersion;
	/** n8n's command; `start` without it. */
	command?: string[];
}

/** What n8n loads before itself. */
const PRELOADED = ['exit-with-parent.js', 'tell-unhandled.js'];

/** How long n8n gets to end by itself, ms: long, as a busy machine takes its time. */
const STOP_TIMEOUT = 60_000;

/** One run of n8n, in a process group of its own. */
export class N8nProcess {
	readonly pid: number;

	/** Whether n8n's main process still runs. */
	alive = true;

	private readonly child: ChildProcess;

	private readonly ended: Promise<void>;

	private readonly forget: () => void;

	private stopped = false;

	constructor(options: N8nProcessOptions) {
		const stopFollowing = options.onLine && followFile(options.logFile, options.onLine);
		// Not a pipe: n8n would go on for ever complaining about it once this process is gone.
		const output = openSync(options.logFile, 'a');
		const { binary, node } = installedN8n(options.version);
		const command = options.command ?? ['start'];
		this.child = spawn(
			node,
			[...PRELOADED.flatMap((file) => ['--require', join(__dirname, file)]), binary, ...command],
			{
				cwd: options.folder,
				env: { ...inherited(), ...options.env },
				stdio: ['pipe', output, output],
				// A group of its own: its children can be ended with it, and Ctrl-C reaches it through us alone.
				detached: true,
				windowsHide: true,
			},
		);
		closeSync(output);
		if (this.child.pid === undefined) throw new Error('n8n could not be started');
		this.pid = this.child.pid;
		// A test that forgets to stop its n8n must not hang; n8n ends with this process.
		this.child.unref();
		(this.child.stdin as Socket).unref();
		this.forget = atOurEnd(() => this.kill());
		this.ended = new Promise((resolve) => {
			this.child.once('exit', () => {
				this.alive = false;
				stopFollowing?.();
				resolve();
			});
		});
	}

	/** Ends n8n in its own orderly way, by force if that takes over a minute, and what it may have left behind. */
	async stop(): Promise<void> {
		if (this.stopped) return;
		this.stopped = true;
		if (this.alive) {
			this.child.ref();
			// Windows knows no orderly end, and who is ended alone leaves children behind.
			if (process.platform === 'win32') this.kill();
			else this.child.kill('SIGTERM');
			const timer = setTimeout(() => this.kill(), STOP_TIMEOUT);
			await this.ended;
			clearTimeout(timer);
		}
		this.kill();
		this.forget();
	}

	/** Ends n8n and its children at once, as a crash does. */
	kill(): void {
		if (process.platform === 'win32') {
			// There are no process groups: this ends the children, too.
			spawnSync('taskkill', ['/pid', String(this.pid), '/T', '/F']);
			return;
		}
		try {
			process.kill(-this.pid, 'SIGKILL');
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
		}
	}
}

/** Without these no program runs: the first on all systems, the others on Windows. */
function inherited(): Record<string, string> {
	const names = ['PATH', 'SystemRoot', 'TEMP', 'APPDATA'];
	const entries = names.map((name) => [name, process.env[name]] as const);
	return Object.fromEntries(
		entries.filter((entry): entry is [string, string] => entry[1] !== undefined),
	);
}

/**
 * Reads a process's memory.
 *
 * @param pid a process of this user
 * @throws where there is no /proc (anywhere but Linux)
 */
export function readMemory(pid: number): Memory {
	const file = `/proc/${pid}/status`;
	if (!existsSync(file)) throw new Error(`No ${file}: process ended, or not on Linux`);
	const status = readFileSync(file, 'utf8');
	const bytes = (field: string) =>
		Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
	return { rss: bytes('VmRSS'), peakRss: bytes('VmHWM') };
}

/**
 * Reads how much processor time a process has used: unlike its time by the clock, it does not grow when others work, too.
 *
 * @param pid a process of this user, on Linux
 * @returns ms
 */
export function readProcessorMs(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The name, in brackets, may hold anything. The 14th and 15th field count hundredths of a second.
	const [user, system] = stat
		.slice(stat.lastIndexOf(')') + 2)
		.split(' ')
		.slice(11, 13);
	return (Number(user) + Number(system)) * 10;
}

/**
 * Lets a process's peak memory count from now on.
 *
 * @param pid a process of this user, on Linux
 */
export function resetPeakMemory(pid: number): void {
	writeFileSync(`/proc/${pid}/clear_refs`, '5');
}
