import type { INodePropertyOptions } from 'n8n-workflow';

import { nodeType } from '../support/engine';
import { byId, lab, type Question } from '../support/lab';
import { appointments, newLeads } from './calling';

const { vendor: iqra, sandbox, credentials, pick, mapper, testCredential } = lab('aiCall');

const names = async (method: string, more?: Question): Promise<string[]> =>
	(await pick(method, more)).results.map(({ name }) => name);

describe.each(['server', 'document'] as const)('with the answers of the %s', (contract) => {
	beforeEach(() => {
		iqra.contract = contract;
	});

	it('lists the campaigns that can call', async () => {
		expect(await names('searchCampaigns')).toEqual(['Appointments', 'New leads']);
		expect(await names('searchCampaigns', { filter: ' lead' })).toEqual(['New leads']);
	});

	it('lists agents by their names in the language of the business, else in any', async () => {
		expect(await names('searchAgents')).toEqual(['Ava', 'Bruno']);
	});

	it('lists the numbers that can call, SIP lines without a country', async () => {
		expect(await names('searchNumbers')).toEqual(['4155550100 (US)', 'sip-line-1']);
	});

	it('lists businesses by name', async () => {
		expect(await names('searchBusinesses')).toEqual(['Other Business', 'Sandbox Sales']);
	});

	it('offers the fields that the campaign names', async () => {
		const ask = async (id: string) =>
			await mapper('campaignFields', {
				resource: 'call',
				operation: 'initiateFromCampaign',
				campaignId: byId(id),
			});
		const { fields } = await ask(appointments.id);
		expect(fields.map(({ id, displayName, required }) => [id, displayName, required])).toEqual([
			['customer_name', 'customer_name', true],
			['nickname (May Be Empty)', 'nickname (May Be Empty)', false],
			['note', 'note', false],
			['lead_id (Metadata)', 'lead_id (Metadata)', true],
		]);
		expect(await ask(newLeads.id)).toMatchObject({
			fields: [],
			emptyFieldsNotice: expect.stringMatching(/names no variables/),
		});
		expect((await ask('')).emptyFieldsNotice).toMatch(/Choose a campaign/);
	});

	it.each([
		['works', () => ({}), 'OK', /works for Sandbox Sales/],
		['bad key', () => ({ apiKey: 'sk_live_1' }), 'Error', /does not know the 'API Key'/],
		['revoked key', () => ({ apiKey: 'iu_a_b' }), 'Error', /does not know the 'API Key'/],
		['restricted key', () => ({ apiKey: iqra.keyRestricted }), 'Error', /limited to other/],
		['disabled business', () => ({ businessId: iqra.businessDisabled }), 'Error', /is disabled/],
		['unknown business', () => ({ businessId: '99' }), 'Error', /no business with this number/],
		['no number', () => ({ businessId: 'abc' }), 'Error', /'Business ID'/],
		['no business', () => ({ businessId: ' ' }), 'Error', /Fill in 'Business ID'/],
		[
			'wrong address',
			() => ({ baseUrl: `${sandbox.origin}/nowhere` }),
			'Error',
			/Check the 'Base URL'/,
		],
		['nobody there', () => ({ baseUrl: 'http://127.0.0.1:9' }), 'Error', /could not be reached/],
	])('the credential test says: %s', async (_name, change, status, message) => {
		const result = await testCredential(change());
		expect(result).toMatchObject({ status, message: expect.stringMatching(message) });
	});
});

it('a new node opens on what calls nobody, and says of each kind of call whom it is for', async () => {
	const { properties } = (await nodeType('aiCall')).description;
	const menu = properties.find(
		({ name, displayOptions }) =>
			name === 'operation' && displayOptions?.show?.resource?.includes('call'),
	)!;
	expect(menu.default).toBe('getMany');
	const calls = (menu.options as INodePropertyOptions[]).filter(({ name }) =>
		/^Initiate/.test(name),
	);
	expect(calls.map(({ name, value }) => [name, value])).toEqual([
		['Initiate From Campaign', 'initiateFromCampaign'],
		['Initiate With Agent (Some Servers)', 'initiate'],
	]);
	const notice = properties.find(({ type }) => type === 'notice')!.displayName;
	expect(notice).toMatch(/'Initiate From Campaign'/);
	for (const text of [notice, ...calls.map(({ description }) => description)]) {
		expect(text).not.toMatch(/config|form\b|JSON|API|multipart|contract/i);
	}
});

it('lists what the business under Options holds', async () => {
	const parameters = { options: { business: byId(iqra.businessDisabled) } };
	await expect(pick('searchCampaigns', { parameters })).rejects.toMatchObject({
		description: expect.stringMatching(/is disabled/),
	});
});

it('says that an ID can be typed when the key may not list businesses', async () => {
	const asking = pick('searchBusinesses', { credentials: credentials({ apiKey: iqra.keyNoUser }) });
	await expect(asking).rejects.toMatchObject({
		message: expect.stringMatching(/Key may not manage the user/),
		description: expect.stringMatching(/Type the ID/),
	});
});
