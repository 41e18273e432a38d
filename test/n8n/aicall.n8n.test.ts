import { holdings } from '../../sandbox/iqra/account';
import type { Part } from '../../sandbox/iqra/multipart';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { sharedN8n } from './harness';
import { runOneNode, type OneNode } from './oneNode';

const n8n = sharedN8n();
const NAME = 'AI Call sandbox';
const INITIATE = '/api/v1/business/12/call/initiate';
let sandbox: Sandbox;
let credentialId: string;

beforeAll(async () => {
	sandbox = await startSandbox();
	credentialId = await n8n.createCredential('aiCallApi', NAME, sandbox.credentials().aiCallApi);
});
afterAll(async () => {
	await n8n.deleteCredential(credentialId);
	await sandbox.close();
});
beforeEach(() => sandbox.reset());

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const fromCampaign = {
	operation: 'initiateFromCampaign',
	campaignId: byId(holdings.campaigns[0].id),
	recipientNumber: '={{ $json.phone ?? "+1 (415) 555-0123" }}',
	dynamicVariables: { pair: [{ key: 'age', value: '={{ 42 }}' }] },
};

const run = async (parameters: Record<string, unknown>, more: Partial<OneNode> = {}) =>
	await runOneNode(
		n8n,
		{
			type: 'aiCall',
			parameters: { resource: 'call', ...parameters },
			credentials: { aiCallApi: NAME },
			...more,
		},
		sandbox,
	);

const sentParts = () => sandbox.journal.of('aiCall', INITIATE).map(({ body }) => body as Part[]);

describe('AI Call in a real n8n', () => {
	it('initiates in the documented form: parts without a file name', async () => {
		sandbox.vendors.aiCall.contract = 'document';
		const { items } = await run({
			operation: 'initiate',
			recipientNumber: '+1 (415) 555-0123',
			numberId: byId(holdings.numbers[0].id),
			agentId: byId(holdings.agents[0].id),
			dynamicVariables: { pair: [{ key: 'customer_name', value: 'Zoë' }] },
			options: { campaignId: byId(holdings.campaigns[0].id) },
		});
		expect(items[0].json).toEqual({ queueId: sandbox.vendors.aiCall.calls[0].queueId });
		expect(sentParts()).toEqual([
			[
				{ name: 'RecipientNumber', value: '+14155550123' },
				{ name: 'NumberId', value: holdings.numbers[0].id },
				{ name: 'AgentId', value: holdings.agents[0].id },
				{ name: 'CampaignId', value: holdings.campaigns[0].id },
				{ name: 'DynamicVariables[customer_name]', value: 'Zoë' },
				{ name: 'Metadata[n8nRequestId]', value: expect.any(String) },
			],
		]);
	});

	it('initiates in the server’s form: one part config, values as text', async () => {
		const { items } = await run(fromCampaign);
		expect(items[0].json).toEqual({ queueId: sandbox.vendors.aiCall.calls[0].queueId });
		const [[config, ...others]] = sentParts();
		expect(others).toEqual([]);
		expect(config).toEqual({ name: 'config', value: expect.any(String) });
		expect(JSON.parse(config.value)).toEqual({
			campaignId: holdings.campaigns[0].id,
			number: { type: 0, toNumber: '+14155550123' },
			schedule: { dateTimeUTC: expect.any(String), maxDateTimeUTC: expect.any(String) },
			dynamicVariables: { age: '42' },
			metadata: { n8nRequestId: expect.any(String) },
		});
	});

	it('waits for ten calls at once, each with its own outcome', async () => {
		sandbox.vendors.aiCall.speed = 30;
		const ends = ['23', '03', '04', '10', '85', '87', '24', '03', '04', '25'];
		const words = [
			'completed',
			'declined',
			'no answer',
			'voicemail',
			'failed',
			'expired',
			'completed',
			'declined',
			'no answer',
			'completed',
		];
		const items = ends.map((end, index) => ({ phone: `+1415555${index}0${end}` }));
		const { items: output } = await run(
			{ ...fromCampaign, operation: 'waitUntilFinished', callToWaitFor: 'new' },
			{ items },
		);
		expect(output.map(({ json }) => json.callStatus)).toEqual(words);
		expect(output[0].json.transcript).toMatch(/^Agent: Hello/);
		expect(sandbox.vendors.aiCall.calls).toHaveLength(10);
	});

	it('finds the call again when the connection is dropped after it was queued', async () => {
		sandbox.faults.add({ vendor: 'aiCall', path: INITIATE, kind: 'drop', when: 'after' });
		const { items } = await run(fromCampaign, {
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 10 },
		});
		expect(items[0].json).toEqual({ queueId: sandbox.vendors.aiCall.calls[0].queueId });
		expect(sandbox.vendors.aiCall.calls).toHaveLength(1);
		expect(sentParts()).toHaveLength(1);
	});

	it.each([
		['works', () => ({}), 'OK', /works for Sandbox Sales/],
		['bad key', () => ({ apiKey: 'iu_a_b' }), 'Error', /does not know the 'API Key'/],
		[
			'restricted key',
			() => ({ apiKey: sandbox.vendors.aiCall.keyRestricted }),
			'Error',
			/limited to other businesses/,
		],
		[
			'disabled business',
			() => ({ businessId: sandbox.vendors.aiCall.businessDisabled }),
			'Error',
			/is disabled/,
		],
	] as const)('the credential test says: %s', async (_name, change, status, message) => {
		const data = { ...sandbox.credentials().aiCallApi, ...change() };
		expect(await n8n.testCredential('aiCallApi', data)).toMatchObject({
			status,
			message: expect.stringMatching(message),
		});
	});

	it.each([
		[
			'no E.164 number',
			{ recipientNumber: '(415) 555-0123' },
			/'Phone Number' has no country code/,
		],
		[
			'a give-up time in the past',
			{ options: { startTime: '2019-01-01', giveUpTime: '2020-01-01' } },
			/'Give Up Time' is in the past/,
		],
	])('refuses %s before anything is sent', async (_name, change, message) => {
		const { error } = await run({ ...fromCampaign, ...change });
		expect(error?.message).toMatch(message);
		expect(sandbox.journal.entries).toEqual([]);
	});
});
