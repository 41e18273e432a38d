import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { packPackage, startN8n, type N8n, type N8nVersion } from '../harness';
import { answers, launchUntilReady, logFile, settings, type Launch } from '../harness/launch';
import { temporaryFolder } from '../harness/our-end';
import { freePorts } from '../harness/ports';
import type { N8nProcess } from '../harness/process';
import { installTarball } from '../harness/user-folder';
import { DATABASE, startPostgres, startRedis, type ServiceAddress } from './services';

export interface QueueOptions {
	workers: number;
	/** Processes that take calls to production webhooks. */
	webhooks: number;
	/** Another n8n than the one under test. */
	n8nVersion?: N8nVersion;
	/** Executions that a worker runs at once; 5 without it, as n8n's documentation advises at least. */
	concurrency?: number;
	/** The package, a .tgz made by `npm pack`; packed from the last build without it. */
	tarball?: string;
	/** More settings for every process of n8n. */
	env?: Record<string, string>;
}

/** An n8n of several processes, with Redis and PostgreSQL of its own. */
export interface Queue {
	/** The main process; workflows, executions and credentials are asked of it. */
	n8n: N8n;
	webhooks: Member[];
	workers: Member[];
	/** Ends all of it, and deletes what it kept. */
	stop: () => Promise<void>;
}

/**
 * A dead worker's jobs are looked for this often, and given up after so long, ms. n8n's own values are 30 and 60 s; nothing
 * but the wait differs.
 */
const DEAD_WORKERS = {
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
};

/** A worker or a webhook process, in a user folder of its own with the package in it. */
export class Member {
	private process!: N8nProcess;

	/**
	 * @param url where it answers; a worker answers nobody
	 * @param launch how it is started
	 * @param remove deletes its user folder
	 */
	constructor(
		readonly url: string,
		private readonly launch: Launch,
		private readonly remove: () => void,
	) {}

	/** Starts it, for the first time or again. */
	async start(): Promise<this> {
		this.process = await launchUntilReady(this.launch);
		return this;
	}

	get pid(): number {
		return this.process.pid;
	}

	/** Ends it as a crash does: `kill -9`. */
	kill(): void {
		this.process.kill();
	}

	/** All lines it has printed since it was first started. */
	logs(): string[] {
		return readFileSync(logFile(this.launch.userFolder), 'utf8').split('\n').slice(0, -1);
	}

	/** Ends it in its orderly way, and deletes its user folder. */
	async stop(): Promise<void> {
		await this.process.stop();
		this.remove();
	}
}

/**
 * Starts n8n in queue mode, on free ports of 127.0.0.1. It ends when the starting process does.
 *
 * @throws if a part of it does not start; nothing is left running then
 */
export async function startQueue(options: QueueOptions): Promise<Queue> {
	const running: Array<{ stop: () => Promise<void> }> = [];
	const stop = async () => {
		for (const one of running.reverse()) await one.stop();
	};
	const run = async <T extends { stop: () => Promise<void> }>(starting: Promise<T>): Promise<T> => {
		const one = await starting;
		running.push(one);
		return one;
	};
	try {
		const redis = await run(startRedis());
		const postgres = await run(startPostgres());
		const tarball = options.tarball ?? (await packPackage()).tarball;
		const env = { ...queueSettings(redis, postgres), ...DEAD_WORKERS, ...options.env };
		const version = options.n8nVersion;
		const n8n = await run(startN8n({ tarball, version, env }));
		const member = async (command: string[]) =>
			await run((await newMember(command, { tarball, version, env })).start());
		const times = (count: number) => Array.from({ length: count });
		const concurrency = `--concurrency=${options.concurrency ?? 5}`;
		// One after the other: a process that starts takes a core for itself.
		const workers: Member[] = [];
		for (const _ of times(options.workers)) workers.push(await member(['worker', concurrency]));
		const webhooks: Member[] = [];
		for (const _ of times(options.webhooks)) webhooks.push(await member(['webhook']));
		return { n8n, workers, webhooks, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/**
 * What every process of n8n is told of the queue and the database.
 *
 * @returns n8n's settings, with a key of their own for the credentials
 */
export function queueSettings(
	redis: ServiceAddress,
	postgres: ServiceAddress,
): Record<string, string> {
	return {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		QUEUE_BULL_REDIS_PASSWORD: redis.password,
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: DATABASE,
		DB_POSTGRESDB_USER: DATABASE,
		DB_POSTGRESDB_PASSWORD: postgres.password,
		// All processes read the same credentials.
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	};
}

async function newMember(
	command: string[],
	options: { tarball: string; version?: N8nVersion; env: Record<string, string> },
): Promise<Member> {
	const { tarball, version } = options;
	const { folder: userFolder, remove } = temporaryFolder('n8n');
	await installTarball(userFolder, tarball);
	const [port, brokerPort] = await freePorts(2);
	const url = `http://127.0.0.1:${port}`;
	const env = { ...settings({ userFolder, port, brokerPort }, version), ...options.env };
	const launches = () =>
		readFileSync(logFile(userFolder), 'utf8').split('worker is now ready').length - 1;
	let launched = 0;
	const isReady = async () => {
		if (command[0] === 'webhook') return await takesWebhooks(url);
		// A worker listens nowhere; it says so once each time.
		const isUp = launches() > launched;
		if (isUp) launched = launches();
		return isUp;
	};
	return new Member(url, { userFolder, env, command, version, isReady }, remove);
}

/** Whether a webhook process knows its webhooks. n8n 1.x says that it is ready before: then it has no page of any name. */
async function takesWebhooks(url: string): Promise<boolean> {
	if (!(await answers(url, ['/healthz/readiness']))) return false;
	try {
		const unknown = await fetch(`${url}/webhook/none`, { signal: AbortSignal.timeout(30_000) });
		return /not registered/.test(await unknown.text());
	} catch {
		return false;
	}
}
