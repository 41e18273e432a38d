import { mapperFields, searchList, testCredential } from '../support/engine';
import { appointments, byId, callingSandbox, newLeads } from './calling';

const lab = callingSandbox();

const pick = async (
	method: string,
	more: Partial<Parameters<typeof searchList>[0]> = {},
): Promise<string[]> => {
	const { results } = await searchList({
		type: 'aiCall',
		method,
		credentials: lab.sandbox.credentials(),
		...more,
	});
	return results.map(({ name }) => name);
};

describe.each(['server', 'document'] as const)('with the answers of the %s', (contract) => {
	beforeEach(() => {
		lab.iqra.contract = contract;
	});

	it('lists the campaigns that can call', async () => {
		expect(await pick('searchCampaigns')).toEqual(['Appointments', 'New leads']);
		expect(await pick('searchCampaigns', { filter: ' lead' })).toEqual(['New leads']);
	});

	it('lists agents by their names in the language of the business, else in any', async () => {
		expect(await pick('searchAgents')).toEqual(['Ava', 'Bruno']);
	});

	it('lists the numbers that can call, SIP lines without a country', async () => {
		expect(await pick('searchNumbers')).toEqual(['4155550100 (US)', 'sip-line-1']);
	});

	it('lists businesses by name', async () => {
		expect(await pick('searchBusinesses')).toEqual(['Other Business', 'Sandbox Sales']);
	});

	it('offers the fields that the campaign names', async () => {
		const ask = async (id: string) =>
			await mapperFields({
				type: 'aiCall',
				method: 'campaignFields',
				credentials: lab.sandbox.credentials(),
				parameters: { resource: 'call', operation: 'initiateFromCampaign', campaignId: byId(id) },
			});
		const { fields } = await ask(appointments.id);
		expect(fields.map(({ id, displayName, required }) => [id, displayName, required])).toEqual([
			['dynamicVariables:customer_name', 'customer_name', true],
			['dynamicVariables!:nickname', 'nickname', false],
			['dynamicVariables:note', 'note', false],
			['metadata:lead_id', 'lead_id (Metadata)', true],
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
		['restricted key', () => ({ apiKey: lab.iqra.keyRestricted }), 'Error', /limited to other/],
		[
			'disabled business',
			() => ({ businessId: lab.iqra.businessDisabled }),
			'Error',
			/is disabled/,
		],
		['unknown business', () => ({ businessId: '99' }), 'Error', /no business with this number/],
		['no number', () => ({ businessId: 'abc' }), 'Error', /'Business ID'/],
		['no business', () => ({ businessId: ' ' }), 'Error', /Fill in 'Business ID'/],
		[
			'wrong address',
			() => ({ baseUrl: `${lab.sandbox.origin}/nowhere` }),
			'Error',
			/no AI Call address/,
		],
		['nobody there', () => ({ baseUrl: 'http://127.0.0.1:9' }), 'Error', /could not be reached/],
	])('the credential test says: %s', async (_name, change, status, message) => {
		const data = { ...lab.sandbox.credentials().aiCallApi, ...change() };
		const result = await testCredential({ type: 'aiCall', credentialType: 'aiCallApi', data });
		expect(result).toMatchObject({ status, message: expect.stringMatching(message) });
		for (const secret of lab.iqra.secrets) expect(result.message).not.toContain(secret);
	});
});

it('lists what the business under Options holds', async () => {
	const parameters = { options: { business: byId(lab.iqra.businessDisabled) } };
	await expect(pick('searchCampaigns', { parameters })).rejects.toMatchObject({
		description: expect.stringMatching(/is disabled/),
	});
});

it('says that an ID can be typed when the key may not list businesses', async () => {
	const credentials = lab.credentialsWith({ apiKey: lab.iqra.keyNoUser });
	await expect(pick('searchBusinesses', { credentials })).rejects.toMatchObject({
		message: 'This API key may not list businesses',
		description: expect.stringMatching(/Type the ID/),
	});
});
