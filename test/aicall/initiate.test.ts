import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { INodeParameters } from 'n8n-workflow';

import { holdings } from '../../sandbox/iqra/account';
import { byId, lab, numbered } from '../support/lab';
import {
	appointments,
	configOf,
	fromCampaign,
	initiate,
	INITIATE,
	newLeads,
	RECIPIENT,
	sentParts,
} from './calling';

const { vendor: iqra, sandbox, clock, credentials, run, sent, fail } = lab('aiCall');
/** The clocks are not changed in its summer, and it is within the five years that may be planned ahead. */
const nextYear = new Date().getFullYear() + 1;
const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
const inHours = (hours: number) =>
	DateTime.fromMillis(clock.wallTime(), { zone: 'utc' }).plus({ hours }).toISO()!;

describe.each(['runner', 'routingNode'] as const)('on %s', (engine) => {
	it('Initiate sends the documented parts, none as a file, and gives the queue id', async () => {
		iqra.contract = 'document';
		const scheduled = inHours(30);
		const { items, error } = await run(
			{
				...initiate,
				dynamicVariables: { pair: [{ key: 'customer_name', value: 'Zoë' }] },
				metadata: { pair: [{ key: 'lead_id', value: 10001 }] },
				options: { campaignId: byId(newLeads.id), scheduledTime: scheduled },
			},
			{ engine },
		);
		expect(error).toBeUndefined();
		expect(items).toEqual([
			{ json: { queueId: iqra.calls[0].queueId }, pairedItem: expect.anything() },
		]);
		expect(sentParts(sent())).toEqual([
			{ name: 'RecipientNumber', value: RECIPIENT },
			{ name: 'NumberId', value: holdings.numbers[0].id },
			{ name: 'AgentId', value: holdings.agents[0].id },
			{ name: 'CampaignId', value: newLeads.id },
			{ name: 'ScheduledTime', value: scheduled },
			{ name: 'DynamicVariables[customer_name]', value: 'Zoë' },
			{ name: 'Metadata[lead_id]', value: '10001' },
			{ name: 'Metadata[n8nRequestId]', value: expect.stringMatching(UUID) },
		]);
		const [{ headers, secretsIn }] = sent();
		expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
		expect(secretsIn).toEqual(['headers']);
	});

	it('Initiate leaves out what is not filled in', async () => {
		iqra.contract = 'document';
		await run({ ...initiate, options: { scheduledTime: '', campaignId: byId('') } }, { engine });
		expect(sentParts(sent()).map(({ name }) => name)).toEqual([
			'RecipientNumber',
			'NumberId',
			'AgentId',
			'Metadata[n8nRequestId]',
		]);
	});

	it('Initiate From Campaign sends one part, config, with the exact names', async () => {
		const before = clock.wallTime();
		const { items, error } = await run(fromCampaign, { engine });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([{ queueId: iqra.calls[0].queueId }]);
		const config = configOf(sentParts(sent()));
		expect(config).toEqual({
			campaignId: newLeads.id,
			number: { type: 0, toNumber: RECIPIENT },
			schedule: { dateTimeUTC: expect.any(String), maxDateTimeUTC: expect.any(String) },
			dynamicVariables: {},
			metadata: { n8nRequestId: expect.stringMatching(UUID) },
		});
		const { dateTimeUTC, maxDateTimeUTC } = config.schedule;
		expect(Date.parse(dateTimeUTC)).toBeGreaterThanOrEqual(before);
		expect(Date.parse(maxDateTimeUTC) - Date.parse(dateTimeUTC)).toBe(3_600_000);
		expect(dateTimeUTC).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
	});

	it('Initiate From Campaign maps the campaign’s own fields', async () => {
		const { error } = await run(
			{
				...fromCampaign,
				campaignId: byId(appointments.id),
				campaignFields: {
					mappingMode: 'defineBelow',
					value: {
						customer_name: 'Zoë',
						'nickname (May Be Empty)': null,
						note: '',
						'lead_id (Metadata)': 7,
					},
				},
				metadata: { pair: [{ key: 'source', value: 'form' }] },
			} as unknown as INodeParameters,
			{ engine },
		);
		expect(error).toBeUndefined();
		const { dynamicVariables, metadata } = configOf(sentParts(sent()));
		expect(dynamicVariables).toEqual({ customer_name: 'Zoë', nickname: '' });
		expect(metadata).toEqual({ lead_id: '7', source: 'form', n8nRequestId: expect.any(String) });
	});

	it.each([
		['a number', 42, '42'],
		['yes or no', false, 'false'],
		['nothing', null, ''],
		['a list', ['a', 1], '["a",1]'],
		['an object', { plan: 'gold' }, '{"plan":"gold"}'],
		['a date', '={{ DateTime.fromISO("2026-03-01T10:00:00Z") }}', '2026-03-01T05:00:00.000-05:00'],
		['text with quotes and line ends', 'a "b"\r\nc', 'a "b"\r\nc'],
	])('sends %s as text', async (_name, value, text) => {
		const pairs = { pair: [{ key: 'x', value }] } as unknown as INodeParameters;
		await run({ ...fromCampaign, dynamicVariables: pairs }, { engine });
		expect(configOf(sentParts(sent())).dynamicVariables).toEqual({ x: text });
	});

	it('takes dates without a zone in the time zone of the workflow', async () => {
		const options = {
			startTime: `${nextYear}-07-01 09:30:00`,
			giveUpTime: `${nextYear}-07-01T12:00:00`,
		};
		await run({ ...fromCampaign, options }, { engine });
		expect(configOf(sentParts(sent())).schedule).toEqual({
			dateTimeUTC: `${nextYear}-07-01T13:30:00.000Z`,
			maxDateTimeUTC: `${nextYear}-07-01T16:00:00.000Z`,
		});
	});

	it.each<[string, INodeParameters, RegExp]>([
		['no recipient', { recipientNumber: '={{ $json.none }}' }, /'Phone Number' is empty/],
		[
			'no country code',
			{ recipientNumber: '(415) 555-0123' },
			/'Phone Number' has no country code/,
		],
		[
			'an extension',
			{ recipientNumber: '+1 415 555 0123 ext. 4' },
			/'Phone Number' has an extension/,
		],
		['too few digits', { recipientNumber: '+1 415' }, /'Phone Number' has 3 digits after \+1/],
		[
			'two numbers',
			{ recipientNumber: '+14155550123 / +14155550124' },
			/'Phone Number' holds several numbers/,
		],
		['no campaign', { campaignId: byId('={{ $json.none }}') }, /'Campaign' is empty/],
		['no date', { options: { startTime: 'soon' } }, /'Start Time' is no date: "soon"/],
		['a start long past', { options: { startTime: '2020-01-01' } }, /'Start Time' is in the past/],
		[
			'a start long past before a give-up time to come',
			{ options: { startTime: '2020-01-01', giveUpTime: `${nextYear}-01-01` } },
			/'Start Time' is in the past/,
		],
		[
			'a start in another age',
			{ options: { startTime: `${nextYear + 9}-01-01` } },
			/'Start Time' lies more than five years ahead/,
		],
		[
			'a business whose expression is empty',
			{ options: { business: byId('={{ $json.none }}') } },
			/'Business' is empty/,
		],
		[
			'give up past',
			{ options: { startTime: '2019-01-01', giveUpTime: '2020-01-01' } },
			/'Give Up Time' is in the past/,
		],
		[
			'give up before start',
			{ options: { startTime: `${nextYear}-01-02`, giveUpTime: `${nextYear}-01-01` } },
			/'Give Up Time' is not after the start/,
		],
		[
			'a value without name',
			{ dynamicVariables: { pair: [{ key: ' ', value: 'x' }] } },
			/'Dynamic Variables' has a value without a name/,
		],
		[
			'a name twice',
			{
				metadata: {
					pair: [
						{ key: 'a', value: '1' },
						{ key: 'a', value: '2' },
					],
				},
			},
			/'Metadata' has "a" more than once/,
		],
		[
			'our own name',
			{ metadata: { pair: [{ key: 'n8nRequestId', value: '1' }] } },
			/which this node sends itself/,
		],
		[
			'a part over 4 MB',
			{ dynamicVariables: { pair: [{ key: 'a', value: 'x'.repeat(4_200_000) }] } },
			/are too large: one part may hold 4 MB/,
		],
	])('refuses %s before anything is sent', async (_name, change, message) => {
		const { error, items } = await run({ ...fromCampaign, ...change }, { engine });
		expect(error?.message).toMatch(message);
		expect(items).toEqual([]);
		expect(sent()).toEqual([]);
	});

	it('refuses a form over 10 MB before anything is sent', async () => {
		const pair = [1, 2, 3].map((key) => ({ key: `k${key}`, value: 'é'.repeat(1_900_000) }));
		const { error } = await run({ ...initiate, dynamicVariables: { pair } }, { engine });
		expect(error?.message).toMatch(/are too large: a call may hold 10 MB/);
		expect(sent()).toEqual([]);
	});

	it('takes a start of a few minutes ago as now', async () => {
		const { error } = await run(
			{ ...fromCampaign, options: { startTime: inHours(-0.2) } },
			{ engine },
		);
		expect(error).toBeUndefined();
		expect(iqra.calls).toHaveLength(1);
	});

	it('a server that wants config says: use the other operation', async () => {
		const { error } = await run(initiate, { engine });
		expect(error?.message).toMatch(/Config not found in form data/);
		expect(error?.description).toMatch(/Use the operation 'Initiate From Campaign'/);
		expect(error?.description).toMatch(/FORM_DATA_CONFIG_NOT_FOUND/);
		expect(sent(INITIATE)).toHaveLength(1);
	});

	it.each([
		['InitiateCall:INSUFFICIENT_BALANCE', 'No credit', /Top up/],
		['InitiateCall:ValidateCallPermission:INSUFFICIENT_BALANCE', 'No credit', /Top up/],
		['InitiateCall:INVALID_NUMBER', 'Bad number', /Check 'Phone Number'/],
		['InitiateCall:INVALID_AGENT', 'Bad agent', /another 'Agent'/],
		['InitiateCall:INVALID_NUMBER_ID', 'Bad number id', /calling number/],
		['InitiateCall:PERMISSION_DENIED', 'No', /has no right/],
		['InitiateCall:BUSINESS_DISABLED', 'Disabled', /is disabled/],
		['InitiateCall:A:CheckModulePermission:MAKECALL_FULL', 'No', /Make Call is turned off/],
		['InitiateCall:X:CAMPAIGN_AGENT_NOT_FOUND', 'No agent', /Check 'Campaign'/],
		['InitiateCall:X:GetUserBusinessById:1', null, /no business with this number/],
		['InitiateCall:X:CheckModulePermission:CALLS_ADDING', 'No', /has no permission/],
		...[
			'FEATURE_NOT_DEFINED',
			'NO_USER_CUSTOMER',
			'NO_USER_CUSTOMER_MINUTES_FEATURE',
			'NO_USER_CUSTOMER_PLAN',
			'PLAN_NOT_FOUND',
			'USER_BILLING_NOT_FOUND',
		].map((code): [string, string, RegExp] => [
			`InitiateCall:ValidateCallPermission:${code}`,
			'No',
			/no plan that pays for calls/,
		]),
		['InitiateCall:SOMETHING_NEW', 'Odd', /against what AI Call says/],
	] as Array<[string, string | null, RegExp]>)(
		'explains %s in both envelopes',
		async (code, message, hint) => {
			for (const contract of ['server', 'document'] as const) {
				iqra.contract = contract;
				iqra.refuseWith = { code, message };
				const { error } = await run(fromCampaign, { engine });
				expect(error?.message).toMatch(message ?? 'refused the request');
				expect(error?.description).toMatch(hint);
				// A long code breaks at its colons; it stands behind what to do.
				expect(error?.description?.endsWith(`AI Call code ${code.replaceAll(':', ': ')}.`)).toBe(
					true,
				);
			}
		},
	);
});

