import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';

import { temporaryFolder } from '../n8n/harness/our-end';

/** Waits for `sh` to name the process that it has started. */
async function startedBy(parent: ChildProcess): Promise<number> {
	const [line] = (await once(parent.stdout!, 'data')) as [Buffer];
	return Number(String(line));
}

/** As `temporaryFolder` would name it in another process. */
function folderOf(pid: number): string {
	const { folder, remove } = temporaryFolder('test');
	remove();
	return folder.replace(`-${process.pid}-`, `-${pid}-`);
}

const state = (pid: number) => /\) (\w) [^)]*$/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))![1];

describe('temporary folders', () => {
	let parent: ChildProcess;
	let folder: string;
	afterEach(() => {
		parent.kill('SIGKILL');
		rmSync(folder, { recursive: true, force: true });
	});

	/** Has a process whose parent never asks how it ended, and a folder of it. */
	const start = async (command: string) => {
		parent = spawn('sh', ['-c', `${command} & echo $!; exec sleep 600`], {
			stdio: ['ignore', 'pipe', 'ignore'],
		});
		const pid = await startedBy(parent);
		folder = folderOf(pid);
		mkdirSync(folder);
		return pid;
	};

	it('of a process that lives stay', async () => {
		const pid = await start('sleep 600');
		temporaryFolder('test').remove();
		expect(existsSync(folder)).toBe(true);
		process.kill(pid);
	});

	// Only Linux tells.
	(process.platform === 'linux' ? it : it.skip)(
		'of a process that has ended go, even where nobody has asked how it ended',
		async () => {
			const pid = await start('sleep 0.1');
			while (state(pid) !== 'Z') await new Promise(setImmediate);
			temporaryFolder('test').remove();
			expect(existsSync(folder)).toBe(false);
		},
	);
});
