import type { INodeParameters } from 'n8n-workflow';

import type { FaultKind } from '../../sandbox/kit/faults';
import { lab } from '../support/lab';

const { vendor, run: runOnce, sent, fail, pick, byId } = lab('convolo');

/** What a user sees of an answer, by what is done next: go on, correct the item, look in Convolo, change the credential. */
type Outcome = 'success' | 'refused' | 'unknown' | 'credential';

const answered = (body: unknown, status = 200): FaultKind => ({ kind: 'answer', status, body });

const id = '35298eac05ef54b365e601f85d46afc1';
const call = { call_id: id, call_status: 'answered', lead: { lead_phone: '+15551234567' } };

/** An answer, what it means for the start of a call, for the list of calls and for a single call, and words of the first. */
const forms: Array<
	[name: string, answer: FaultKind, start: Outcome, list: Outcome, get: Outcome, words?: RegExp]
> = [
	// Statuses, whatever the body.
	['401 as JSON', answered({ error: 'no' }, 401), 'credential', 'credential', 'credential', /no/],
	['401 as web page', answered('<html></html>', 401), 'credential', 'credential', 'credential'],
	['401 empty', answered('', 401), 'credential', 'credential', 'credential', /HTTP 401/],
	['401 as a list', answered(['denied'], 401), 'credential', 'credential', 'credential', /denied/],
	['403 as text', answered('Nope', 403), 'credential', 'credential', 'credential', /Nope/],
	[
		'403 with an object as error',
		answered({ error: { message: 'Not your widget' } }, 403),
		'credential',
		'credential',
		'credential',
		/Not your widget/,
	],
	['404 as web page', answered('<html></html>', 404), 'refused', 'refused', 'refused', /HTTP 404/],
	[
		'422 by fields',
		answered({ errors: { lc_number: ['is invalid', 'is too short'] } }, 422),
		'refused',
		'refused',
		'refused',
		/lc_number: is invalid; lc_number: is too short/,
	],
	[
		'422 with fields alone',
		answered({ lc_number: ['This field may not be blank.'] }, 422),
		'refused',
		'refused',
		'refused',
		/lc_number: This field may not be blank/,
	],
	[
		'422 with a list of details',
		answered({ detail: [{ loc: ['body', 'lc_number'], msg: 'field required' }] }, 422),
		'refused',
		'refused',
		'refused',
		/field required/,
	],
	[
		'400 with two kinds of words',
		answered({ statusCode: 400, error: 'Bad Request', message: ['lc_number is short'] }, 400),
		'refused',
		'refused',
		'refused',
		/Bad Request; lc_number is short/,
	],
	['413 as web page', answered('<html></html>', 413), 'refused', 'refused', 'refused', /HTTP 413/],
	[
		'500 with a list',
		answered([{ message: 'out of memory' }], 500),
		'unknown',
		'refused',
		'refused',
		/out of memory/,
	],
	['503 as web page', answered('<html></html>', 503), 'unknown', 'refused', 'refused', /HTTP 503/],
	['408 empty', answered('', 408), 'unknown', 'refused', 'refused', /HTTP 408/],
	// Refusals inside of 200.
	[
		'a code of HTTP for keys',
		answered({ code: 401, message: 'Bad key' }),
		'credential',
		'credential',
		'credential',
		/Bad key/,
	],
	[
		'a code of HTTP',
		answered({ code: 404, message: 'Gone' }),
		'refused',
		'refused',
		'refused',
		/Gone/,
	],
	['a status of HTTP as text', answered({ statusCode: '422' }), 'refused', 'refused', 'refused'],
	[
		'a code of a failing server',
		answered({ code: 500, message: 'Oops' }),
		'unknown',
		'refused',
		'refused',
		/Oops/,
	],
	['ok: false', answered({ ok: false }), 'refused', 'refused', 'refused', /without saying why/],
	['success: 0', answered({ success: 0 }), 'refused', 'refused', 'refused'],
	['success: "false"', answered({ success: 'false' }), 'refused', 'refused', 'refused'],
	['false alone', answered(false), 'refused', 'refused', 'refused'],
	[
		'result: false',
		answered({ result: false, text: 'Late' }),
		'refused',
		'refused',
		'refused',
		/Late/,
	],
	[
		'words that refuse',
		answered({ message: 'widget not found' }),
		'credential',
		'refused',
		'refused',
		/widget not found/,
	],
	[
		'words about the right',
		answered({ message: 'Unauthorized' }),
		'credential',
		'credential',
		'credential',
		/Unauthorized/,
	],
	[
		'a refusal inside of data',
		answered({ data: { success: false, error: 'Number is on the blacklist' } }),
		'refused',
		'refused',
		'refused',
		/Number is on the blacklist/,
	],
	[
		'an error as list',
		answered({ errors: ['bad lead'] }),
		'refused',
		'refused',
		'refused',
		/bad lead/,
	],
	[
		'text that refuses',
		answered('Invalid phone'),
		'refused',
		'refused',
		'refused',
		/Invalid phone/,
	],
	// What says neither.
	['nothing', { kind: 'empty' }, 'unknown', 'refused', 'refused', /an empty answer/],
	['null', answered(null), 'unknown', 'refused', 'refused'],
	['an empty object', answered({}), 'unknown', 'refused', 'refused', /did not say whether/],
	['an empty list', answered([]), 'unknown', 'success', 'refused', /did not say whether/],
	['a trace alone', answered({ traceId: 'a1' }), 'unknown', 'refused', 'success'],
	['words alone', answered({ message: 'Thank you' }), 'unknown', 'refused', 'refused', /Thank you/],
	[
		'doubtful words',
		answered({ message: 'Call failed' }),
		'unknown',
		'refused',
		'refused',
		/failed/,
	],
	['doubtful text', answered('Request failed'), 'unknown', 'refused', 'refused', /Request failed/],
	['a web page', { kind: 'html' }, 'unknown', 'refused', 'refused', /a web page/],
	['half an answer', answered('{"success":tr'), 'unknown', 'refused', 'refused', /cut off/],
	[
		'an error beside the ID of a call',
		answered({ call_id: id, error: 'agent busy' }),
		'unknown',
		'refused',
		'success',
		/agent busy/,
	],
	[
		'an error beside a success',
		answered({ success: true, error: 'no agents' }),
		'unknown',
		'refused',
		'refused',
		/no agents/,
	],
	// Successes.
	['success: true', answered({ success: true }), 'success', 'refused', 'refused'],
	['success: 1', answered({ success: 1, error: null }), 'success', 'refused', 'refused'],
	[
		'success: "true"',
		answered({ success: 'true', message: null }),
		'success',
		'refused',
		'refused',
	],
	['ok: true', answered({ ok: true, text: {} }), 'success', 'refused', 'refused'],
	['status: "ok"', answered({ status: 'ok', errors: [] }), 'success', 'refused', 'refused'],
	['a code of 200', answered({ code: '200', data: null }), 'success', 'refused', 'refused'],
	['the ID of the call', answered({ callId: id }), 'success', 'refused', 'success'],
	['the ID inside of data', answered({ data: { call_id: id } }), 'success', 'refused', 'success'],
	['the ID of the lead', answered({ leadId: 7 }), 'success', 'refused', 'success'],
	['the ID as text', answered(id), 'success', 'refused', 'refused'],
	['words that say yes', answered({ message: 'Call queued' }), 'success', 'refused', 'refused'],
	[
		'a list beside a success',
		answered({ success: true, text: ['ok'] }),
		'success',
		'refused',
		'refused',
	],
	// Calls, whichever way they are wrapped.
	['calls', answered({ endCallPayloadList: [call], data: {} }), 'unknown', 'success', 'success'],
	[
		'calls inside of data',
		answered({ data: { endCallPayloadList: [call] } }),
		'unknown',
		'success',
		'success',
	],
	['calls as data', answered({ success: true, data: [call] }), 'success', 'success', 'success'],
	['calls alone', answered([call]), 'success', 'success', 'success'],
	['calls as records', answered({ records: [call] }), 'unknown', 'success', 'success'],
	['calls by ID', answered({ data: { [id]: call } }), 'unknown', 'success', 'success'],
	['calls by ID alone', answered({ [id]: call }), 'unknown', 'success', 'success'],
	['no list', answered({ endCallPayloadList: null }), 'unknown', 'success', 'refused'],
	[
		'a row that is no call',
		answered({ endCallPayloadList: [call, 'x'] }),
		'unknown',
		'refused',
		'refused',
	],
];