it('sends names with dots and brackets as RoutingNode does, with computed values too', async () => {
	const name = fc
		.string({ unit: fc.constantFrom(...'ab0.[]_ '), minLength: 1, maxLength: 8 })
		.filter((text) => text.trim() === text && !/^_/.test(text));
	const mapped = fc.constantFrom('={{ $json.name }}', '={{ $json.name.toUpperCase() }}', 'plain');
	const fields = fc.dictionary(name, mapped, { minKeys: 1, maxKeys: 4, noNullPrototype: true });
	await fc.assert(
		fc.asyncProperty(fields, async (value) => {
			const parameters = {
				...fromCampaign,
				campaignFields: { mappingMode: 'defineBelow', value },
			} as unknown as INodeParameters;
			const variables = [];
			for (const engine of ['runner', 'routingNode'] as const) {
				const { error } = await run(parameters, { engine, items: [{ json: { name: 'Ada' } }] });
				expect(error?.message).toBeUndefined();
				variables.push(configOf(sentParts(sent())).dynamicVariables);
				sandbox.reset();
			}
			expect(variables[0]).toEqual(variables[1]);
			expect(Object.keys(variables[0] as object).sort()).toEqual(Object.keys(value).sort());
		}),
		{ numRuns: 60, seed: 20_261_125 },
	);
});

