const startedAt = Date.now();

/** Says on stderr what is being done: a line a step, with the time since the start. */
export function say(text: string): void {
	const seconds = Math.round((Date.now() - startedAt) / 1000);
	console.error(`bench ${String(seconds).padStart(4)} s: ${text}`);
}

/** A duration as a person reads it. */
export function inSeconds(ms: number): string {
	return `${(ms / 1000).toFixed(2)} s`;
}
