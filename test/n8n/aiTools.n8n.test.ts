import { contactId } from '../../sandbox/leadconnector/store';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { sharedN8n, startScriptedModel, type ScriptedModel, type Workflow } from './harness';

const n8n = sharedN8n();
const NAMES: Record<string, string> = {
	convosoApi: 'Convoso account',
	convoloApi: 'Convolo account',
	leadConnectorApi: 'LeadConnector account',
	aiCallApi: 'AI Call account',
};

let sandbox: Sandbox;
let model: ScriptedModel;
const credentialIds: string[] = [];

beforeAll(async () => {
	sandbox = await startSandbox();
	model = await startScriptedModel();
	const data = sandbox.credentials();
	for (const [type, name] of Object.entries(NAMES)) {
		credentialIds.push(await n8n.createCredential(type, name, data[type]));
	}
	credentialIds.push(
		await n8n.createCredential('openAiApi', 'Model', {
			apiKey: 'none',
			url: model.url,
			header: false,
		}),
	);
});

afterAll(async () => {
	for (const id of credentialIds) await n8n.deleteCredential(id);
	await model?.close();
	await sandbox?.close();
});

/** A parameter that the model fills in, as the editor's "Let the model define this parameter" writes it. */
const fromModel = (key: string, description: string) =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`${description}\`, 'string') }}`;

const pickedByModel = (key: string, description: string) => ({
	__rl: true,
	mode: 'id',
	value: fromModel(key, description),
});

/** An agent with the scripted model and one tool. */
function agent(type: string, credential: string, parameters: Record<string, unknown>): Workflow {
	const at = (x: number, y: number): [number, number] => [x, y];
	return {
		name: `agent with ${type}`,
		nodes: [
			{
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: at(0, 0),
				parameters: {},
			},
			{
				name: 'Agent',
				type: '@n8n/n8n-nodes-langchain.agent',
				typeVersion: 2,
				position: at(220, 0),
				parameters: { promptType: 'define', text: 'Do it.', options: {} },
			},
			{
				name: 'Model',
				type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
				typeVersion: 1.2,
				position: at(160, 220),
				parameters: {
					model: { __rl: true, mode: 'id', value: 'scripted' },
					options: { maxRetries: 0 },
				},
				credentials: { openAiApi: { name: 'Model' } },
			},
			{
				name: 'Tool',
				type: `n8n-nodes-lead-dialer.${type}Tool`,
				typeVersion: 1,
				position: at(340, 220),
				parameters: { descriptionType: 'auto', ...parameters },
				credentials: { [credential]: { name: NAMES[credential] } },
			},
		].map((node) => ({ id: node.name, ...node })),
		connections: {
			Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
			Tool: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
}

interface Case {
	type: string;
	credential: string;
	parameters: Record<string, unknown>;
	/** What the model gives, by key. */
	values: () => Record<string, string>;
	/** How the model is told of the tool. */
	told: string;
	/** What comes back to the model. */
	answer: RegExp;
}

const cases: Case[] = [
	{
		type: 'convoso',
		credential: 'convosoApi',
		parameters: {
			resource: 'lead',
			operation: 'insert',
			listId: pickedByModel('List', 'ID of the list'),
			phoneNumber: fromModel('Phone_Number', 'of the lead'),
		},
		values: () => ({ List: '334', Phone_Number: '+1 (415) 555-0123' }),
		told: 'Insert lead (may call a real person) in Convoso',
		answer: /lead_id/,
	},
	{
		type: 'convolo',
		credential: 'convoloApi',
		parameters: {
			resource: 'call',
			operation: 'start',
			lcNumber: fromModel('Phone_Number', 'of the lead'),
			customParameters: {
				parameter: [
					{
						name: { __rl: true, mode: 'name', value: fromModel('Name', 'of what to tell') },
						value: 'agent',
					},
				],
			},
		},
		values: () => ({ Phone_Number: '+1 (415) 555-0123', Name: 'source' }),
		told: 'Start call (calls real people) in Convolo',
		answer: /success|started|call/i,
	},
	{
		type: 'leadConnector',
		credential: 'leadConnectorApi',
		parameters: {
			authentication: 'privateIntegrationToken',
			resource: 'contact',
			operation: 'get',
			contactId: pickedByModel('Contact', 'ID of the contact'),
		},
		values: () => ({ Contact: contactId(0) }),
		told: 'Get contact in LeadConnector',
		answer: /15037081210/,
	},
	{
		type: 'aiCall',
		credential: 'aiCallApi',
		parameters: {
			resource: 'call',
			operation: 'initiateFromCampaign',
			campaignId: pickedByModel('Campaign', 'ID of the campaign'),
			recipientNumber: fromModel('Phone_Number', 'to call'),
		},
		values: () => ({ Campaign: '665f0c2b9d1e4a0012cc0001', Phone_Number: '+1 (415) 555-0123' }),
		told: 'Initiate call from campaign (calls a real person) in AI Call',
		answer: /queueId/,
	},
];

it.each(cases)(
	'$type is used by an agent, its pick lists filled in by the model',
	async ({ type, credential, parameters, values, told, answer }) => {
		model.asked = [];
		model.values = values();
		sandbox.journal.clear();
		const { status, error } = await n8n.runNodes(agent(type, credential, parameters));
		expect(error).toBeUndefined();
		expect(status).toBe('success');
		const [{ tools }, { answers }] = model.asked;
		expect(tools.map(({ description }) => description)).toEqual([told]);
		expect(Object.keys(tools[0].parameters.properties ?? {}).sort()).toEqual(
			Object.keys(model.values).sort(),
		);
		expect(answers).toEqual([expect.stringMatching(answer)]);
		expect(answers[0]).not.toMatch(/error/i);
		expect(sandbox.journal.entries).not.toEqual([]);
	},
);

it('Retry On Fail of a tool sends nothing again that may have been accepted', async () => {
	const [{ type, credential, parameters, values }] = cases;
	model.asked = [];
	model.values = values();
	sandbox.journal.clear();
	sandbox.faults.add({ vendor: 'convoso', path: /insert/, kind: 'drop', when: 'after' });
	const workflow = agent(type, credential, parameters);
	const tool = workflow.nodes.find(({ name }) => name === 'Tool')!;
	Object.assign(tool, { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 });
	const { nodes } = await n8n.runNodes(workflow);
	expect(nodes.Tool).toHaveLength(3);
	expect(sandbox.journal.entries).toHaveLength(1);
});
