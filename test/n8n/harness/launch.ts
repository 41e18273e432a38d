import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { installedN8n, versionUnderTest, type N8nVersion } from './paths';
import { N8nProcess } from './process';

/** One process of n8n, as it is to run. */
export interface Launch {
	userFolder: string;
	/** n8n's settings. */
	env: Record<string, string>;
	/** n8n's command; `start` without it. */
	command?: string[];
	/** Another n8n than the one under test. */
	version?: N8nVersion;
	/** Called with each line n8n prints. */
	onLine?: (line: string) => void;
	isReady: () => Promise<boolean>;
}

/** How long n8n may take until it is ready, ms: long, as a busy machine has taken over a minute. */
const START_TIMEOUT = 300_000;

/** The first page says that the database is there; n8n 1.x is ready before its API is, which the second one tells. */
const READY_PAGES = ['/healthz/readiness', '/rest/settings'];

/** The file that has everything n8n printed. */
export function logFile(userFolder: string): string {
	return join(userFolder, 'n8n.log');
}

/** n8n alone with itself: on loopback, in its own folder, calling nobody. */
export function settings(
	place: { userFolder: string; port: number; brokerPort: number },
	version?: N8nVersion,
): Record<string, string> {
	return {
		HOME: place.userFolder,
		// What it leaves there goes with it, and /tmp need not be writable.
		TMPDIR: place.userFolder,
		N8N_USER_FOLDER: place.userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(place.port),
		N8N_RUNNERS_BROKER_PORT: String(place.brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		// The list of verified packages would be fetched from n8n's server.
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		// So would the list of MCP servers. An n8n does not start when it is told of a module that it lacks.
		...(installedN8n(version).modules.includes('mcp-registry')
			? { N8N_DISABLED_MODULES: 'mcp-registry' }
			: {}),
		// n8n 1.x has one connection to SQLite without this, on which the transactions of two requests get into each other ("no such
		// savepoint", https://github.com/n8n-io/n8n/issues/20916). From 2.0 on this is so by itself.
		...((version ?? versionUnderTest()).startsWith('1.') ? { DB_SQLITE_POOL_SIZE: '3' } : {}),
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
		// Of ten thousand executions the first would go, as if they had never been.
		EXECUTIONS_DATA_PRUNE: 'false',
	};
}

/**
 * Starts a process of n8n and waits until it is ready.
 *
 * @throws if it ends, or is not ready within five minutes; the message has its last lines
 */
export async function launchUntilReady(launch: Launch): Promise<N8nProcess> {
	const { isReady, userFolder: folder, ...options } = launch;
	appendFileSync(logFile(folder), '');
	const process = new N8nProcess({ ...options, folder, logFile: logFile(folder) });
	const deadline = Date.now() + START_TIMEOUT;
	while (!(await isReady())) {
		if (!process.alive || Date.now() > deadline) {
			const reason = process.alive ? `not ready after ${START_TIMEOUT} ms` : 'ended while starting';
			await process.stop();
			const lastLines = readFileSync(logFile(folder), 'utf8').split('\n').slice(-30).join('\n');
			throw new Error(`n8n ${reason}. Its last lines:\n${lastLines}`);
		}
		await sleep(150);
	}
	return process;
}

/** Whether an n8n answers at an address, its editor's API included. */
export async function answers(url: string, pages: string[] = READY_PAGES): Promise<boolean> {
	try {
		for (const page of pages) {
			const response = await fetch(url + page, { signal: AbortSignal.timeout(30_000) });
			if (!response.ok) return false;
		}
		return true;
	} catch {
		return false;
	}
}
