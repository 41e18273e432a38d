/** The forms of an answer. Convoso's Response Data Type can be each; the other vendors get JSON. */
export type ReplyFormat = 'json' | 'text' | 'xml';

/** An answer with HTTP 200. */
export interface Reply {
	contentType: string;
	body: string;
}

const CONTENT_TYPES: Record<ReplyFormat, string> = {
	json: 'application/json; charset=utf-8',
	text: 'text/plain; charset=utf-8',
	xml: 'application/xml; charset=utf-8',
};

const BODIES: Record<ReplyFormat, string> = {
	json: '{"success":true}',
	text: 'OK',
	xml: '<?xml version="1.0" encoding="UTF-8"?><response><success>true</success></response>',
};

/**
 * The answer to an event that was taken.
 *
 * @param own text of the user instead of the usual one
 * @param note why nothing was started; only JSON has a place for it
 */
export function replyIn(format: ReplyFormat, own = '', note?: string): Reply {
	const usual =
		format === 'json' && note ? JSON.stringify({ success: true, message: note }) : BODIES[format];
	return { contentType: CONTENT_TYPES[format], body: own === '' ? usual : own };
}
