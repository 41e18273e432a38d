import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { SEARCH_WORDS } from '../samples/searchWords';
import { Editor, sharedTarball, startN8n, type N8n, type Workflow } from './harness';

const EXAMPLES = join(__dirname, '../../examples');

/** A closed port: nothing answers there. */
const NOWHERE = 'http://127.0.0.1:9';

/** One of its own: the editor fills in whatever credential was stored last, by whichever test. */
let n8n: N8n;
let sandbox: Sandbox;
let editor: Editor;
let workflowId: string;

const start: Workflow = {
	name: 'By hand',
	nodes: [
		{
			id: 'start',
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
	],
	connections: {},
};

beforeAll(async () => {
	sandbox = await startSandbox();
	n8n = await startN8n({ tarball: sharedTarball() });
	workflowId = await n8n.createWorkflow(start);
	editor = await Editor.open(n8n);
	console.log(`Pictures of each step: ${editor.folder}`);
});

afterAll(async () => {
	await editor?.close();
	await n8n?.stop();
	await sandbox?.close();
});

describe('credentials', () => {
	/** What is typed into the fields of each, and what its test answers to a wrong one. */
	const kinds = () => {
		const good = sandbox.credentials() as Record<string, Record<string, string>>;
		const { convosoApi, convoloApi, leadConnectorApi, aiCallApi } = good;
		return {
			'Convoso API': {
				good: { authToken: convosoApi.authToken, baseUrl: convosoApi.baseUrl },
				refused: { authToken: 'wrong-token-7f3a91' },
				field: /Auth Token|auth token/,
				unreachable: { baseUrl: NOWHERE },
			},
			'Convolo API': {
				good: {
					server: 'Own Address',
					widgetKey: convoloApi.widgetKey,
					apiKey: convoloApi.apiKey,
					ownUrl: convoloApi.ownUrl,
				},
				refused: { apiKey: 'wrong-key-c0ffee' },
				field: /key/,
				unreachable: { ownUrl: NOWHERE },
			},
			'LeadConnector API': {
				good: {
					privateIntegrationToken: leadConnectorApi.privateIntegrationToken,
					locationId: leadConnectorApi.locationId,
					baseUrl: leadConnectorApi.baseUrl,
				},
				refused: { privateIntegrationToken: 'pit-wrong-0c1f' },
				field: /[Tt]oken/,
				unreachable: { baseUrl: NOWHERE },
			},
			'AI Call API': {
				good: {
					apiKey: aiCallApi.apiKey,
					baseUrl: aiCallApi.baseUrl,
					businessId: aiCallApi.businessId,
				},
				refused: { apiKey: 'iu_wrong_key' },
				field: /API Key/,
				unreachable: { baseUrl: NOWHERE },
			},
		};
	};
	const names = ['Convoso API', 'Convolo API', 'LeadConnector API', 'AI Call API'] as const;

	it.each(names)('%s: works, is refused, cannot be reached', async (name) => {
		const { good, refused, unreachable, field } = kinds()[name];
		const vendor = name.replace(' API', '');
		await editor.newCredential(name);

		await editor.fillCredential({ ...good, ...refused });
		const no = await editor.saveCredential();
		await editor.shoot(`credential ${vendor} 1 refused`);
		expect(no).toEqual({ works: false, text: expect.stringMatching(field) });

		await editor.fillCredential({ ...good, ...unreachable });
		const nowhere = await editor.saveCredential();
		await editor.shoot(`credential ${vendor} 2 cannot be reached`);
		expect(nowhere).toEqual({
			works: false,
			text: expect.stringMatching(/could not be reached.*'(Base URL|Server)'/),
		});

		await editor.fillCredential(good);
		const yes = await editor.saveCredential();
		await editor.shoot(`credential ${vendor} 3 works`);
		expect(yes.works).toBe(true);
		await editor.closeCredential();
	});

	it.each(['Convoso Webhook API', 'Convolo Webhook API', 'LeadConnector Webhook API'])(
		'%s: offers a secret, and takes it',
		async (name) => {
			await editor.newCredential(name);
			const offer = await editor.saveCredential();
			await editor.shoot(`credential ${name.replace(' API', '')} 1 offer`);
			const secret = /[\w-]{24,}/.exec(offer.text)?.[0];
			expect(offer.works).toBe(false);
			expect(secret).toBeDefined();
			await editor.fillCredential({ secret: secret! });
			const taken = await editor.saveCredential();
			await editor.shoot(`credential ${name.replace(' API', '')} 2 works`);
			expect(taken.works).toBe(true);
			await editor.closeCredential();
		},
	);

	it('LeadConnector OAuth2 API: shows what a Marketplace app is asked for', async () => {
		await editor.newCredential('LeadConnector OAuth2 API');
		await editor.shoot('credential LeadConnector OAuth2');
		expect(await editor.credentialText()).toMatch(/OAuth Redirect URL[\s\S]*Client ID[\s\S]*Scope/);
	});
});

describe('the nodes panel', () => {
	beforeAll(async () => await editor.openWorkflow(workflowId));

	it('finds every node under every word that people use for it', async () => {
		const missed: string[] = [];
		const types = await n8n.nodeTypes();
		for (const [word, node] of SEARCH_WORDS) {
			const type = types.find(({ name }) => name === `n8n-nodes-lead-dialer.${node}`)!;
			// The panel shows a node and its trigger as one, under the name of the node.
			const wanted = type.displayName.replace(/ Trigger$/, '');
			const found = await editor.search(word, wanted);
			if (!found.includes(wanted)) missed.push(`${word}: ${found.join(', ') || 'nothing'}`);
			if (['voice agent', 'phone', 'GHL', 'DNC'].includes(word)) {
				await editor.shoot(`search ${word}`);
			}
		}
		expect(missed).toEqual([]);
	});

	it.each([
		['Convoso', 'Actions', 'Insert lead (may call a real person)'],
		['Convolo', 'Actions', 'Start call (calls real people)'],
		['LeadConnector', 'Actions', 'Send message (a real person receives it)'],
		['AI Call', 'Actions', 'Get many calls'],
		['Convoso', 'Triggers', 'On new Convoso event'],
		['Convolo', 'Triggers', 'On call ended'],
		['LeadConnector', 'Triggers', 'On any event'],
		['AI Call', 'Triggers', 'On new AI Call event'],
	] as const)('adds %s, %s, %s by hand, in both looks', async (name, group, entry) => {
		await editor.addNode(name, group, entry);
		const picture = `node ${group === 'Triggers' ? `${name} Trigger` : name}`;
		await editor.shoot(`${picture} light`);
		await editor.look('dark');
		await editor.shoot(`${picture} dark`);
		expect(await editor.isDark(true)).toBe(true);
		await editor.look('light');
		expect(await editor.isDark(false)).toBe(false);
		expect(await editor.missingPictures()).toEqual([]);
		await editor.closePanel();
	});
});

describe('a node at work', () => {
	it('picks from a list, runs, shows what came back, and what is wrong', async () => {
		await editor.openWorkflow(await n8n.createWorkflow(start));
		await editor.addNode('Convoso', 'Actions', 'Insert lead (may call a real person)');
		const { lists } = sandbox.vendors.convoso.store;
		const offered = await editor.pick('listId', lists[0].name);
		const active = lists.filter(({ status }) => status === 'Y');
		expect(offered.sort()).toEqual(active.map(({ name, id }) => `${name} (${id})`).sort());

		await editor.fill('phoneNumber', '123');
		const wrong = await editor.execute();
		await editor.shoot('error of a bad phone number');
		expect(wrong.isError).toBe(true);
		expect(wrong.text).toMatch(/'Phone Number'/);
		expect(sandbox.journal.of('convoso', '/leads/insert')).toEqual([]);

		await editor.fill('phoneNumber', '+1 (415) 555-0123');
		const right = await editor.execute();
		await editor.shoot('output of a lead');
		expect(right).toEqual({ isError: false, text: expect.stringMatching(/lead_id/) });
		expect(sandbox.journal.of('convoso', '/leads/insert')).toHaveLength(1);
		await editor.closePanel();
	});
});

describe('examples', () => {
	const files = readdirSync(EXAMPLES).filter((file) => file.endsWith('.json'));

	it('come in by "Import from file" and by paste, whole', async () => {
		await editor.newWorkflow();
		for (const [index, file] of files.entries()) {
			const path = join(EXAMPLES, file);
			const { nodes } = JSON.parse(readFileSync(path, 'utf8')) as Workflow;
			if (index > 0) await editor.clearCanvas();
			await (index % 2 === 0 ? editor.importFile(path) : editor.paste(path));
			const wanted = nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
			const there = await editor.nodesOnCanvas(wanted.length);
			expect(there.sort()).toEqual(wanted.map(({ name }) => name).sort());
			await editor.zoomToFit();
			await editor.shoot(`example ${file.replace('.json', '')}`);
		}
		await editor.look('dark');
		await editor.shoot('example in the dark');
	});
});
