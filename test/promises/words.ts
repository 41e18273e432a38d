import type { NodeRunResult } from '../support/engine';

/** What a user reads of a run that did not go well; empty where nothing is to be read. */
export function explained({ error, items, errorItems }: NodeRunResult): string {
	const stopped = error ? [error.message, error.description ?? ''] : [];
	const onItems = [...items, ...errorItems].map(({ json }) => json.error).filter(Boolean);
	return [...stopped, ...onItems].join(' ');
}
