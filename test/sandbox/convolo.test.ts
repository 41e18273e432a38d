import { lab } from '../support/lab';

const { sandbox, vendor } = lab('convolo');

const keys = () => sandbox.credentials().convoloApi as Record<string, string>;

async function start(fields: Record<string, string>): Promise<Response> {
	const { widgetKey, apiKey } = keys();
	return await fetch(`${sandbox.origin}/convolo/rest/v1/ext/add_call_api/`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({
			widget_key: widgetKey,
			api_key: apiKey,
			lc_number: '+14155550123',
			...fields,
		}),
	});
}

describe('the simulated Convolo', () => {
	it.each([
		['an agent with only a name', { lc_param_agent01name: 'Ada' }],
		['an agent with only a phone', { lc_param_agent01phone: '+15550001111' }],
		[
			'an agent with another number',
			{ lc_param_agent7name: 'Ada', lc_param_agent7phone: '5550001' },
		],
		['ten agents', { lc_param_agent010phone: '5550001111', lc_param_agent2phone: '5550001112' }],
	])('takes %s', async (_name, fields) => {
		expect((await start(fields as Record<string, string>)).status).toBe(200);
		const [{ lead }] = vendor.store.calls;
		expect(Object.keys(lead.custom_params)).toEqual(
			Object.keys(fields).map((name) => name.slice('lc_param_'.length)),
		);
	});

	it.each([
		['an agent whose phone is none', { lc_param_agent01phone: 'Ada' }],
		['a name that is too long', { lc_param_of_more_than_twenty_signs: 'x' }],
		['one name twice', { lc_param_City: 'a', lc_param_city: 'b' }],
		['an unknown parameter', { '1c_param_city': 'a' }],
	])('refuses %s', async (_name, fields) => {
		expect((await start(fields as Record<string, string>)).status).toBe(400);
		expect(vendor.store.calls).toEqual([]);
	});

	it.each([
		['in the header', (key: string) => ['', { 'api-key': key }], 200],
		['in the query', (key: string) => [`?api-key=${key}`, {}], 200],
		['nowhere', () => ['', {}], 401],
		['wrong', () => ['?api-key=wrong', {}], 401],
	] as Array<[string, (key: string) => [string, Record<string, string>], number]>)(
		'opens its list of calls to a key %s',
		async (_name, placed, status) => {
			const [query, headers] = placed(keys().accountApiKey);
			const path = '/convolo/api/v2/calls/payload-data-list';
			expect((await fetch(`${sandbox.origin}${path}${query}`, { headers })).status).toBe(status);
		},
	);

	it('opens a single call to a key in the header only', async () => {
		const { call_id } = vendor.store.addCall('+14155550123');
		const address = `${sandbox.origin}/convolo/api/v1/calls/details/${call_id}`;
		const key = keys().accountApiKey;
		expect((await fetch(address, { headers: { 'api-key': key } })).status).toBe(200);
		expect((await fetch(`${address}?api-key=${key}`)).status).toBe(401);
	});
});
