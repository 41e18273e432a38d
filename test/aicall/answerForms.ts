import type { FaultKind } from '../../sandbox/kit/faults';

/** What an answer means for the user. */
export type Meaning = 'success' | 'refused' | 'unknown' | 'credential';

/** One form that an answer may have. */
export interface AnswerForm {
	name: string;
	/** @param content what was asked for, as the server would send it */
	answer: (content: unknown) => FaultKind;
	/** What it means of a call that was to be made. */
	write: Meaning;
	/** What it means of a question; the same where left out, and refused for what would be unknown of a call. */
	read?: Meaning;
}

const form = (
	name: string,
	write: Meaning,
	answer: AnswerForm['answer'],
	read?: Meaning,
): AnswerForm => ({ name, write, answer, read });

/** Any body as JSON, with HTTP 200 unless told otherwise. */
const json = (body: unknown, status = 200): FaultKind => ({
	kind: 'answer',
	status,
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify(body),
});
const text = (body: string, status = 200, type = 'text/plain'): FaultKind => ({
	kind: 'answer',
	status,
	headers: { 'content-type': type },
	body,
});
const page = (status: number) =>
	text('<!DOCTYPE html><html><body>Oops</body></html>', status, 'text/html');
const sentOn = (status: number): FaultKind => ({
	kind: 'answer',
	status,
	headers: { location: 'http://127.0.0.1:9/elsewhere' },
});

const KEY =
	'ValidateUserAPIAndBusinessWithPermissions:ValidateUserAPIWithPermissions:VALIDATE_API_KEY';

export const answerForms: AnswerForm[] = [
	form('the server’s frame', 'success', (data) =>
		json({ data, success: true, message: null, code: null }),
	),
	form('the published frame', 'success', (data) =>
		json({ Success: true, Data: data, Code: null, Message: 'Done' }),
	),
	form('success as 1', 'success', (data) => json({ success: 1, data })),
	form('success as text', 'success', (data) => json({ success: 'true', data })),
	form('error: null beside success', 'success', (data) =>
		json({ success: true, data, error: null, errors: [] }),
	),
	form('an object for words beside success', 'success', (data) =>
		json({ success: true, data, message: { text: 'Done' } }),
	),
	form('a list of words beside success', 'success', (data) =>
		json({ success: true, data, message: ['Done'] }),
	),
	form('HTTP 201', 'success', (data) => json({ success: true, data }, 201)),
	form('no sign, but what was asked for', 'success', (data) => json({ data, message: null })),
	form('no frame, but what was asked for', 'success', (data) => json(data)),

	form('success: false', 'refused', () =>
		json({ data: null, success: false, message: 'No line is free', code: 'X:NO_LINE' }),
	),
	form('success: false without words', 'refused', () =>
		json({ data: null, success: false, message: null, code: 'X:NO_LINE' }),
	),
	form('Success: "false"', 'refused', () => json({ Success: 'false', Message: 'No line is free' })),
	form('success: 0', 'refused', () => json({ success: 0 })),
	form('ok: false', 'refused', () => json({ ok: false })),
	form('result: false', 'refused', () => json({ result: false, message: 'No line is free' })),
	form('an error as text', 'refused', () => json({ error: 'No line is free' })),
	form('an error as object', 'refused', () => json({ data: {}, error: { message: 'No line' } })),
	form('errors by field', 'refused', () => json({ errors: { limit: ['is too high'] } })),
	form('a code of its own', 'refused', () => json({ code: 5001, text: 'No line is free' })),
	form('a code in letters', 'refused', () => json({ code: 'X:NO_LINE', data: null })),
	form('a problem of the framework', 'refused', () => json({ title: 'Bad Request', status: 400 })),
	form('words that refuse', 'refused', () => json({ message: 'The limit is exceeded' })),

	form('a bad key', 'credential', () =>
		json({ success: false, data: null, message: 'Not for you', code: `X:${KEY}:KEY_NOT_FOUND` }),
	),
	form('a missing permission', 'credential', () =>
		json({
			success: false,
			data: null,
			message: 'Not for you',
			code: 'X:CheckModulePermission:OUTBOUND_FULL',
		}),
	),
	form('code: 401', 'credential', () => json({ code: 401, message: 'Not for you' })),
	form('code: 500', 'unknown', () => json({ code: 500, message: 'Not for you' })),
	form('the word Unauthorized', 'credential', () => json({ message: 'Unauthorized' })),
	form('the word Forbidden', 'credential', () => json({ message: 'Forbidden' })),

	form('an empty object', 'unknown', () => json({})),
	form('null', 'unknown', () => json(null)),
	form('nothing', 'unknown', () => ({ kind: 'empty' })),
	form('a number', 'unknown', () => json(1)),
	form('a text', 'unknown', () => text('Call queued')),
	form('words that say neither', 'unknown', () => json({ message: 'Received' })),
	form('a trace id alone', 'unknown', () => json({ traceId: '665f0c2b9d1e4a0012ab34cd' })),
	form('success without content', 'unknown', () => json({ success: true, data: null })),
	form('success alone', 'unknown', () => json({ success: true })),
	form('a web page', 'unknown', () => page(200)),
	form('half an answer', 'unknown', () => ({ kind: 'cut' })),
	form('half an answer that was built by hand', 'unknown', () => text('{"success":true,"da')),

	form('400 of the framework', 'refused', () => json({ title: 'One or more errors' }, 400)),
	form('400 with a web page', 'refused', () => page(400)),
	form('401 with a web page', 'credential', () => page(401)),
	form('401 with nothing', 'credential', () => text('', 401)),
	form('401 with text', 'credential', () => text('Invalid token.', 401)),
	form('401 with JSON', 'credential', () => json({ detail: 'Invalid token.' }, 401)),
	form('401 with a sign of success', 'credential', (data) => json({ success: true, data }, 401)),
	form('403 with a web page', 'credential', () => page(403)),
	form('403 with JSON', 'credential', () => json({ success: false, message: 'Not for you' }, 403)),
	form('404 with a web page', 'refused', () => page(404)),
	form('404 with JSON', 'refused', () => json({ message: 'Route not found' }, 404)),
	form('405 with nothing', 'refused', () => text('', 405)),
	form('409 with JSON', 'refused', () => json({ message: 'Conflict' }, 409)),
	form('413 with a web page', 'refused', () => page(413)),
	form('422 with a list', 'refused', () => json({ errors: ['limit is too high'] }, 422)),
	form('408', 'unknown', () => text('', 408)),
	form('425', 'unknown', () => text('', 425)),
	form('499', 'unknown', () => text('', 499)),
	form('500 with JSON', 'unknown', () => json({ message: 'Boom' }, 500)),
	form('500 with a sign of success', 'unknown', (data) => json({ success: true, data }, 500)),
	form('502 with a web page', 'unknown', () => page(502)),
	form('503 with nothing', 'unknown', () => text('', 503)),
	form('504 with text', 'unknown', () => text('upstream timed out', 504)),
	form('a redirect that may follow the work', 'unknown', () => sentOn(302)),
	form('a redirect of the request', 'refused', () => sentOn(307)),
];
