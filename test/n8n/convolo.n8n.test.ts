import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { sharedN8n, type Workflow } from './harness';
import { runOneNode } from './oneNode';

const n8n = sharedN8n();
let sandbox: Sandbox;
let credentialId: string;

beforeAll(async () => {
	sandbox = await startSandbox();
	credentialId = await n8n.createCredential(
		'convoloApi',
		'Convolo account',
		sandbox.credentials().convoloApi,
	);
});
afterAll(async () => {
	await n8n.deleteCredential(credentialId);
	await sandbox.close();
});
beforeEach(() => sandbox.reset());

const byName = (value: string) => ({ __rl: true, mode: 'name', value });

const parameters = (values: Record<string, string>) => ({
	parameter: Object.entries(values).map(([name, value]) => ({ name: byName(name), value })),
});

const agents = (count: number) => ({
	agent: Array.from({ length: count }, (_, index) => ({
		agentName: `Agent ${index + 1}`,
		agentPhoneNumber: `+1 555 000 ${1000 + index}`,
	})),
});

const run = async (values: Record<string, unknown>, credential = 'Convolo account') =>
	await runOneNode(
		n8n,
		{
			type: 'convolo',
			parameters: { resource: 'call', ...values },
			credentials: { convoloApi: credential },
		},
		sandbox,
	);

const start = { operation: 'start', lcNumber: '={{ "+1 (555) 123-4567" }}' };

describe('Convolo in a real n8n', () => {
	it('starts a call with two numbers, three parameters and two agents', async () => {
		const { items } = await run({
			...start,
			additionalFields: { lcNumber2: '+1 555 765 4321' },
			customParameters: parameters({ project_name: 'Solar', source: 'Web form', budget: '9000' }),
			customAgents: agents(2),
		});
		expect(items[0].json).toMatchObject({ success: true, callId: expect.any(String) });
		expect(sandbox.journal.entries).toHaveLength(1);
		expect(sandbox.journal.entries[0]).toMatchObject({ method: 'POST', secretsIn: ['body'] });
		expect(sandbox.journal.entries[0].body).toEqual({
			widget_key: '***',
			api_key: '***',
			lc_number: '+15551234567',
			lc_number_2: '+15557654321',
			lc_param_project_name: 'Solar',
			lc_param_source: 'Web form',
			lc_param_budget: '9000',
			lc_param_agent01name: 'Agent 1',
			lc_param_agent01phone: '+15550001000',
			lc_param_agent02name: 'Agent 2',
			lc_param_agent02phone: '+15550001001',
		});
	});

	it.each<[string, Record<string, unknown>, RegExp]>([
		[
			'a name of 21 characters',
			{ customParameters: parameters({ twenty_one_characters: 'x' }) },
			/'Custom Parameters' has a name of 21 characters/,
		],
		[
			'a name with a dash',
			{ customParameters: parameters({ 'project-name': 'x' }) },
			/'Custom Parameters' has a name with other characters than letters, digits and underscore/,
		],
		[
			'a country of three letters',
			{ additionalFields: { country: '={{ "USA" }}' } },
			/'Country' is no country code of two letters: "USA"/,
		],
		['an empty phone', { lcNumber: '={{ "" }}' }, /'Phone Number' is empty/],
		['100 agents', { customAgents: agents(100) }, /'Custom Agents' has 100 agents/],
	])('refuses %s before sending', async (_name, values, words) => {
		const { error } = await run({ ...start, ...values });
		expect(error?.message).toMatch(words);
		expect(error?.description).toBeTruthy();
		expect(sandbox.journal.entries).toEqual([]);
	});

	it('pages through 1,200 calls exactly once each', async () => {
		for (let index = 0; index < 1200; index++) {
			sandbox.vendors.convolo.store.addCall(`+1555${1_000_000 + index}`);
		}
		const { items } = await run({ operation: 'getMany', returnAll: true });
		expect(items).toHaveLength(1200);
		expect(new Set(items.map(({ json }) => json.call_id)).size).toBe(1200);
		expect(sandbox.journal.entries.flatMap(({ secretsIn }) => secretsIn)).not.toContain('url');
	});

	it('gets a recording', async () => {
		const { call_id } = sandbox.vendors.convolo.store.addCall('+15551234567', {
			recording: `${sandbox.origin}/convolo/recordings/a.mp3`,
		});
		const { items } = await run({
			operation: 'getRecording',
			callId: { __rl: true, mode: 'id', value: call_id },
			binaryPropertyName: 'audio',
		});
		expect(items[0].binary?.audio).toMatchObject({ fileName: 'a.mp3', mimeType: 'audio/mpeg' });
	});

	it('takes the server from the pick list, or the own address', async () => {
		const { baseUrl, ...data } = sandbox.credentials().convoloApi;
		expect(await n8n.testCredential('convoloApi', data)).toMatchObject({ status: 'OK' });
		expect(sandbox.journal.entries).toHaveLength(2);
		const id = await n8n.createCredential('convoloApi', 'Own address', {
			...data,
			ownUrl: baseUrl,
		});
		try {
			const { items } = await run(start, 'Own address');
			expect(items[0].json).toMatchObject({ success: true });
		} finally {
			await n8n.deleteCredential(id);
		}
	});

	it("tells the account's key in the place of the widget's", async () => {
		const data = sandbox.credentials().convoloApi;
		const result = await n8n.testCredential('convoloApi', { ...data, apiKey: data.accountApiKey });
		expect(result).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/the one of the widget.*not the one of the account/),
		});
	});

	it('offers the custom parameters of the widget', async () => {
		const { results } = await n8n.resourceLocatorResults({
			nodeTypeAndVersion: { name: 'n8n-nodes-lead-dialer.convolo', version: 1 },
			methodName: 'searchCustomParameters',
			path: 'parameters.customParameters.parameter[0].name',
			currentNodeParameters: { resource: 'call', operation: 'start' },
			credentials: { convoloApi: { id: credentialId, name: 'Convolo account' } },
		});
		expect(results.map(({ value }) => value)).toEqual(['budget', 'project_name', 'source']);
	});

	it('calls who fills in the form of the example', async () => {
		const file = join(__dirname, '../../examples/web-form-to-phone.json');
		const workflowId = await n8n.createWorkflow(JSON.parse(readFileSync(file, 'utf8')) as Workflow);
		try {
			await n8n.publish(workflowId);
			const form = new FormData();
			['Zoë Doe', '(555) 123-4567', 'zoe@example.com', 'Solar'].forEach((value, index) =>
				form.set(`field-${index}`, value),
			);
			const answer = await fetch(`${n8n.url}/form/call-me-now`, { method: 'POST', body: form });
			expect(answer.status).toBe(200);
			await n8n.waitForExecutions(workflowId, 1);
			expect(sandbox.journal.entries.map(({ body }) => body)).toEqual([
				{
					widget_key: '***',
					api_key: '***',
					lc_number: '+15551234567',
					country: 'US',
					lc_param_name: 'Zoë Doe',
					lc_param_email: 'zoe@example.com',
					lc_param_topic: 'Solar',
					lc_param_source: 'Web form',
				},
			]);
		} finally {
			await n8n.deleteWorkflow(workflowId);
		}
	});
});