const operations: Record<string, INodeParameters> = {
	start: {
		lcNumber: '+1 (555) 123-4567',
		additionalFields: {},
		customParameters: {},
		customAgents: {},
		options: {},
	},
	getMany: { returnAll: false, limit: 1, filters: {} },
	get: { callId: byId(id) },
};

/** Two items, so that a refused credential shows: nothing is asked for the second. */
async function seen(operation: string, answer: FaultKind) {
	fail({ ...answer, times: 99 });
	const { items } = await runOnce(
		{ resource: 'call', operation, requestOptions: {}, ...operations[operation] },
		{ items: [{ json: {} }, { json: {} }], settings: { onError: 'continueRegularOutput' } },
	);
	const errors = items.map(({ json }) => json.error).filter((error) => typeof error === 'string');
	// The record of a call may hold an error too.
	const isSuccess =
		errors.length === 0 || !items.every(({ json }) => Object.keys(json).length === 1);
	const text = errors.join('\n');
	const outcome: Outcome = isSuccess
		? 'success'
		: /It is unknown whether the call was accepted, so it is not sent again/.test(text)
			? 'unknown'
			: sent().length === 1
				? 'credential'
				: 'refused';
	return { outcome, text };
}

/** What a description has to say beside the words of the vendor. */
const ADVICE: Record<Outcome, RegExp> = {
	success: /^$/,
	refused: /: \S/,
	unknown: /Look in Convolo before you send this item once more/,
	credential: /Check '(Widget Key|Account API Key)'/,
};

