import type { ConvosoStore } from './store';

/** A refusal, as Convoso words it: HTTP 200 with a code and a text. */
export class Refused extends Error {
	constructor(
		readonly code: number,
		text: string,
	) {
		super(text);
	}
}

export type Form = Record<string, string>;

/** One endpoint: takes the form (already within its contract), gives the answer. */
export type Endpoint = (form: Form, store: ConvosoStore) => object;
