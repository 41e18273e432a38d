import type { INodeExecutionData } from 'n8n-workflow';

import { operationOf } from '../../nodes/shared/describe';
import { resources } from '../../nodes/LeadConnector/resources';
import { nodeType } from '../support/engine';
import { lab } from '../support/lab';
import { operationsOf } from '../support/parameters';
import { share } from '../support/runs';
import { examples, parametersOf, type Example } from './operations';

const { sandbox, run, sent, fail } = lab('leadConnector');

/** What a user is told of an answer. */
type Meaning = 'success' | 'refused' | 'unknown' | 'credential';

interface Form {
	status: number;
	/** Made from a good answer. JSON, unless it is text. */
	body: (good: Record<string, unknown>) => unknown;
	headers?: Record<string, string>;
	write: Meaning;
	/** Of a read; that of a write when left out. */
	read?: Meaning;
	/** By operation. */
	but?: Record<string, Meaning>;
}

const PAGE = '<!DOCTYPE html><html><body>Nothing here</body></html>';
const html = { 'content-type': 'text/html' };
const json = { 'content-type': 'application/json' };

/** The one write for which the vendor describes no answer: its status is its word. */
const byStatus = (meaning: Meaning) => ({ 'message.addAttachments': meaning });

const refused = (message: unknown, status: number) => ({ statusCode: status, message });

const said = (status: number, body: unknown, write: Meaning, read: Meaning = write): Form => ({
	status,
	body: () => body,
	write,
	read,
	...(typeof body === 'string' ? { headers: html } : {}),
});

const good = (change: object, status = 200): Form => ({
	status,
	body: (answer) => ({ ...answer, ...change }),
	write: 'success',
});

/** What stands in an answer of an unknown outcome, and in one of a read without what was asked for. */
const forms: Record<string, Form> = {
	'as described': good({}),
	'with 201': good({}, 201),
	'with a trace ID': good({ traceId: 'trace-1' }),
	'with errors that are none': good({ error: null, errors: [] }),
	'with an empty error object': good({ error: {} }),
	'with success as 1': good({ success: 1 }),
	'with success as text': good({ success: 'true' }),
	'within data': { status: 200, body: (answer) => ({ data: answer }), write: 'success' },
	'nothing but a trace ID': {
		...said(201, { traceId: 'trace-1' }, 'unknown', 'refused'),
		but: byStatus('success'),
	},
	'an empty object': { ...said(200, {}, 'unknown', 'refused'), but: byStatus('success') },
	nothing: { ...said(200, '', 'unknown', 'refused'), headers: json, but: byStatus('success') },
	null: { ...said(200, 'null', 'unknown', 'refused'), headers: json, but: byStatus('success') },
	'a number': { ...said(200, '7', 'unknown', 'refused'), headers: json },
	'the word OK': {
		...said(200, 'OK', 'unknown', 'refused'),
		headers: { 'content-type': 'text/plain' },
	},
	'a web page': said(200, PAGE, 'unknown', 'refused'),
	'half of the JSON': { ...said(200, '{"success": tr', 'unknown', 'refused'), headers: json },
	'an empty list of files': {
		...said(200, { uploadedFiles: {} }, 'unknown', 'refused'),
		but: byStatus('success'),
	},
	'success: false': said(200, { success: false, message: 'No such thing' }, 'refused'),
	'success: 0': said(200, { success: 0, msg: 'No such thing' }, 'refused'),
	'success: "false"': said(201, { success: 'false' }, 'refused'),
	'a status of its own': said(200, refused('Not found', 404), 'refused'),
	'a 401 of its own': said(200, refused('Invalid token', 401), 'credential'),
	'a 500 of its own': said(200, refused('Internal server error', 500), 'unknown', 'refused'),
	'an error as text': said(200, { error: 'Bad Request', message: ['type is wrong'] }, 'refused'),
	'an error as an object': said(
		200,
		{
			conversationId: 'c1',
			error: {
				message:
					'400 - "{\\"message\\":\\"Invalid conversationProviderId\\",\\"statusCode\\":400}"',
				name: 'AxiosError',
			},
		},
		'refused',
	),
	'a list of errors': said(200, { errors: ['contactId is odd'] }, 'refused'),
	'words that say no': said(200, { message: 'Contact not found' }, 'refused'),
	'words about the token': said(200, { message: 'Unauthorized' }, 'credential'),
	'400': said(400, refused('Bad Request', 400), 'refused'),
	'400 with an object': said(400, { error: { message: 'contactId is odd' } }, 'refused'),
	'401': said(401, refused('Invalid token: access token is invalid', 401), 'credential'),
	'401 as a web page': said(401, PAGE, 'credential'),
	'401 with nothing': { ...said(401, '', 'credential'), headers: json },
	'401 for want of a scope': said(
		401,
		refused('The token is not authorized for this scope.', 401),
		'credential',
	),
	'403': {
		...said(403, refused('Forbidden resource', 403), 'credential'),
		// Of this one message, not of the token.
		but: { 'message.updateStatus': 'refused', 'message.addAttachments': 'refused' },
	},
	'403 as a web page': said(403, PAGE, 'credential'),
	'403 for another location': said(
		403,
		refused('The token does not have access to this location.', 403),
		'credential',
	),
	'404': said(404, refused('Cannot find it', 404), 'refused'),
	'404 as a web page': said(404, PAGE, 'refused'),
	'413 as a web page': said(413, PAGE, 'refused'),
	'422': said(422, refused(['contactId must be a string'], 422), 'refused'),
	'408': said(408, '', 'unknown', 'refused'),
	'425': said(425, '', 'unknown', 'refused'),
	'499': said(499, '', 'unknown', 'refused'),
	'500': said(500, refused('Internal server error', 500), 'unknown', 'refused'),
	'503 as a web page': said(503, PAGE, 'unknown', 'refused'),
	'a redirect that may follow': {
		...said(302, '', 'unknown', 'refused'),
		headers: { location: 'https://elsewhere.example/x' },
	},
	'a redirect of the request': {
		...said(307, '', 'refused'),
		headers: { location: 'https://elsewhere.example/x' },
	},
};

