import fc from 'fast-check';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { resources } from '../../nodes/Convoso/resources';
import { operationOf } from '../../nodes/shared/describe';
import { prepare, samples } from '../samples/convoso';
import { nodeType } from '../support/engine';
import { lab } from '../support/lab';
import { operationsOf, parametersFor, type OperationName } from '../support/parameters';
import { share } from '../support/runs';

const { sandbox, run, sent, fail, pick } = lab('convoso');

/** What a user is told of an answer. */
type Meaning = 'success' | 'refused' | 'unknown' | 'credential';

interface Form {
	status: number;
	/** Made from a good answer. JSON, unless it is text. */
	body: (good: Record<string, unknown>) => unknown;
	write: Meaning;
	/** Of a read; that of a write when left out. */
	read?: Meaning;
	/** Of a write that promises the ID of what it made. */
	insert?: Meaning;
}

const PAGE = '<!DOCTYPE html><html><body>Nothing here</body></html>';

const good = (change: object): Form => ({
	status: 200,
	body: (answer) => ({ ...answer, ...change }),
	write: 'success',
});

const said = (status: number, body: unknown, write: Meaning, read: Meaning = write): Form => ({
	status,
	body: () => body,
	write,
	read,
});

/** The writes that promise the ID of what they made. */
const PROMISING = ['lead.insert', 'list.insert', 'callback.insert'];

const forms: Record<string, Form> = {
	'as documented': good({}),
	'with a code of success': good({ code: 200 }),
	'with success as 1': good({ success: 1 }),
	'with success as text': good({ success: 'true' }),
	'with an error that is null': good({ error: null }),
	'with a message that is null': good({ message: null }),
	'with text as an object': good({ text: { en: 'Done' } }),
	'with text as a list': good({ text: ['Done'] }),
	'success and nothing else': {
		...said(200, { success: true }, 'success'),
		insert: 'unknown',
	},
	'an empty object': said(200, {}, 'unknown', 'refused'),
	nothing: said(200, '', 'unknown', 'refused'),
	'the word OK': said(200, 'OK', 'unknown', 'refused'),
	'a web page': said(200, PAGE, 'unknown', 'refused'),
	'half of the JSON': said(200, '{"success": tr', 'unknown', 'refused'),
	'a refusal with its code': said(
		200,
		{ success: false, code: 6999, text: 'Something is odd' },
		'refused',
	),
	'a refusal in the other form': said(200, { success: false, error: 'List not found' }, 'refused'),
	'success as 0': said(200, { success: 0, text: 'Not done' }, 'refused'),
	'success as text that is false': said(200, { success: 'false' }, 'refused'),
	'a result that is false': said(200, { result: false }, 'refused'),
	'a code beside a text': said(200, { code: 6999, text: 'Something is odd' }, 'refused'),
	'a code of the token beside a text': said(
		200,
		{ code: 5001, text: 'Auth token is invalid' },
		'credential',
	),
	'a token that is not known': said(
		200,
		{ success: false, code: 5001, text: 'Auth token is invalid' },
		'credential',
	),
	'a token without the right': said(
		200,
		{ success: false, code: 403, text: 'Forbidden' },
		'credential',
	),
	'words about the token': said(
		200,
		{ success: false, error: 'Invalid authentication token' },
		'credential',
	),
	'words about the token and nothing else': said(200, { message: 'Unauthorized' }, 'credential'),
	'401': said(401, { success: false, text: 'Unauthorized' }, 'credential'),
	'401 as a web page': said(401, PAGE, 'credential'),
	'401 with nothing': said(401, '', 'credential'),
	'403 as a web page': said(403, PAGE, 'credential'),
	'404 as a web page': said(404, PAGE, 'refused'),
	'413 as a web page': said(413, PAGE, 'refused'),
	'422 with words': said(422, { success: false, text: 'Invalid data' }, 'refused'),
	'408': said(408, '', 'unknown', 'refused'),
	'425': said(425, '', 'unknown', 'refused'),
	'499': said(499, '', 'unknown', 'refused'),
	'500 with words': said(500, { success: false, text: 'Internal error' }, 'unknown', 'refused'),
	'503 as a web page': said(503, PAGE, 'unknown', 'refused'),
};

const nameOf = ({ resource, operation }: OperationName) => `${resource}.${operation}`;

