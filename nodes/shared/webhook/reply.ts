/** The usual answers with HTTP 200. Convoso's Response Data Type can be each; the other vendors get JSON. */
const REPLIES = {
	json: { contentType: 'application/json; charset=utf-8', body: '{"success":true}' },
	text: { contentType: 'text/plain; charset=utf-8', body: 'OK' },
	xml: {
		contentType: 'application/xml; charset=utf-8',
		body: '<?xml version="1.0" encoding="UTF-8"?><response><success>true</success></response>',
	},
};

/** The forms of an answer. */
export type ReplyFormat = keyof typeof REPLIES;

/**
 * The answer to an event that was taken.
 *
 * @param own text of the user instead of the usual one
 * @param note why nothing was started; only JSON has a place for it
 */
export function replyIn(format: ReplyFormat, own = '', note?: string) {
	const { contentType, body } = REPLIES[format];
	const usual = format === 'json' && note ? JSON.stringify({ success: true, message: note }) : body;
	return { contentType, body: own === '' ? usual : own };
}
