import { createHash } from 'crypto';

import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { z } from 'zod';

/** What the trigger keeps in n8n's database between polls. Times are the server's own, ms since 1970; 0 where not known. */
const stateSchema = z.object({
	/** Which business of which server all of it is about. */
	of: z.string(),
	/** When the newest call was made. */
	newest: z.number(),
	/** Calls that are not finished, or not put out, with when they were made. */
	open: z.record(z.number()),
	/** Calls that are done with, of late: with when they were made. */
	done: z.record(z.number()),
	/** How often the transcript of a finished call was asked for in vain. */
	tries: z.record(z.number()),
	/** Where the looks at open calls go on: when the call was made, and its id, since many may be made at once. */
	next: z.number(),
	nextId: z.string().default(''),
});

export type State = z.infer<typeof stateSchema>;

/** Name of the state among the node's static data. */
const NAME = 'calls';

/**
 * A state that knows of no call.
 *
 * @param place which business of which server it is about
 */
export function newState(place: string): State {
	return { of: nameOf(place), newest: 0, open: {}, done: {}, tries: {}, next: 0, nextId: '' };
}

/**
 * The state of the last poll.
 *
 * @returns undefined at the first poll, and when server or business have been changed
 */
export function readState(context: IPollFunctions, place: string): State | undefined {
	const stored = stateSchema.safeParse(context.getWorkflowStaticData('node')[NAME]);
	if (!stored.success || stored.data.of !== nameOf(place)) return undefined;
	return stored.data;
}

/** Keeps the state, if there is anything new in it: each change costs a write into n8n's database. */
export function writeState(context: IPollFunctions, state: State): void {
	const data = context.getWorkflowStaticData('node');
	if (JSON.stringify(data[NAME]) !== JSON.stringify(state)) data[NAME] = state as IDataObject;
}

function nameOf(place: string): string {
	return createHash('sha256').update(place).digest('base64').slice(0, 16);
}
