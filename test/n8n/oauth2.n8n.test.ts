import { contactId } from '../../sandbox/leadconnector/store';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { sharedN8n } from './harness';
import { runOneNode, type OneNode } from './oneNode';

const NAME = 'LeadConnector OAuth2 (sandbox)';

/** A token server that is as strict as the vendor's: each refresh token is good for one renewal. */
const n8n = sharedN8n();
let sandbox: Sandbox;
let credentialId: string;

const oauth = () => sandbox.vendors.leadConnector.oauth;
const logged = () => [...sandbox.vendors.leadConnector.store.messages.values()];

/** Stores the credential as a user fills it in, and presses Connect. */
async function connect(): Promise<void> {
	const { oauthTokenData: _given, ...data } = sandbox.credentials().leadConnectorOAuth2Api;
	credentialId = await n8n.createCredential('leadConnectorOAuth2Api', NAME, data);
	await n8n.connectCredential(credentialId);
}

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());
afterEach(async () => await n8n.deleteCredential(credentialId));

const run = async (parameters: Record<string, unknown>, more: Partial<OneNode> = {}) =>
	await runOneNode(
		n8n,
		{
			type: 'leadConnector',
			parameters: { authentication: 'oAuth2', ...parameters },
			credentials: { leadConnectorOAuth2Api: NAME },
			...more,
		},
		sandbox,
	);

const rows = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index) => ({ index: from + index }));

const logCalls = async (items = rows(1)) =>
	await run(
		{
			resource: 'message',
			operation: 'addOutboundCall',
			conversationId: { __rl: true, mode: 'contact', value: contactId(0) },
			callTo: '+15037081210',
			additionalFields: { altId: '={{ "call-" + $json.index }}' },
		},
		{ items },
	);

/** What was logged, each call by the number of its item. */
const numbers = () => logged().map(({ altId }) => Number(String(altId).slice('call-'.length)));

const inOrder = (all: number[]) => [...all].sort((one, other) => one - other);

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('OAuth2 in a real n8n', () => {
	it('logs a call with a token that is fresh, and renews none', async () => {
		await connect();
		const { error, items } = await logCalls();
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(numbers()).toEqual([0]);
		expect(oauth().renewals).toBe(0);
	});

	it('renews a token that has expired, and keeps the new one', async () => {
		await connect();
		for (const round of [1, 2]) {
			oauth().expireTokens();
			const { error } = await logCalls(rows(1, round - 1));
			expect(error).toBeUndefined();
			expect(oauth().renewals).toBe(round);
		}
		const { error } = await logCalls(rows(1, 2));
		expect(error).toBeUndefined();
		expect(oauth().renewals).toBe(2);
		expect(numbers()).toEqual([0, 1, 2]);
	});

	it('renews a token that expires in the middle of 60 items, and logs each once', async () => {
		await connect();
		oauth().expireTokens({ afterRequests: 30 });
		const { error, items } = await logCalls(rows(60));
		expect(error).toBeUndefined();
		expect(items).toHaveLength(60);
		expect(inOrder(numbers())).toEqual(upTo(60));
		expect(oauth().renewals).toBe(1);
	});

	it('serves three workflows that find it expired at once', async () => {
		await connect();
		oauth().expireTokens();
		sandbox.answerMs = 50;
		const runs = await Promise.all(
			[0, 1, 2].map(async (one) => await logCalls(rows(20, one * 20))),
		);
		expect(runs.map(({ error }) => error?.message)).toEqual([undefined, undefined, undefined]);
		expect(inOrder(numbers())).toEqual(upTo(60));
	});

	it('says what to do when the user has taken the app away, and logs nothing', async () => {
		await connect();
		oauth().revoke();
		const { error } = await logCalls(rows(5));
		expect(error?.message).toMatch(/did not accept the credential/);
		expect(error?.description).toMatch(/Nothing was accepted.*Connect the credential again/s);
		expect(logged()).toEqual([]);
		expect(oauth().renewals).toBe(0);
	});

	it('says that a token of the agency is none of a sub-account', async () => {
		oauth().userType = 'Company';
		await connect();
		const { error } = await run({
			resource: 'conversation',
			operation: 'create',
			contactId: { __rl: true, mode: 'id', value: contactId(1) },
		});
		expect(error?.message).toMatch(/names no location/);
		expect(error?.description).toMatch(/choose a sub-account, not the agency/);
	});

	it('tests and fills lists with an expired token, too', async () => {
		await connect();
		oauth().expireTokens();
		const { results } = await n8n.resourceLocatorResults({
			nodeTypeAndVersion: { name: 'n8n-nodes-lead-dialer.leadConnector', version: 1 },
			methodName: 'searchConversations',
			path: 'parameters.conversationId',
			currentNodeParameters: { authentication: 'oAuth2' },
			credentials: { leadConnectorOAuth2Api: { id: credentialId, name: NAME } },
		});
		expect(results.length).toBeGreaterThan(0);
		expect(oauth().renewals).toBe(1);
	});
});
