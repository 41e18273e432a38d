import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
	chownSync,
	closeSync,
	existsSync,
	openSync,
	readdirSync,
	readFileSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { atOurEnd, temporaryFolder } from '../harness/our-end';
import { freePorts } from '../harness/ports';

/** Where a server listens on 127.0.0.1. */
export interface ServiceAddress {
	port: number;
	password: string;
}

/** A server that runs in a folder of its own. */
export interface Service extends ServiceAddress {
	/** Ends it and deletes what it kept. */
	stop: () => Promise<void>;
}

/** How long a server may take until it listens, ms. */
const START_TIMEOUT = 120_000;

/** Name of the database that is there from the beginning, and of the user who owns it. */
export const DATABASE = 'postgres';

/**
 * Runs a program that ends when this process does, however that ends: the shell waits for the end of its input, which is
 * open as long as this process lives.
 */
const WITH_US = '"$@" & child=$!; read -r _; kill -INT $child; wait $child';

/** Starts a Redis of its own. */
export async function startRedis(): Promise<Service> {
	const { folder, remove } = temporaryFolder('redis');
	const [port] = await freePorts(1);
	const password = randomBytes(15).toString('hex');
	const config = join(folder, 'redis.conf');
	// In a file, as the command line of a process can be read by everybody.
	writeFileSync(
		config,
		['bind 127.0.0.1', `port ${port}`, `requirepass ${password}`, `dir ${folder}`, 'save ""'].join(
			'\n',
		),
		{ mode: 0o600 },
	);
	return await service('redis-server', [config], { folder, port, password, remove });
}

/** Starts a PostgreSQL of its own, with an empty database. */
export async function startPostgres(): Promise<Service> {
	const user = otherUser();
	const { folder, remove } = temporaryFolder('postgres', user && openTemporaryFolder());
	const [port] = await freePorts(1);
	const password = randomBytes(15).toString('hex');
	const programs = postgresFolder();
	const passwordFile = join(folder, 'password');
	writeFileSync(passwordFile, password, { mode: 0o600 });
	if (user) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
	const data = join(folder, 'data');
	const access = ['--auth=scram-sha-256', `--pwfile=${passwordFile}`, `--username=${DATABASE}`];
	execFileSync(
		join(programs, 'initdb'),
		['-D', data, ...access, '--encoding=UTF8', '--locale=C', '--no-sync'],
		{
			...user,
			cwd: folder,
		},
	);
	// No socket in a file: its path may not be longer than 107 characters, and that of a temporary folder may be.
	const listening = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
	return await service(
		join(programs, 'postgres'),
		['-D', data, '-p', String(port), ...listening],
		{ folder, port, password, remove },
		user,
	);
}

/** Where PostgreSQL's server programs lie: Debian keeps them out of the search path, a folder a version. */
function postgresFolder(): string {
	const debian = '/usr/lib/postgresql';
	const folders = [
		...(existsSync(debian)
			? readdirSync(debian).map((version) => join(debian, version, 'bin'))
			: []),
		...process.env.PATH!.split(':'),
	];
	const found = folders.find((folder) => existsSync(join(folder, 'initdb')));
	if (!found) throw new Error('No PostgreSQL. Run: node scripts/setup.js --services');
	return found;
}

/** PostgreSQL refuses to run as root: then it runs as the user that Debian made for it, or as nobody. */
function otherUser(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const users = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.map((line) => line.split(':'));
	const [, , uid, gid] = ['postgres', 'nobody'].flatMap((name) =>
		users.filter((user) => user[0] === name),
	)[0];
	return { uid: Number(uid), gid: Number(gid) };
}

/** The folder of temporary files, where every user may enter it. */
function openTemporaryFolder(): string {
	for (let folder = resolve(tmpdir()); folder !== dirname(folder); folder = dirname(folder)) {
		if ((statSync(folder).mode & 0o1) === 0) return '/tmp';
	}
	return tmpdir();
}

async function service(
	program: string,
	args: string[],
	place: { folder: string; port: number; password: string; remove: () => void },
	user?: { uid: number; gid: number },
): Promise<Service> {
	const { folder, port, password, remove } = place;
	const logFile = join(folder, 'log');
	const log = openSync(logFile, 'a');
	const child = spawn('sh', ['-c', WITH_US, 'sh', program, ...args], {
		...user,
		cwd: folder,
		stdio: ['pipe', log, log],
		detached: true,
	});
	closeSync(log);
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const forget = atOurEnd(() => child.stdin!.destroy());
	const stop = async () => {
		child.stdin!.end();
		await ended;
		forget();
		remove();
	};
	const deadline = Date.now() + START_TIMEOUT;
	while (!(await listens(port))) {
		if (child.exitCode !== null || Date.now() > deadline) {
			const said = existsSync(logFile) ? readFileSync(logFile, 'utf8') : '';
			await stop();
			throw new Error(`${program} did not start. It said:\n${said}`);
		}
		await sleep(100);
	}
	return { port, password, stop };
}

async function listens(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = createConnection({ port, host: '127.0.0.1' });
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(false));
	});
}
