import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { n8nBinary, nodeForN8n } from './paths';

/** Memory of one process, in bytes. */
export interface Memory {
	/** What is resident now. */
	rss: number;
	/** The most that was resident since the start or the last `resetPeak`. */
	peakRss: number;
}

export interface N8nProcessOptions {
	/** n8n's settings. Nothing but PATH is inherited: NODE_ENV=test or a developer's N8N_… would change n8n. */
	env: Record<string, string>;
	/** File that receives everything n8n prints. */
	logFile: string;
	/** Called with each line n8n prints. */
	onLine?: (line: string) => void;
	/** Folder to delete when this process ends before `stop` could. */
	folder: string;
}

/** How long n8n gets to end by itself, ms. */
const STOP_TIMEOUT = 20_000;

const running = new Set<N8nProcess>();

/** One run of `n8n start`, in a process group of its own. */
export class N8nProcess {
	readonly pid: number;

	/** Settles when n8n has ended, with its exit code or signal. */
	readonly ended: Promise<number | NodeJS.Signals>;

	private readonly child: ChildProcess;

	private exit: number | NodeJS.Signals | undefined;

	constructor(private readonly options: N8nProcessOptions) {
		this.child = spawn(
			nodeForN8n(),
			['--require', join(__dirname, 'exit-with-parent.js'), n8nBinary, 'start'],
			{
				cwd: options.folder,
				env: { PATH: process.env.PATH, ...options.env },
				stdio: ['pipe', 'pipe', 'pipe'],
				// A group of its own: its children can be ended with it, and Ctrl-C reaches it through us alone.
				detached: true,
			},
		);
		if (this.child.pid === undefined) throw new Error('n8n could not be started');
		this.pid = this.child.pid;
		this.ended = new Promise((resolve) => {
			this.child.once('exit', (code, signal) => {
				this.exit = code ?? signal ?? 0;
				running.delete(this);
				resolve(this.exit);
			});
		});
		for (const stream of [this.child.stdout, this.child.stderr]) {
			createInterface({ input: stream! }).on('line', (line) => {
				appendFileSync(options.logFile, line + '\n');
				options.onLine?.(line);
			});
		}
		watchForOurEnd();
		running.add(this);
	}

	/** Whether n8n still runs. */
	get alive(): boolean {
		return this.exit === undefined;
	}

	/** Ends n8n in its own orderly way, by force if that takes over 20 s, and what it may have left behind. */
	async stop(): Promise<void> {
		if (this.alive) {
			process.kill(this.pid, 'SIGTERM');
			const timer = setTimeout(() => this.kill(), STOP_TIMEOUT);
			await this.ended;
			clearTimeout(timer);
		}
		this.kill();
	}

	/** Ends n8n and its children at once. */
	kill(): void {
		try {
			process.kill(-this.pid, 'SIGKILL');
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
		}
	}

	/** For when this process ends before anyone called `stop`. */
	abandon(): void {
		this.kill();
		rmSync(this.options.folder, { recursive: true, force: true });
	}
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
 * Lets a process's peak memory count from now on.
 *
 * @param pid a process of this user, on Linux
 */
export function resetPeakMemory(pid: number): void {
	writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

let watching = false;

/** Takes every n8n down with this process: on its normal end, on Ctrl-C and on SIGTERM. */
function watchForOurEnd() {
	if (watching) return;
	watching = true;
	process.once('exit', () => {
		for (const n8n of running) n8n.abandon();
	});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		const onSignal = () => {
			for (const n8n of running) n8n.abandon();
			process.off(signal, onSignal);
			// With nobody else listening, the signal now ends this process as if we had never caught it.
			if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
		};
		process.on(signal, onSignal);
	}
}
