/** A refusal as the server words it: HTTP 200, `success: false` and a code. */
export class Refused extends Error {
	/** @param text the server's message, which may be null */
	constructor(
		readonly code: string,
		readonly text: string | null,
	) {
		super(text ?? code);
	}
}

/** What the framework before the server refuses, with HTTP 400. */
export class BadRequest extends Error {}
