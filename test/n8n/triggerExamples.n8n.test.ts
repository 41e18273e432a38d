import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { sharedN8n, type Workflow } from './harness';

const n8n = sharedN8n();

/** Each example of a trigger, the credential it names, and the nodes that its own data leads to. */
const EXAMPLES: Array<[file: string, type: string, name: string, reached: string[]]> = [
	[
		'leadconnector-replies',
		'leadConnectorWebhookApi',
		'LeadConnector webhook',
		['HighLevel Tells', 'What Happened', 'Answer the Reply'],
	],
	[
		'convolo-call-ended',
		'convoloWebhookApi',
		'Convolo webhook',
		['Convolo Tells', 'Was It Answered', 'Note the Call'],
	],
	[
		'ai-call-finished',
		'aiCallApi',
		'AI Call account',
		['A Call Is Finished', 'How Did It Go', 'Read What Was Said'],
	],
	['ai-call-at-once', 'httpHeaderAuth', 'AI Call tool', ['The Campaign Calls', 'Which Call']],
];

/** What n8n before 2.0 demands to be filled in. Nobody is asked: the examples run on their own data. */
const DATA: Record<string, Record<string, unknown>> = {
	aiCallApi: { apiKey: 'iu_example', baseUrl: 'http://127.0.0.1:9', businessId: '7' },
};

it.each(EXAMPLES)('%s runs as imported, on its own data', async (file, type, name, reached) => {
	const path = join(__dirname, `../../examples/${file}.json`);
	const workflow = JSON.parse(readFileSync(path, 'utf8')) as Workflow;
	expect(workflow.nodes.filter((node) => node.type.endsWith('.stickyNote'))).not.toHaveLength(0);
	const credentialId = await n8n.createCredential(type, name, DATA[type] ?? {});
	try {
		const { status, nodes } = await n8n.runNodes(workflow, { triggerNode: reached[0] });
		expect(status).toBe('success');
		const used = Object.keys(nodes).filter((node) => nodes[node][0].items.length > 0);
		expect(used).toEqual(reached);
	} finally {
		await n8n.deleteCredential(credentialId);
	}
});
