import type { FaultKind, FaultTarget } from '../../sandbox/kit/faults';
import { nodeType } from '../support/engine';
import { lab, type Question } from '../support/lab';

const PARAMS = '/api/v2/ext/get-custom-params';
const LIST = '/api/v2/calls/payload-data-list';

const { vendor, credentials, pick, testCredential, sent, fail } = lab('convolo');
const keys = () => credentials().convoloApi as Record<string, string>;

describe('the test of the credential', () => {
	const test = async (change: Record<string, string> = {}) => {
		const result = await testCredential(change);
		// Whatever comes of it, nobody was called.
		expect(vendor.store.calls).toEqual([]);
		expect(sent('/rest/v1/ext/add_call_api/')).toEqual([]);
		return result;
	};

	it('passes with good keys, with or without the key of the account', async () => {
		expect(await test()).toMatchObject({ status: 'OK' });
		expect(sent().map(({ path }) => path)).toEqual([PARAMS, LIST]);
		expect(await test({ accountApiKey: '' })).toMatchObject({ status: 'OK' });
		expect(await test({ accountApiKey: '', baseUrl: `${keys().baseUrl}/` })).toMatchObject({
			status: 'OK',
		});
	});

	it("tells the account's key in the place of the widget's", async () => {
		const { status, message } = await test({ apiKey: keys().accountApiKey });
		expect(status).toBe('Error');
		expect(message).toMatch(
			/Invalid API key \*\*\*.*the one of the widget.*not the one of the account/,
		);
	});

	it('tells a bad key of the account from bad keys of the widget', async () => {
		const { status, message } = await test({ accountApiKey: 'something-else' });
		expect(status).toBe('Error');
		expect(message).toMatch(/^The keys of the widget work\. .*'Account API Key'/);
	});

	it('tests nothing but the key for reports on their older host', async () => {
		const server = 'https://api.leads.convolo.ai';
		expect(await test({ server })).toMatchObject({ status: 'OK' });
		expect(sent().map(({ path }) => path)).toEqual([LIST]);
		const bad = await test({ server, accountApiKey: 'something-else' });
		expect(bad.message).toMatch(/Unauthorized.*'Account API Key'/);
		const none = await test({ server, accountApiKey: '' });
		expect(none.message).toMatch(/Fill in 'Account API Key'/);
	});

	it('says that a server without the harmless request leaves only a call', async () => {
		vendor.hasCustomParams = false;
		const { status, message } = await test();
		expect(status).toBe('Error');
		expect(message).toMatch(/cannot be tested without placing a call: it does not offer/);
	});

	it.each<[string, FaultKind & Partial<FaultTarget>]>([
		['a web page', { kind: 'html' }],
		['HTTP 500', { kind: 'answer', status: 500, body: {}, times: 9 }],
	])('does not take %s for a good key', async (_name, fault) => {
		fail({ path: PARAMS, ...fault });
		const { status, message } = await test();
		expect(status).toBe('Error');
		expect(message).toMatch(/cannot be tested without placing a call.*Check 'Server'/);
	});

	it('does not follow a redirect with the keys', async () => {
		const headers = { location: 'http://127.0.0.1:9/' };
		fail({ path: PARAMS, kind: 'answer', status: 302, headers });
		const { status, message } = await test();
		expect(status).toBe('Error');
		expect(message).toMatch(/sends the request on.*enter http:\/\/127\.0\.0\.1:9 as 'Server'/);
	});

	it('says when the address cannot be reached', async () => {
		const { status, message } = await test({ baseUrl: 'http://127.0.0.1:9' });
		expect(status).toBe('Error');
		expect(message).toMatch(/could not be reached.*ECONNREFUSED.*'Server'/);
	});
});

describe('the list of custom parameters', () => {
	const search = async (filter?: string) => {
		const { results } = await pick('searchCustomParameters', { filter });
		return results.map(({ value }) => value);
	};

	it('holds the names that the widget knows', async () => {
		expect(await search()).toEqual(['budget', 'project_name', 'source']);
		expect(await search('PROJ')).toEqual(['project_name']);
	});

	it.each<[string, unknown]>([
		['a list of names', ['lc_param_source', 'budget', 'agent01name', 'too-odd']],
		['a list of keys', { params: [{ key: 'source' }, { param_name: 'budget' }, {}] }],
		['an object by name', { success: true, data: { custom_params: { source: 'x', budget: '' } } }],
		['an object alone', { source: 'x', budget: '' }],
	])('reads %s', async (_name, body) => {
		fail({ path: PARAMS, kind: 'answer', status: 200, body });
		expect(await search()).toEqual(['budget', 'source']);
	});

	it.each<[string, FaultKind & Partial<FaultTarget>, RegExp]>([
		['bad keys', { kind: 'answer', status: 401, body: { error: 'no' } }, /'Widget Key'.*By Name/],
		['a missing request', { kind: 'answer', status: 404, body: '<html>' }, /'Server'.*By Name/],
		['a lost connection', { kind: 'drop', when: 'before', times: 9 }, /again later\. .*By Name/],
	])('says after %s what else can be done', async (_name, fault, words) => {
		fail({ path: PARAMS, ...fault });
		const error = (await search().catch((reason: unknown) => reason)) as { description: string };
		expect(error.description).toMatch(words);
	});
});

describe('the list of calls', () => {
	const search = async (more?: Question) => await pick('searchCalls', more);

	it('names each call, newest first, page by page', async () => {
		for (let index = 0; index < 60; index++) {
			vendor.store.addCall(`+1555${1_000_000 + index}`);
		}
		const first = await search();
		expect(first.results).toHaveLength(50);
		expect(first.results[0]).toEqual({
			name: '+15551000059, 2026-03-01 01:00, missed',
			value: (60).toString(16).padStart(32, '0'),
		});
		const second = await search({
			paginationToken: first.paginationToken as string,
		});
		expect(second.results).toHaveLength(10);
		expect(second.paginationToken).toBeUndefined();
		expect((await search({ filter: '1000007' })).results).toHaveLength(1);
	});

	it('names the credential field when the key of the account is missing', async () => {
		await expect(search({ credentials: credentials({ accountApiKey: '' }) })).rejects.toMatchObject(
			{
				description: expect.stringMatching(/'Account API Key' in the Convolo credential/),
			},
		);
		expect(sent()).toEqual([]);
	});
});

it('offers all 249 countries by name', async () => {
	const { description } = await nodeType('convolo');
	const fields = description.properties.find(({ name }) => name === 'additionalFields');
	const country = fields!.options!.find(({ name }) => name === 'country') as {
		options: Array<{ name: string; value: string }>;
	};
	const codes = country.options.map(({ value }) => value);
	expect(new Set(codes).size).toBe(249);
	expect(codes.filter((code) => !/^[A-Z]{2}$/.test(code))).toEqual([]);
	expect(country.options).toContainEqual({ name: 'Germany (DE)', value: 'DE' });
});
