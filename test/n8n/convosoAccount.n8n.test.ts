import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { sharedN8n } from './harness';
import { runOneNode } from './oneNode';

const n8n = sharedN8n();
let sandbox: Sandbox;
let credentialId: string;

beforeAll(async () => {
	sandbox = await startSandbox();
	credentialId = await n8n.createCredential(
		'convosoApi',
		'Convoso account',
		sandbox.credentials().convosoApi,
	);
});
afterAll(async () => {
	await n8n.deleteCredential(credentialId);
	await sandbox.close();
});
beforeEach(() => {
	sandbox.reset();
	const { store } = sandbox.vendors.convoso;
	store.dial(store.addLead({ list_id: '333', phone_number: '5550000001' }));
	Object.assign(store.recordings[0], { user_id: '1110000' });
	store.addCalls(3, () => store.now());
});

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Every address of Convoso's API glossary, with the operation that uses it and the first item it gives. */
const glossary: Array<[address: string, parameters: Record<string, unknown>, first: object]> = [
	[
		'leads/insert',
		{ resource: 'lead', operation: 'insert', listId: byId('333'), phoneNumber: '5551234567' },
		{ lead_id: '10002' },
	],
	[
		'log/retrieve',
		{ resource: 'callLog', operation: 'retrieve', returnAll: true },
		{ status: 'NA' },
	],
	['campaigns/search', { resource: 'campaign', operation: 'search' }, { name: 'Medicare Spring' }],
	[
		'leads/update',
		{ resource: 'lead', operation: 'update', leadId: '10001', updateFields: { city: 'Oslo' } },
		{ lead_id: '10001' },
	],
	['leads/delete', { resource: 'lead', operation: 'delete', leadId: '10001' }, { deleted: true }],
	['leads/search', { resource: 'lead', operation: 'search' }, { id: '10001' }],
	[
		'lists/insert',
		{ resource: 'list', operation: 'insert', name: 'Spring Leads', campaignId: byId('101') },
		{ list_id: '70001' },
	],
	[
		'lists/update',
		{
			resource: 'list',
			operation: 'update',
			listId: byId('333'),
			updateFields: { name: 'Web Form 2026' },
		},
		{ list_id: '333' },
	],
	[
		'lists/delete',
		{ resource: 'list', operation: 'delete', listId: byId('334') },
		{ deleted: true },
	],
	[
		'lists/search',
		{ resource: 'list', operation: 'search', status: 1 },
		{ id: '333', status: 'Y' },
	],
	[
		'users/recordings',
		{
			resource: 'recording',
			operation: 'getByUser',
			user: { __rl: true, mode: 'email', value: 'ada.novak@example.com' },
		},
		{ url: '10001-all.wav' },
	],
	[
		'campaigns/status',
		{ resource: 'campaign', operation: 'setStatus', campaignId: byId('103'), status: 1 },
		{ success: true, campaign_id: '103' },
	],
];

const run = async (parameters: Record<string, unknown>) =>
	await runOneNode(
		n8n,
		{
			type: 'convoso',
			parameters,
			credentials: { convosoApi: 'Convoso account' },
		},
		sandbox,
	);

describe('the addresses of the glossary in a real n8n', () => {
	it.each(glossary)('%s', async (address, parameters, first) => {
		const { items, error } = await run(parameters);
		expect(error).toBeUndefined();
		expect(sandbox.journal.entries.map(({ path }) => path)).toEqual([`/${address}`]);
		expect(items.map(({ json }) => json)).toContainEqual(expect.objectContaining(first));
	});

	it('refuses a list name of nine characters before anything is sent', async () => {
		const { error } = await run({
			resource: 'list',
			operation: 'insert',
			name: '123456789',
			campaignId: byId('101'),
		});
		expect(error?.message).toMatch(/'Name' has 9 characters instead of 10 to 30/);
		expect(sandbox.journal.entries).toHaveLength(0);
	});
});

describe('pick lists in a real n8n', () => {
	it.each([
		['searchAllLists', 'old', 'Old Imports, inactive (336)'],
		['searchQueues', 'inbound', 'Inbound Sales (501)'],
		['searchDncCampaigns', '', 'All Campaigns (0)'],
		['searchUserEmails', 'novak', 'Ada Novak (ada.novak@example.com)'],
		['searchCalls', '5551234567', expect.stringMatching(/Zoë Example, 5551234567 \(900003\)$/)],
	])('%s', async (methodName, filter, name) => {
		const { results } = await n8n.resourceLocatorResults({
			nodeTypeAndVersion: { name: 'n8n-nodes-lead-dialer.convoso', version: 1 },
			methodName,
			path: 'parameters.listId',
			currentNodeParameters: { resource: 'list', operation: 'update' },
			credentials: { convosoApi: { id: credentialId, name: 'Convoso account' } },
			filter,
		});
		expect(results.map((entry) => entry.name)).toContainEqual(name);
	});
});
