import { billingCodes, holdings, type BillingCode } from '../../sandbox/iqra/account';
import { lab } from '../support/lab';

const { sandbox, vendor } = lab('aiCall');

const config = () => ({
	campaignId: holdings.campaigns[0].id,
	number: { type: 0, toNumber: '+14155550123' },
	schedule: {
		dateTimeUTC: '2026-04-01T09:00:00.000Z',
		maxDateTimeUTC: '2026-04-01T10:00:00.000Z',
	},
	dynamicVariables: {},
	metadata: {},
});

async function initiate(form: Record<string, string>): Promise<Record<string, unknown>> {
	const { apiKey, businessId, baseUrl } = sandbox.credentials().aiCallApi;
	const path = `/api/v1/business/${String(businessId)}/call/initiate`;
	const answer = await fetch(`${String(baseUrl)}${path}`, {
		method: 'POST',
		headers: { authorization: `Token ${String(apiKey)}` },
		body: new URLSearchParams(form),
	});
	expect(answer.status).toBe(200);
	return (await answer.json()) as Record<string, unknown>;
}

describe('the simulated AI Call server', () => {
	it.each([
		['list', (id: string) => [id]],
		['text', (id: string) => id],
		['object', (id: string) => ({ queueId: id })],
		['objects', (id: string) => [{ queueId: id }]],
		['nothing', () => null],
	] as const)('gives the queue id as %s', async (form, expected) => {
		vendor.dataForm = form;
		const answer = await initiate({ config: JSON.stringify(config()) });
		const [{ queueId }] = vendor.calls;
		expect(answer).toEqual({ data: expected(queueId), success: true, message: null, code: null });
	});

	it('writes its keys with a capital as the document does', async () => {
		Object.assign(vendor, { contract: 'document', dataForm: 'object' });
		const answer = await initiate({
			RecipientNumber: '+14155550123',
			NumberId: holdings.numbers[0].id,
			AgentId: holdings.agents[0].id,
		});
		const [{ queueId }] = vendor.calls;
		expect(answer).toEqual({
			Data: { QueueId: queueId },
			Success: true,
			Message: null,
			Code: null,
		});
	});

	it.each(Object.keys(billingCodes) as BillingCode[])('refuses with %s', async (code) => {
		vendor.billing = code;
		const refused = { success: false, message: billingCodes[code] };
		expect(await initiate({ config: JSON.stringify(config()) })).toMatchObject({
			...refused,
			code: `InitiateCall:ValidateCallPermission:${code}`,
		});
		expect(vendor.calls).toEqual([]);
	});

	it.each([
		['nothing', {}, /FORM_DATA_CONFIG_NOT_FOUND$/],
		['no JSON', { config: '{' }, /CONFIG_DESERIALIZATION_ERROR$/],
		['no campaign', { config: JSON.stringify({ ...config(), campaignId: '' }) }, /CAMPAIGN_ID/],
		['the form of the document', { RecipientNumber: '+14155550123' }, /CONFIG_NOT_FOUND$/],
	])('refuses %s', async (_name, form, code) => {
		const answer = await initiate(form as Record<string, string>);
		expect(answer).toMatchObject({ success: false, data: null });
		expect(answer.code).toMatch(code);
	});
});