describe.each(forms)('%s', (_name, answer, start, list, get, words = /./) => {
	it.each([
		['start', start],
		['getMany', list],
		['get', get],
	])('is for call: %s %s', async (operation, expected) => {
		const { outcome, text } = await seen(operation, answer);
		expect(outcome).toBe(expected);
		if (expected === 'success') return;
		expect(text).toMatch(ADVICE[expected]);
		if (operation === 'start' || start === expected) expect(text).toMatch(words);
		expect(text).not.toMatch(/map is not|undefined|\[object|Base URL|Convoso/);
	});

	it(`fills the pick list or says why not (${list})`, async () => {
		fail({ ...answer, times: 99 });
		const asked = pick('searchCalls');
		if (list === 'success') expect((await asked).results).toEqual(expect.any(Array));
		else {
			await expect(asked).rejects.toMatchObject({
				message: expect.stringMatching(/^Convolo/),
				description: expect.stringMatching(/You can also type the ID/),
			});
		}
	});
});

it('gives the rows of a list whichever way it is wrapped', async () => {
	for (const body of [
		{ endCallPayloadList: [call] },
		{ data: { endCallPayloadList: [call] } },
		[call],
		{ data: { [id]: call } },
	]) {
		fail(answered(body));
		const { items } = await runOnce({
			resource: 'call',
			operation: 'getMany',
			requestOptions: {},
			...operations.getMany,
		});
		expect(items.map(({ json }) => json)).toEqual([call]);
	}
});

it('never dials again, whatever came back', async () => {
	for (const [, answer, start] of forms) {
		if (start !== 'unknown') continue;
		vendor.reset();
		const before = sent().length;
		fail(answer);
		await runOnce(
			{ resource: 'call', operation: 'start', requestOptions: {}, ...operations.start },
			{ settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } },
		);
		expect(sent()).toHaveLength(before + 1);
	}
});