/** Runs two items into the same answer, and tells what the user sees. */
async function meaningOf(name: string, example: Example, form: Form): Promise<string> {
	const { path, items = [{ json: {} }, { json: {} }] } = example;
	const { status, headers } = form;
	const body = form.body(example.good as Record<string, unknown>);
	fail({ path, kind: 'answer', status, headers, body, times: 99 });
	const result = await run(parametersOf(name, example), {
		items,
		settings: { onError: 'continueRegularOutput' },
	});
	return meaningIn(result.items, sent().filter((one) => path.test(one.path)).length);
}

function meaningIn(output: INodeExecutionData[], requests: number): string {
	const errors = output.map(({ json }) => json.error).filter((error) => typeof error === 'string');
	if (errors.length === 0) return 'success';
	if (errors.length !== 2) return `${errors.length} errors of 2`;
	if (/unknown whether/.test(errors[0])) return 'unknown';
	// A refused credential costs one request, not one an item.
	return requests === 1 ? 'credential' : 'refused';
}

const readOf = ([resource, operation]: string[]) =>
	operationOf(resources, resource, operation).isRead;

it('has an example of every operation', async () => {
	const { description } = await nodeType('leadConnector');
	const names = operationsOf(description).map((one) => `${one.resource}.${one.operation}`);
	expect(Object.keys(examples).sort()).toEqual(names.sort());
});

const jsonOperations = Object.keys(examples).filter((name) => name !== 'message.getRecording');

describe.each([...jsonOperations.entries()].map(([turn, name]) => ({ name, turn })))(
	'$name',
	({ name, turn }) => {
		it('takes every answer for what it means', async () => {
			const seen: Record<string, string> = {};
			const wanted: Record<string, string> = {};
			for (const [label, form] of share(Object.entries(forms), turn)) {
				sandbox.reset();
				const meaning = readOf(name.split('.')) ? (form.read ?? form.write) : form.write;
				wanted[label] = form.but?.[name] ?? meaning;
				seen[label] = await meaningOf(name, examples[name], form);
			}
			expect(seen).toEqual(wanted);
		});
	},
);

const lists = Object.entries(examples).flatMap(([name, { rows }]) =>
	rows === undefined ? [] : [[name, rows] as const],
);

describe.each(lists)('%s', (name, place) => {
	const rows = [{ id: 'r1' }, { id: 'r2' }];
	const byIds = { r1: rows[0], r2: rows[1] };

	it.each<[string, unknown, string[] | RegExp]>([
		['under its name', { [place]: rows }, ['r1', 'r2']],
		['within its name', { [place]: { [place]: rows } }, ['r1', 'r2']],
		['by ids', { [place]: byIds }, ['r1', 'r2']],
		['as data', { data: rows }, ['r1', 'r2']],
		['within data', { data: { [place]: rows } }, ['r1', 'r2']],
		['as records', { records: rows }, ['r1', 'r2']],
		['as results', { results: rows }, ['r1', 'r2']],
		['as entries', { entries: rows }, ['r1', 'r2']],
		['as items', { items: rows }, ['r1', 'r2']],
		['at the top', rows, ['r1', 'r2']],
		['none at all', { [place]: [], total: 0 }, []],
		['null', { [place]: null }, []],
		['fewer than there are', { [place]: rows, total: 5 }, /Only 2 of 5 results could be read/],
		['none of many', { [place]: [], total: 37 }, /Only 0 of 37 results could be read/],
		['one that is no record', { [place]: [rows[0], 'r2'] }, /answered without a list/],
		['elsewhere', { other: rows }, /answered without a list/],
	])('gives the rows %s', async (_label, body, expected) => {
		const example = examples[name];
		fail({ path: example.path, kind: 'answer', status: 200, body, times: 99 });
		const { items, error } = await run(parametersOf(name, example));
		if (expected instanceof RegExp) expect(error?.message).toMatch(expected);
		else expect(items.map(({ json }) => json.id)).toEqual(expected);
	});
});
