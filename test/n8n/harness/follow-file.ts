import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

/** How often a followed file is looked at, ms. */
const INTERVAL = 200;

/**
 * Hands on each line that is added to a file from now on.
 *
 * @param path a file that exists
 * @returns call it to stop, once all lines so far are handed on
 */
export function followFile(path: string, onLine: (line: string) => void): () => void {
	const file = openSync(path, 'r');
	const decoder = new StringDecoder('utf8');
	const buffer = Buffer.alloc(64 * 1024);
	let position = statSync(path).size;
	let unfinished = '';
	const readOn = () => {
		for (;;) {
			const length = readSync(file, buffer, 0, buffer.length, position);
			if (length === 0) return;
			position += length;
			const lines = (unfinished + decoder.write(buffer.subarray(0, length))).split('\n');
			unfinished = lines.pop()!;
			lines.forEach(onLine);
		}
	};
	const timer = setInterval(readOn, INTERVAL);
	timer.unref();
	return () => {
		clearInterval(timer);
		readOn();
		closeSync(file);
	};
}
