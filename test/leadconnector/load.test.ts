import { contactId } from '../../sandbox/leadconnector/store';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { runNode, type NodeRun } from '../support/engine';
import { byContact, byId, firstConversation, freshLocation, outboundCall } from './support';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => freshLocation(sandbox));

const OUTBOUND = '/conversations/messages/outbound';

const store = () => sandbox.vendors.leadconnector.store;
const sent = () => sandbox.journal.of('leadconnector', OUTBOUND);
const items = (count: number) => Array.from({ length: count }, (_, index) => ({ json: { index } }));

const run = async (count: number, more: Partial<NodeRun> = {}) => {
	const { leadConnectorApi } = sandbox.credentials();
	return await runNode({
		type: 'leadConnector',
		parameters: outboundCall(sandbox, {
			additionalFields: { altId: '={{ "call-" + $json.index }}' },
		}),
		credentials: { leadConnectorApi },
		items: items(count),
		...more,
	});
};

const logged = () => [...store().messages.values()].map(({ altId }) => altId);
const calls = (count: number) => items(count).map(({ json }) => `call-${json.index}`);

it('logs 300 calls at once, from two nodes, without one too many for the vendor', async () => {
	const started = Date.now();
	const [first, second] = await Promise.all([run(150), run(150)]);
	expect([first.error, second.error]).toEqual([undefined, undefined]);
	expect(first.items.map(({ pairedItem }) => pairedItem)).toEqual(
		items(150).map(({ json }) => ({ item: json.index })),
	);
	expect(logged().sort()).toEqual([...calls(150), ...calls(150)].sort());
	expect(sent().map(({ status }) => status)).toEqual(new Array(300).fill(200));
	// Three hundred of 100 per 10 s cannot be done sooner; much later would be a pace of our own.
	expect(Date.now() - started).toBeGreaterThan(19_000);
	expect(Date.now() - started).toBeLessThan(35_000);
});

it('holds back when the vendor says that nothing is left', async () => {
	sandbox.faults.add({
		vendor: 'leadconnector',
		path: OUTBOUND,
		kind: 'answer',
		status: 200,
		headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-interval-milliseconds': '1200' },
		body: { success: true, messageId: 'm0' },
	});
	const { error } = await run(2);
	expect(error).toBeUndefined();
	const [first, second] = sent();
	expect(second.at - first.at).toBeGreaterThanOrEqual(1100);
});

it('waits out a 429, and logs each call once', async () => {
	sandbox.faults.add({
		vendor: 'leadconnector',
		path: OUTBOUND,
		times: 3,
		after: 2,
		kind: 'answer',
		status: 429,
		body: { statusCode: 429, message: 'Too Many Requests' },
	});
	const { error } = await run(10);
	expect(error).toBeUndefined();
	expect(logged().sort()).toEqual(calls(10).sort());
});

it.each([
	['a connection lost after the call was logged', { kind: 'drop', when: 'after' }],
	['a 500 after the call was logged', { kind: 'answer', status: 500, when: 'after' }],
] as const)('does not send again after %s', async (_name, fault) => {
	sandbox.faults.add({ vendor: 'leadconnector', path: OUTBOUND, ...fault });
	const { error } = await run(1, {
		settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 10 },
	});
	expect(error?.description).toMatch(/unknown whether the message was accepted/);
	expect(logged()).toEqual(['call-0']);
});

it('explains a 500 of the outbound endpoint by the provider', async () => {
	sandbox.faults.add({
		vendor: 'leadconnector',
		path: OUTBOUND,
		kind: 'answer',
		status: 500,
		body: { statusCode: 500, message: 'Internal server error', traceId: 'trace-500' },
	});
	const { error } = await run(1);
	expect(error?.message).toMatch(/Internal server error/);
	expect(error?.description).toMatch(/'Conversation Provider ID' is not of type Call.*trace-500/s);
});

it('asks again for what only reads', async () => {
	sandbox.faults.add({
		vendor: 'leadconnector',
		path: /^\/conversations\/messages\/t22/,
		times: 2,
		kind: 'answer',
		status: 503,
	});
	const [conversation] = store().conversations.values();
	const { id } = store().addMessage(conversation, {
		messageType: 'TYPE_CALL',
		direction: 'outbound',
	});
	const { error, items: output } = await run(1, {
		parameters: { ...outboundCall(sandbox), operation: 'get', messageId: id },
	});
	expect(error).toBeUndefined();
	expect(output[0].json.id).toBe(id);
});

it('stops at the first item when the token is refused', async () => {
	const { leadConnectorApi } = sandbox.credentials();
	const { error } = await run(20, {
		credentials: {
			leadConnectorApi: { ...leadConnectorApi, privateIntegrationToken: 'pit-unknown' },
		},
	});
	expect(error?.message).toMatch(/access token is invalid/);
	expect(sent()).toHaveLength(1);
});

it('keeps the calls of other contacts when one item fails', async () => {
	const conversation = firstConversation(sandbox);
	const { items: output } = await run(3, {
		parameters: outboundCall(sandbox, {
			conversationId: {
				...byId(`={{ $json.index === 1 ? "nothere0000" : "${conversation}" }}`),
			},
		}),
		settings: { onError: 'continueRegularOutput' },
	});
	expect(output.map(({ json }) => 'error' in json)).toEqual([false, true, false]);
	expect(output[1].json.error).toMatch(/Conversation not found.*choose 'By Contact'/s);
});

it('does not log a call whose conversation could not be found for want of an answer', async () => {
	sandbox.faults.add({
		vendor: 'leadconnector',
		path: '/conversations/search',
		times: 99,
		kind: 'html',
	});
	const { error } = await run(1, {
		parameters: outboundCall(sandbox, { conversationId: byContact(contactId(4)) }),
	});
	expect(error?.message).toMatch(/a web page instead of data/);
	expect(error?.description).not.toMatch(/unknown/);
	expect(sent()).toEqual([]);
});
