import type { StoredCall } from '../../sandbox/iqra/callTimeline';
import { byId, lab, numbered } from '../support/lab';
import { nodeType, type NodeRunResult } from '../support/engine';
import { operationsOf } from '../support/parameters';
import { share } from '../support/runs';
import { answerForms, type Meaning } from './answerForms';
import { fromCampaign, initiate, INITIATE, QUEUE, RECIPIENT, waitForNew } from './calling';

const { vendor: iqra, clock, run, sent, fail, pick, mapper, testCredential } = lab('aiCall');

const ITEMS = 3;
const CONVERSATIONS = '/api/v1/business/12/conversations';
const BUSINESS = '/api/v1/business/12';

/** A call that is long over. */
let call: StoredCall;
beforeEach(() => {
	const at = clock.wallTime() - 60_000;
	call = iqra.addCall({ recipientNumber: RECIPIENT, enqueuedAt: at, startAt: at });
});

const row = (name: string) => ({
	id: `${name}-1`,
	queueId: call.queueId,
	status: 4,
	sessionStatus: 6,
});
const common = { options: {}, requestOptions: {} };
const list = { operation: 'getMany', returnAll: true, filters: {}, ...common };
const pageOf = (rows: unknown[]) => ({ items: rows, nextCursor: null, totalCount: rows.length });

/** Every operation: how it is asked, where, and what the server would give. */
const operations = {
	'call.initiate': { parameters: initiate, path: INITIATE, content: () => [call.queueId] },
	'call.initiateFromCampaign': {
		parameters: fromCampaign,
		path: INITIATE,
		content: () => [call.queueId],
	},
	'call.waitUntilFinished': {
		parameters: waitForNew,
		path: INITIATE,
		content: () => [call.queueId],
	},
	'call.get': {
		parameters: { resource: 'call', operation: 'get', queueId: 'q1', ...common },
		path: `${QUEUE}/q1`,
		content: () => row('call'),
	},
	'call.getMany': {
		parameters: { resource: 'call', ...list },
		path: QUEUE,
		content: () => pageOf([row('call')]),
	},
	'conversation.get': {
		parameters: {
			resource: 'conversation',
			operation: 'get',
			conversationId: 's1',
			downloadAudio: false,
			...common,
		},
		path: `${CONVERSATIONS}/s1`,
		content: () => row('conversation'),
	},
	'conversation.getMany': {
		parameters: { resource: 'conversation', ...list },
		path: CONVERSATIONS,
		content: () => pageOf([row('conversation')]),
	},
};
type Name = keyof typeof operations;
const isWrite = (name: Name) => operations[name].path === INITIATE;

it('the table has every operation', async () => {
	const { description } = await nodeType('aiCall');
	const names = operationsOf(description).map(
		({ resource, operation }) => `${resource}.${operation}`,
	);
	expect(Object.keys(operations).sort()).toEqual(names.sort());
});

/** What the user is told of each of three items, and how often the server was asked. */
function meaningOf({ items }: NodeRunResult, asked: number): Meaning {
	const errors = items.map(({ json }) => json.error).filter((error) => error !== undefined);
	if (errors.length === 0) return 'success';
	expect(errors).toHaveLength(ITEMS);
	const isUnknown = errors.map((error) =>
		/It is unknown whether the call was accepted/.test(String(error)),
	);
	if (isUnknown.every(Boolean)) return 'unknown';
	expect(isUnknown).not.toContain(true);
	return asked === 1 ? 'credential' : 'refused';
}

const named = (forms: typeof answerForms) => forms.map((form) => [form.name, form] as const);

const operationNames = Object.keys(operations) as Name[];

describe.each(operationNames)('%s', (name) => {
	const tried = share(answerForms, operationNames.indexOf(name));
	it.each(named(tried))('%s', async (_name, form) => {
		const { parameters, path, content } = operations[name];
		fail({ path, times: 99, ...form.answer(content()) });
		// So that what is unknown stays unknown: the queue cannot be read.
		if (isWrite(name)) fail({ path: QUEUE, times: 99, kind: 'answer', status: 404 });
		const result = await run(parameters, {
			items: numbered(ITEMS),
			settings: { onError: 'continueRegularOutput' },
		});
		const forReads = form.write === 'unknown' ? 'refused' : form.write;
		const wanted = isWrite(name) ? form.write : (form.read ?? forReads);
		const asked = sent(path).length;
		expect(meaningOf(result, asked)).toBe(wanted);
		// Nothing is asked again, but what changes nothing and may have been lost on the way.
		if (isWrite(name) && wanted !== 'credential') expect(asked).toBe(ITEMS);
		if (wanted === 'success') expect(result.items).toHaveLength(ITEMS);
		else expect(String(result.items[0].json.error)).toMatch(/^AI Call.{5,}\[item 0\]/);
	});
});

/** What the editor asks for: lists to pick from, the fields of a campaign, the test of a credential. */
const business = {
	businessData: { name: 'Acme', defaultLanguage: 'en' },
	businessApp: {
		agents: [{ id: 'a1', general: { name: 'Ava' } }],
		numbers: [{ id: 'n1', number: '415', voiceEnabled: true }],
		telephonyCampaigns: [
			{
				id: 'c1',
				general: { name: 'New leads' },
				variables: { dynamicVariables: [{ key: 'x' }] },
			},
		],
	},
};
const questions: Array<[string, string, unknown, () => Promise<unknown>, unknown]> = [
	['searchAgents', BUSINESS, business, async () => await names('searchAgents'), ['Ava']],
	[
		'searchCampaigns',
		BUSINESS,
		business,
		async () => await names('searchCampaigns'),
		['New leads'],
	],
	['searchNumbers', BUSINESS, business, async () => await names('searchNumbers'), ['415']],
	[
		'searchBusinesses',
		'/api/v1/user',
		{ bussiness: [12] },
		async () => await names('searchBusinesses'),
		['Sandbox Sales'],
	],
	[
		'campaignFields',
		BUSINESS,
		business,
		async () =>
			(await mapper('campaignFields', { ...fromCampaign, campaignId: byId('c1') })).fields.map(
				({ id }) => id,
			),
		['x'],
	],
];
const names = async (method: string) => (await pick(method)).results.map(({ name }) => name);

describe.each(questions)('%s', (method, path, content, ask, wanted) => {
	const turn = questions.findIndex(([name]) => name === method);
	it.each(named(share(answerForms, turn)))('%s', async (_name, form) => {
		fail({ path, times: 99, ...form.answer(content) });
		const isGood = (form.read ?? form.write) === 'success';
		const answer = await ask().catch((error: Error & { description?: string }) => error);
		if (isGood) return expect(answer).toEqual(wanted);
		expect(answer).toBeInstanceOf(Error);
		const { message, description } = answer as Error & { description?: string };
		expect(message).toMatch(/^AI Call.{5,}/);
		if (method.startsWith('search')) expect(description).toMatch(/type the ID/i);
	});
});

it.each(named(answerForms))('the credential test: %s', async (_name, form) => {
	fail({ path: BUSINESS, times: 99, ...form.answer(business) });
	const isGood = (form.read ?? form.write) === 'success';
	const { status, message } = await testCredential();
	expect({ status, message }).toEqual({
		status: isGood ? 'OK' : 'Error',
		message: expect.stringMatching(isGood ? /works for Acme/ : /^AI Call.{5,}/),
	});
});
