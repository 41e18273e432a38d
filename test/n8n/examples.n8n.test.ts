import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { createCredentials } from '../../scripts/start/demo';
import { sharedN8n, type Workflow } from './harness';

const n8n = sharedN8n();

let sandbox: Sandbox;
let credentialIds: string[] = [];

beforeAll(async () => {
	sandbox = await startSandbox();
	credentialIds = await createCredentials({ n8n, sandbox });
	sandbox.vendors.leadConnector.store.addContact({
		contactName: 'Zoë Example',
		email: 'zoe@example.com',
		phone: '+14155550123',
	});
	// The example asks for yesterday, which is another day in the time zone of n8n, and may be one once it runs.
	for (const days of [2, 1, 0]) {
		const day = new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
		sandbox.vendors.convoso.store.addCalls(20, (index) => `${day} 12:00:${10 + index}`);
	}
	sandbox.vendors.aiCall.speed = 200;
});

afterAll(async () => {
	for (const id of credentialIds) await n8n.deleteCredential(id);
	await sandbox.close();
});

/** What the vendors have accepted, by vendor. */
const received = () => sandbox.journal.entries.map(({ vendor }) => vendor);

it.each<[file: string, notReached: string[], vendors: string[]]>([
	['ai-call-and-log', ['Log Missed Call', 'Call Again Another Day'], ['aiCall', 'leadConnector']],
	['convoso-leads', [], ['convoso']],
	['log-a-call', [], ['leadConnector']],
	['nightly-call-log', [], ['convoso']],
	['web-form-to-phone', [], ['convolo']],
])('%s runs as imported, on its own data, to its last node', async (file, notReached, vendors) => {
	sandbox.journal.clear();
	const path = join(__dirname, `../../examples/${file}.json`);
	const workflow = JSON.parse(readFileSync(path, 'utf8')) as Workflow;
	const { status, error, nodes } = await n8n.runNodes(workflow);
	expect(error).toBeUndefined();
	expect(status).toBe('success');
	const quiet = workflow.nodes
		.filter(({ type }) => !type.endsWith('.stickyNote'))
		.map(({ name }) => name)
		.filter((name) => !nodes[name]?.[0].items.length);
	expect(quiet).toEqual(notReached);
	const refused = Object.values(nodes).flatMap(([{ items }]) =>
		items.filter(({ json }) => 'error' in json),
	);
	expect(refused).toEqual([]);
	expect(new Set(received())).toEqual(new Set(vendors));
});
