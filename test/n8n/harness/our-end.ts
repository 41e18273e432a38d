import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const cleanups = new Set<() => void>();

let watching = false;

/**
 * Has something done when this process ends: by itself, by an uncaught error, on Ctrl-C or on SIGTERM. What was
 * asked for last is done first.
 *
 * @param cleanUp must do its work at once, and not throw
 * @returns call it when there is nothing left to clean up
 */
export function atOurEnd(cleanUp: () => void): () => void {
	watch();
	cleanups.add(cleanUp);
	return () => cleanups.delete(cleanUp);
}

/**
 * Makes an empty folder that only this user may open and that goes when this process ends.
 *
 * @param prefix how its name begins
 * @returns its path, and how to delete it earlier
 */
export function temporaryFolder(prefix: string): { folder: string; remove: () => void } {
	const folder = mkdtempSync(join(tmpdir(), prefix));
	const remove = () => {
		forget();
		rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	};
	const forget = atOurEnd(remove);
	return { folder, remove };
}

function cleanUpAll() {
	for (const cleanUp of [...cleanups].reverse()) cleanUp();
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