it('names the campaign’s required field that has no value, before anything is sent', async () => {
	const { error } = await run({
		...fromCampaign,
		campaignFields: {
			mappingMode: 'defineBelow',
			value: { 'lead_id (Metadata)': '' },
			schema: [{ id: 'lead_id (Metadata)', required: true }],
		},
	} as unknown as INodeParameters);
	expect(error?.message).toMatch(/'Campaign Fields: lead_id \(Metadata\)' is empty/);
	expect(sent()).toEqual([]);
});

it('passes on what the server says about a required variable', async () => {
	const { error } = await run({ ...fromCampaign, campaignId: byId(appointments.id) });
	expect(error?.message).toMatch(/Required customer_name was not found/);
	expect(error?.description).toMatch(/'Campaign Fields'/);
});

it('calls for the business that Options name, each item its own', async () => {
	const { items } = await run(
		{ ...fromCampaign, options: { business: byId('={{ $json.business }}') } },
		{ items: [{ json: { business: '7' } }, { json: { business: 12 } }] },
	);
	expect(items).toHaveLength(2);
	expect(iqra.calls.map(({ businessId }) => businessId)).toEqual([7, 12]);
});

it('a business that one item may not use does not end the calls of the others', async () => {
	fail({ path: INITIATE.replace('12', '13'), kind: 'answer', status: 403, times: 9 });
	const { items } = await run(
		{ ...fromCampaign, options: { business: byId('={{ $json.business }}') } },
		{
			items: [{ json: { business: '13' } }, { json: { business: '7' } }],
			settings: { onError: 'continueRegularOutput' },
		},
	);
	expect(items.map(({ json }) => Object.keys(json))).toEqual([['error'], ['queueId']]);
});

