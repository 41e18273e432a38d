import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

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
