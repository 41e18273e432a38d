import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { contactId } from '../../sandbox/leadconnector/store';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { sharedN8n, type Workflow } from './harness';
import { runOneNode, type OneNode } from './oneNode';

const NAME = 'LeadConnector account';

const n8n = sharedN8n();
let sandbox: Sandbox;
let credentialId: string;

beforeAll(async () => {
	sandbox = await startSandbox();
	credentialId = await n8n.createCredential(
		'leadConnectorApi',
		NAME,
		sandbox.credentials().leadConnectorApi,
	);
});
afterAll(async () => {
	await n8n.deleteCredential(credentialId);
	await sandbox.close();
});
beforeEach(() => sandbox.reset());

const store = () => sandbox.vendors.leadConnector.store;
const sent = (path?: string) => sandbox.journal.of('leadConnector', path);
const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const run = async (parameters: Record<string, unknown>, more: Partial<OneNode> = {}) =>
	await runOneNode(
		n8n,
		{
			type: 'leadConnector',
			parameters: { authentication: 'privateIntegrationToken', ...parameters },
			credentials: { leadConnectorApi: NAME },
			...more,
		},
		sandbox,
	);

const call = {
	resource: 'message',
	operation: 'addOutboundCall',
	conversationId: { __rl: true, mode: 'contact', value: '={{ "+1 503 708 1213" }}' },
	callTo: '={{ "+1 503 708 1213" }}',
};

const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ index }));

describe('LeadConnector in a real n8n', () => {
	it('runs every operation', async () => {
		const created = await run({
			resource: 'conversation',
			operation: 'create',
			contactId: byId(contactId(1)),
		});
		const conversationId = byId(String(created.items[0].json.id));
		const logged = await run(call);
		const messageId = String(logged.items[0].json.messageId);
		const sms = await run({
			resource: 'message',
			operation: 'send',
			messageType: 'SMS',
			contactId: byId(contactId(1)),
			text: 'Hello',
			additionalFields: { scheduledTimestamp: new Date(Date.now() + 86_400_000).toISOString() },
		});
		const operations: Array<Record<string, unknown>> = [
			{ operation: 'addInbound', conversationId, messageType: 'SMS', text: 'Hi' },
			{ operation: 'get', messageId },
			{ operation: 'getMany', conversationId, returnAll: true },
			{ operation: 'updateStatus', messageId, status: 'delivered' },
			{ operation: 'addAttachments', messageId, attachments: 'https://example.com/a.mp3' },
			{ operation: 'getRecording', messageId, binaryPropertyName: 'audio' },
			{ operation: 'getTranscription', messageId, format: 'text' },
			{ operation: 'cancelScheduled', messageId: String(sms.items[0].json.messageId) },
		];
		for (const parameters of operations) {
			const { error, items } = await run({ resource: 'message', ...parameters });
			expect({ ...parameters, error: error?.message }).toEqual(parameters);
			expect(items.length).toBeGreaterThan(0);
		}
		for (const parameters of [
			{ operation: 'get', conversationId },
			{ operation: 'getMany', returnAll: true },
			{ operation: 'update', conversationId, updateFields: { starred: true } },
			{ operation: 'delete', conversationId },
		]) {
			const { error, items } = await run({ resource: 'conversation', ...parameters });
			expect({ ...parameters, error: error?.message }).toEqual(parameters);
			expect(items.length).toBeGreaterThan(0);
		}
		expect(sent().flatMap(({ secretsIn }) => secretsIn)).not.toContain('url');
	});

	it('uploads a file that another node made', async () => {
		const execution = await n8n.runNodes({
			name: 'upload',
			nodes: [
				{
					id: 'trigger',
					name: 'Trigger',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				{
					id: 'file',
					name: 'File',
					type: 'n8n-nodes-base.convertToFile',
					typeVersion: 1.1,
					position: [200, 0],
					parameters: {
						operation: 'toText',
						sourceProperty: 'words',
						options: { fileName: 'Gespräch.txt' },
					},
				},
				{
					id: 'upload',
					name: 'Upload',
					type: 'n8n-nodes-lead-dialer.leadConnector',
					typeVersion: 1,
					position: [400, 0],
					parameters: {
						authentication: 'privateIntegrationToken',
						resource: 'message',
						operation: 'uploadFile',
						conversationId: { __rl: true, mode: 'contact', value: contactId(0) },
						binaryPropertyName: 'data',
					},
					credentials: { leadConnectorApi: { id: '', name: NAME } },
				},
			],
			connections: {
				Trigger: { main: [[{ node: 'File', type: 'main', index: 0 }]] },
				File: { main: [[{ node: 'Upload', type: 'main', index: 0 }]] },
			},
			settings: { executionOrder: 'v1' },
			pinData: { Trigger: [{ json: { words: 'Guten Tag' } }] },
		} as Workflow);
		expect(execution.nodes.Upload[0].error).toBeUndefined();
		expect(store().files).toMatchObject([{ name: 'Gespräch.txt' }]);
		expect(store().files[0].bytes.toString()).toBe('Guten Tag');
	});

	it('creates one conversation when ten items name the same contact at the same time', async () => {
		sandbox.answerMs = 30;
		const parameters = {
			...call,
			conversationId: { __rl: true, mode: 'contact', value: contactId(2) },
			callTo: '+15037081216',
		};
		const { items, error } = await run(parameters, { items: rows(10) });
		expect(error).toBeUndefined();
		expect(new Set(items.map(({ json }) => json.conversationId)).size).toBe(1);
		const creations = sent('/conversations/').filter(({ method }) => method === 'POST');
		expect(creations.map(({ status }) => status)).toEqual([201]);
	});

	it('logs 300 calls at once, each once, with no 429 reaching the user', async () => {
		const { items, error } = await run(
			{
				...call,
				conversationId: { __rl: true, mode: 'contact', value: contactId(3) },
				callTo: '+15037081219',
				additionalFields: { altId: '={{ "call-" + $json.index }}' },
			},
			{ items: rows(300) },
		);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(300);
		expect(store().messages.size).toBe(300);
		expect(new Set([...store().messages.values()].map(({ altId }) => altId)).size).toBe(300);
	});

	it('runs the example', async () => {
		const file = join(__dirname, '../../examples/log-a-call.json');
		const workflow = JSON.parse(readFileSync(file, 'utf8')) as Workflow & { pinData: object };
		const body = {
			to: '+1 503 708 1210',
			from: '+1 503 708 1211',
			status: 'completed',
			endedAt: '2026-03-01T15:00:00Z',
			id: '77',
			recording: 'https://example.com/77.mp3',
		};
		const [trigger] = workflow.nodes;
		trigger.type = 'n8n-nodes-base.manualTrigger';
		trigger.typeVersion = 1;
		trigger.parameters = {};
		workflow.pinData = { [trigger.name]: [{ json: { body } }] };
		const execution = await n8n.runNodes(workflow);
		expect(execution.nodes['Log the Call'][0].error).toBeUndefined();
		expect([...store().messages.values()]).toMatchObject([
			{ altId: '77', status: 'completed', contactId: contactId(0), attachments: [body.recording] },
		]);
	});

	it('tells a missing scope when the credential is tested', async () => {
		const data = sandbox.credentials().leadConnectorApi;
		expect(await n8n.testCredential('leadConnectorApi', data)).toMatchObject({ status: 'OK' });
		const lacking = {
			...data,
			privateIntegrationToken: sandbox.vendors.leadConnector.tokens.writeOnly,
		};
		expect(await n8n.testCredential('leadConnectorApi', lacking)).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/lacks the scope conversations\.readonly/),
		});
	});
});