/** Good parameters of an operation, and what the vendor answers to them. */
async function exampleOf(name: OperationName) {
	const { description } = await nodeType('convoso');
	const sets = fc.sample(parametersFor(description, name, samples), { numRuns: 60, seed: 7 });
	for (const parameters of sets) {
		sandbox.reset();
		prepare(sandbox);
		const { error } = await run(parameters);
		const [first] = sent();
		if (!error && first) return { parameters, answer: first.answer as Record<string, unknown> };
	}
	throw new Error(`No parameters found that ${nameOf(name)} takes`);
}

/** Runs two items into the same answer, and tells what the user sees. */
async function meaningOf(
	parameters: INodeParameters,
	{ status, body }: Form,
	answer: Record<string, unknown>,
): Promise<string> {
	sandbox.reset();
	fail({ path: /./, kind: 'answer', status, body: body(answer), times: 99 });
	const { items } = await run(parameters, {
		items: [{ json: {} }, { json: {} }],
		settings: { onError: 'continueRegularOutput' },
	});
	return meaningIn(items, sent().length);
}

function meaningIn(output: INodeExecutionData[], requests: number): string {
	const errors = output.map(({ json }) => json.error).filter((error) => typeof error === 'string');
	if (errors.length === 0) return 'success';
	if (errors.length !== 2) return `${errors.length} errors of 2`;
	if (/unknown whether/.test(errors[0])) return 'unknown';
	// A refused credential costs one request, not one an item.
	return requests === 1 ? 'credential' : 'refused';
}

it('takes every answer of every operation for what it means', async () => {
	const { description } = await nodeType('convoso');
	const names = operationsOf(description);
	expect(names.length).toBeGreaterThan(30);
	for (const [turn, name] of names.entries()) {
		const { parameters, answer } = await exampleOf(name);
		const seen: Record<string, string> = {};
		const wanted: Record<string, string> = {};
		for (const [label, form] of share(Object.entries(forms), turn)) {
			const meaning = operationOf(resources, name.resource, name.operation).isRead
				? (form.read ?? form.write)
				: form.write;
			const isPromising = PROMISING.includes(nameOf(name));
			wanted[label] = (isPromising ? form.insert : undefined) ?? meaning;
			seen[label] = await meaningOf(parameters, form, answer);
		}
		expect({ name: nameOf(name), seen }).toEqual({ name: nameOf(name), seen: wanted });
	}
}, 300_000);

const rows = [{ id: 'r1' }, { id: 'r2' }];
const search: INodeParameters = {
	resource: 'lead',
	operation: 'search',
	returnAll: true,
	simple: false,
	filters: {},
	requestOptions: {},
};

describe('the rows of a list', () => {
	it.each<[string, object, string[] | RegExp]>([
		['as entries', { data: { entries: rows } }, ['r1', 'r2']],
		['as results beside a count', { data: { entries: 2, results: rows } }, ['r1', 'r2']],
		['as records', { data: { records: rows } }, ['r1', 'r2']],
		['as agents', { data: { agents: rows } }, ['r1', 'r2']],
		['within data of data', { data: { data: rows } }, ['r1', 'r2']],
		['as data', { data: rows }, ['r1', 'r2']],
		['at the top as results', { results: rows }, ['r1', 'r2']],
		['at the top as entries', { entries: rows }, ['r1', 'r2']],
		['by ids', { data: { r1: { name: 'a' }, r2: { name: 'b' } } }, ['r1', 'r2']],
		['by ids within results', { data: { results: { r1: { a: 1 }, r2: { a: 2 } } } }, ['r1', 'r2']],
		['none at all', { data: { total: 0, entries: [] } }, []],
		['none, without data', {}, []],
		['fewer than there are', { data: { total: '5', entries: rows } }, /Only 2 of 5 results/],
		['none of many', { data: { total: 37, entries: [] } }, /Only 0 of 37 results/],
		['one that is no record', { data: { entries: [rows[0], 'r2'] } }, /rows in an unknown form/],
	])('are given %s', async (_label, body, expected) => {
		fail({ path: /./, kind: 'answer', status: 200, body: { success: true, ...body } });
		fail({
			path: /./,
			kind: 'answer',
			status: 200,
			body: { success: true, data: { entries: [] } },
			times: 9,
		});
		const { items, error } = await run(search);
		if (expected instanceof RegExp) expect(error?.message).toMatch(expected);
		else expect(items.map(({ json }) => json.id)).toEqual(expected);
	});

	it('of a pick list are refused in words where they are none', async () => {
		fail({ path: /./, kind: 'answer', status: 200, body: { success: true, data: [1, 2] } });
		await expect(pick('searchCampaigns')).rejects.toThrow(/no list came back/);
	});
});
