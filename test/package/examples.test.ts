import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { Workflow, type INode, type IDataObject } from 'n8n-workflow';

import { nodeType, nodeTypesFor } from '../support/engine';

const FOLDER = path.resolve(__dirname, '../../examples');
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));

/** Parts of the notes beside a workflow, each once. */
const HEADINGS = ['What it does', 'What to choose', 'Real people', 'Where to go on'];

/** Names of credentials: n8n finds the user's own under them, or offers to make one. */
const CREDENTIALS: Record<string, string> = {
	convosoApi: 'Convoso account',
	convoloApi: 'Convolo account',
	leadConnectorApi: 'LeadConnector account',
	aiCallApi: 'AI Call account',
	convosoWebhookApi: 'Convoso Connect',
	convoloWebhookApi: 'Convolo webhook',
	leadConnectorWebhookApi: 'LeadConnector webhook',
	httpHeaderAuth: 'AI Call tool',
};

interface Example {
	nodes: Array<{
		type: string;
		parameters: { content?: string; operation?: string };
		credentials?: Record<string, { id: string; name: string }>;
	}>;
}

const read = (file: string) => readFileSync(path.join(FOLDER, file), 'utf8');

describe.each(files)('%s', (file) => {
	const example = JSON.parse(read(file)) as Example;
	const notes = example.nodes
		.filter(({ type }) => type === 'n8n-nodes-base.stickyNote')
		.map(({ parameters }) => parameters.content ?? '')
		.join('\n');

	it('says what it does, what to choose, whether real people are called, and where to go on', () => {
		const headings = [...notes.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
		expect(headings.sort()).toEqual([...HEADINGS].sort());
	});

	it('says so when it dials or writes to somebody', () => {
		const part = notes.split('## Real people\n')[1]?.split('\n##')[0] ?? '';
		const dials = example.nodes.some(
			({ type, parameters: { operation } }) =>
				(type.endsWith('.convolo') && operation === 'start') ||
				(type.endsWith('.aiCall') &&
					['initiate', 'initiateFromCampaign', 'waitUntilFinished'].includes(operation ?? '')) ||
				(type.endsWith('.leadConnector') && operation === 'send'),
		);
		expect(part).toMatch(dials ? /calls (a )?real (person|people)/ : /Nobody is called|may call/);
	});

	it('names credentials in one wording, and holds nothing of an account', () => {
		for (const { credentials = {} } of example.nodes) {
			for (const [type, { id, name }] of Object.entries(credentials)) {
				expect({ type, id: id || '', name }).toEqual({ type, id: '', name: CREDENTIALS[type] });
			}
		}
	});

	it('runs on data of its own', () => {
		expect(read(file)).not.toMatch(/\/path\/to|readWriteFile/);
	});
});

describe('the phone number in speed-to-lead.json', () => {
	/** What an expression of the example makes of what a person wrote. */
	async function phoneOf(name: string, json: IDataObject): Promise<unknown> {
		const { nodes } = JSON.parse(read('speed-to-lead.json')) as { nodes: INode[] };
		const { parameters } = nodes.find((node) => node.name === name)!;
		const { assignments } = parameters.assignments as {
			assignments: Array<{ name: string; value: string }>;
		};
		const { value } = assignments.find((one) => one.name === 'phone')!;
		const node: INode = {
			id: 'one',
			name: 'Node',
			type: 'convoso',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		};
		const nodeTypes = nodeTypesFor(await nodeType('convoso'));
		const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
		const { expression } = workflow;
		return expression.getParameterValue(value, null, 0, 0, 'Node', [{ json }], 'manual', {});
	}

	it.each([
		['+1 (213) 555-0100', '+12135550100'],
		['0016195550101', '+16195550101'],
		['1-512-555-0102', '+15125550102'],
		['512.555.0102', '+15125550102'],
		[5125550102, '+15125550102'],
		// Left to the nodes, which read it or refuse it. The last ten digits would call somebody else.
		['+44 20 7946 0958', '+44 20 7946 0958'],
		['+49 30 123456', '+49 30 123456'],
		['00442079460958', '00442079460958'],
		['(213) 555-0100 x12', '(213) 555-0100 x12'],
		['555-0100', '555-0100'],
		[undefined, ''],
	])('%s is %s', async (Phone, phone) => {
		expect(await phoneOf('Person', { body: { Phone } })).toBe(phone);
		expect(await phoneOf('Lead', { Phone })).toBe(phone);
	});
});