it.each(['', '/', '/api/v1', '/api/v1/'])(
	'takes the Base URL with "%s" at its end',
	async (end) => {
		const { baseUrl } = sandbox.credentials().aiCallApi;
		const { items } = await run(fromCampaign, {
			credentials: credentials({ baseUrl: `${String(baseUrl)}${end}` }),
		});
		expect(items).toHaveLength(1);
	},
);

it('takes an API key that was copied with Token before it', async () => {
	const { apiKey } = sandbox.credentials().aiCallApi;
	const { items } = await run(fromCampaign, {
		credentials: credentials({ apiKey: ` Token ${String(apiKey)} ` }),
	});
	expect(items).toHaveLength(1);
});

it.each([
	['a bad key', () => ({ apiKey: 'sk_live_x' }), /does not know the 'API Key'/, 1],
	['a revoked key', () => ({ apiKey: 'iu_a_b' }), /does not know the 'API Key'/, 1],
	['a restricted key', () => ({ apiKey: iqra.keyRestricted }), /limited to other businesses/, 1],
	['a disabled business', () => ({ businessId: iqra.businessDisabled }), /is disabled/, 1],
	['an unknown business', () => ({ businessId: '99' }), /no business with this number/, 1],
	[
		'a business that is no number',
		() => ({ businessId: 'abc' }),
		/'Business ID' in the credential/,
		3,
	],
])('%s ends the run with its own sentence', async (_name, change, hint, requests) => {
	const { items } = await run(fromCampaign, {
		credentials: credentials(change()),
		items: numbered(3),
		settings: { onError: 'continueRegularOutput' },
	});
	expect(items).toHaveLength(3);
	for (const { json } of items) expect(json.error).toMatch(hint);
	expect(sent()).toHaveLength(requests);
});

it('waits for a 429 and calls once', async () => {
	fail({ path: INITIATE, kind: 'answer', status: 429, headers: { 'retry-after': '1' } });
	const { items, error } = await run(fromCampaign);
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	expect(iqra.calls).toHaveLength(1);
	const [first, second, ...others] = sent(INITIATE);
	expect(others).toEqual([]);
	expect(second.body).toEqual(first.body);
	expect(second.at - first.at).toBeGreaterThanOrEqual(1000);
});
