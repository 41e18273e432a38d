import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { sharedN8n } from './harness';
import { oneNodeWorkflow, runOneNode, type OneNode } from './oneNode';

const n8n = sharedN8n();
let sandbox: Sandbox;
let credentialId: string;

beforeAll(async () => {
	sandbox = await startSandbox();
	credentialId = await n8n.createCredential(
		'convosoApi',
		'Convoso leads',
		sandbox.credentials().convosoApi,
	);
});
afterAll(async () => {
	await n8n.deleteCredential(credentialId);
	await sandbox.close();
});
beforeEach(() => sandbox.reset());

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const phones = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		phone: `+1 (555) 1${String(index).padStart(6, '0')}`,
	}));

const run = async (parameters: Record<string, unknown>, more: Partial<OneNode> = {}) =>
	await runOneNode(
		n8n,
		{
			type: 'convoso',
			parameters: { resource: 'lead', ...parameters },
			credentials: { convosoApi: 'Convoso leads' },
			...more,
		},
		sandbox,
	);

const insert = {
	operation: 'insert',
	listId: byId('333'),
	phoneNumber: '={{ $json.phone }}',
	leadFields: { firstName: 'Zoë' },
};

const leads = () => [...sandbox.vendors.convoso.store.leads.values()];

describe('Convoso leads in a real n8n', () => {
	it('runs all five operations', async () => {
		const { store } = sandbox.vendors.convoso;
		const inserted = await run({ ...insert, options: { hopper: true } }, { items: phones(3) });
		expect(inserted.items.map(({ json }) => json.lead_id)).toEqual(['10001', '10002', '10003']);

		const found = await run({
			operation: 'search',
			returnAll: true,
			filters: { firstName: 'Zoë' },
		});
		expect(found.items.map(({ json }) => json.phone_number)).toEqual([
			'5551000000',
			'5551000001',
			'5551000002',
		]);

		const updated = await run({
			operation: 'update',
			leadId: '10002',
			updateFields: { listId: byId('334'), dateOfBirth: '1980-05-04' },
		});
		expect(updated.items[0].json).toEqual({ lead_id: '10002' });
		expect(store.leads.get('10002')).toMatchObject({ list_id: '334', date_of_birth: '1980-05-04' });

		const recordings = await run({ operation: 'getRecordings', leadId: '10001', returnAll: true });
		expect(recordings.items).toHaveLength(1);
		expect(recordings.items[0].json).toMatchObject({ lead_id: '10001', url: '10001-all.wav' });

		const deleted = await run({ operation: 'delete', leadId: '10003' });
		expect(deleted.items[0].json).toEqual({ deleted: true, lead_id: '10003' });
		expect(leads()).toHaveLength(2);
		expect(sandbox.journal.entries.flatMap(({ secretsIn }) => secretsIn)).not.toContain('url');
	});

	it.each([
		['works', {}, 'OK', /The Auth Token works/],
		['token unknown', { authToken: 'wrong' }, 'Error', /does not know the 'Auth Token'/],
		[
			'no right to the section',
			{ authToken: 'leads only' },
			'OK',
			/valid.*no right to the Campaigns section/,
		],
		['no Convoso address', { baseUrl: 'nowhere' }, 'Error', /Check the 'Base URL'/],
	])('tells by the credential test: %s', async (_name, change, status, message) => {
		const data = { ...sandbox.credentials().convosoApi, ...change } as Record<string, string>;
		if (data.authToken === 'leads only') data.authToken = sandbox.vendors.convoso.tokenLeadsOnly;
		if (data.baseUrl === 'nowhere') data.baseUrl = `${sandbox.origin}/nowhere`;
		const result = await n8n.testCredential('convosoApi', data);
		expect(result).toMatchObject({ status, message: expect.stringMatching(message) });
	});

	it.each([
		['searchLists', 'form', 'Web Form Leads (333)', 1],
		['searchCampaigns', 'solar', 'Solar West (101)', 1],
		['searchStatuses', 'call', 'Callback (CB)', 1],
		['searchUsers', 'novak', 'Ada Novak <ada.novak@example.com> (1110000)', 1],
	])('fills the pick list of %s and searches in it', async (methodName, filter, name, count) => {
		const request = {
			nodeTypeAndVersion: { name: 'n8n-nodes-lead-dialer.convoso', version: 1 },
			methodName,
			path: 'parameters.listId',
			currentNodeParameters: { resource: 'lead', operation: 'insert' },
			credentials: { convosoApi: { id: credentialId, name: 'Convoso leads' } },
		};
		const all = await n8n.resourceLocatorResults(request);
		expect(all.results.map((entry) => entry.name)).toContain(name);
		const found = await n8n.resourceLocatorResults({ ...request, filter });
		expect(found.results.filter((entry) => entry.name === name)).toHaveLength(count);
		expect(found.results.length).toBeLessThan(all.results.length);
	});

	it('stops at a bad phone and names item and reason', async () => {
		const items = phones(200);
		items[7].phone = 'no phone yet';
		const { error } = await run(insert, { items });
		expect(error?.message).toMatch(/'Phone Number' has no digits: "no phone yet" \[item 7\]/);
		expect(error?.description).toMatch(/of 200 items were accepted by Convoso before that/);
		expect(leads().length).toBeLessThan(30);
	});

	it('inserts the 199 others with On Error: Continue', async () => {
		const items = phones(200);
		items[7].phone = 'no phone yet';
		const { items: output } = await run(insert, {
			items,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(output).toHaveLength(200);
		expect(output[7].json.error).toMatch(/'Phone Number' has no digits/);
		expect(leads()).toHaveLength(199);
	});
});

describe('faults in a real n8n', () => {
	const fail = (fault: object) =>
		sandbox.faults.add({ vendor: 'convoso', path: '/leads/insert', ...fault } as Parameters<
			typeof sandbox.faults.add
		>[0]);
	const atItem = (item: number) => (body: unknown) =>
		(body as { phone_number: string }).phone_number === `5551${String(item).padStart(6, '0')}`;

	it('does not send a lead again whose answer was lost', async () => {
		fail({ kind: 'drop', when: 'after', where: atItem(2) });
		const { error } = await run(insert, {
			items: phones(5),
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
		});
		expect(error?.description).toMatch(
			/It is unknown whether the lead was accepted, so it is not sent again/,
		);
		expect(leads()).toHaveLength(5);
	});

	it('launches nothing more after an item fails, and says how many were accepted', async () => {
		const items = phones(60);
		items[20].phone = '555';
		const { error } = await run(insert, { items });
		expect(error?.message).toMatch(/'Phone Number' has 3 digits.*\[item 20\]/);
		expect(error?.description).toContain(`${leads().length} of 60 items were accepted by Convoso`);
		expect(leads().length).toBeLessThan(35);
	});

	it('brings each lead exactly once with Retry On Fail', async () => {
		for (const item of [0, 7, 13]) {
			fail({
				kind: 'answer',
				status: 200,
				body: { success: false, code: 6023, text: 'Not now' },
				where: atItem(item),
			});
		}
		const { items, error } = await run(insert, {
			items: phones(20),
			settings: { retryOnFail: true, maxTries: 5, waitBetweenTries: 0 },
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(20);
		expect(new Set(leads().map(({ phone_number }) => phone_number)).size).toBe(20);
		expect(leads()).toHaveLength(20);
	});

	it('sends nothing more once the execution is stopped', async () => {
		// So slow that the run goes on for a minute if it is not stopped.
		sandbox.answerMs = 400;
		const workflowId = await n8n.createWorkflow(
			oneNodeWorkflow({
				type: 'convoso',
				parameters: { resource: 'lead', ...insert, requestOptions: { concurrentRequests: 2 } },
				credentials: { convosoApi: 'Convoso leads' },
				items: phones(300),
			}),
		);
		const id = await n8n.startWorkflow(workflowId);
		while (sandbox.journal.entries.length < 10) await new Promise((next) => setTimeout(next, 20));
		await n8n.stopExecution(id);
		const sent = sandbox.journal.entries.length;
		await new Promise((next) => setTimeout(next, 3000));
		expect(sandbox.journal.entries.length - sent).toBeLessThanOrEqual(2);
		expect(sandbox.journal.entries.length).toBeLessThan(300);
		expect((await n8n.waitForExecution(id)).status).toBe('canceled');
		await n8n.deleteWorkflow(workflowId);
	});
});
