import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

const cleanups = new Set<() => void>();

let watching = false;

/**
 * Has something done when this process ends: by itself, by an uncaught error, on Ctrl-C or on SIGTERM. What was
 * asked for last is done first.
 *
 * @param cleanUp must do its work at once
 * @returns call it when there is nothing left to clean up
 */
export function atOurEnd(cleanUp: () => void): () => void {
	watch();
	cleanups.add(cleanUp);
	return () => cleanups.delete(cleanUp);
}

/** All folders made where our process ids count: containers that share a folder of temporary files have others. */
const OURS = `lead-dialer-${createHash('sha256').update(`${hostname()} ${processSpace()}`).digest('hex').slice(0, 8)}-`;

/** Names what our process id is of, where a machine has several such; empty elsewhere. */
function processSpace(): string {
	try {
		return readlinkSync('/proc/self/ns/pid');
	} catch {
		return '';
	}
}

/**
 * Makes an empty folder that only this user may open and that goes when this process ends. Folders whose process was
 * killed, so that nobody could delete them, go now.
 *
 * @param purpose a part of its name
 * @param place where it is made; among all temporary files without it
 * @returns its path, and how to delete it earlier
 */
export function temporaryFolder(
	purpose: string,
	place = tmpdir(),
): { folder: string; remove: () => void } {
	removeOrphans(place);
	const folder = mkdtempSync(join(place, `${OURS}${process.pid}-${purpose}-`));
	const remove = () => {
		forget();
		removeFolder(folder);
	};
	const forget = atOurEnd(remove);
	return { folder, remove };
}

function removeFolder(folder: string) {
	// What still writes into it may need a moment to die.
	rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

function removeOrphans(place: string) {
	for (const name of readdirSync(place)) {
		if (!name.startsWith(OURS) || isAlive(Number(name.slice(OURS.length).split('-')[0]))) continue;
		try {
			removeFolder(join(place, name));
		} catch {
			// Another user's, or another start is at it.
		}
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return !isZombie(pid);
	} catch (error) {
		// EPERM: it is another user's.
		return (error as NodeJS.ErrnoException).code !== 'ESRCH';
	}
}

/** Whether a process has ended and nobody has asked how, so that its id is still taken: in containers this can last for ever. */
function isZombie(pid: number): boolean {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// The name before it, in brackets, may hold anything.
		return 'ZX'.includes(stat.charAt(stat.lastIndexOf(')') + 2));
	} catch {
		return false;
	}
}

function cleanUpAll() {
	for (const cleanUp of [...cleanups].reverse()) {
		try {
			cleanUp();
		} catch (error) {
			// The others are to come to their end as well.
			console.error(error);
		}
	}
	cleanups.clear();
}

function watch() {
	if (watching) return;
	watching = true;
	process.once('exit', cleanUpAll);
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		const onSignal = () => {
			cleanUpAll();
			process.off(signal, onSignal);
			// With nobody else listening, the signal now ends this process as if we had never caught it.
			if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
		};
		process.on(signal, onSignal);
	}
}
