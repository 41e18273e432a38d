import { contactId } from '../../sandbox/leadconnector/store';
import { byId, lab, numbered } from '../support/lab';
import { byContact, firstConversation, outboundCall } from './support';

const { sandbox, vendor, clock, credentials, run, sent, fail } = lab('leadConnector');

const OUTBOUND = '/conversations/messages/outbound';

/** A call to the first contact an item, which can be told apart. */
const logCall = () =>
	outboundCall(sandbox, { additionalFields: { altId: '={{ "call-" + $json.index }}' } });
const logged = () => [...vendor.store.messages.values()].map(({ altId }) => altId);
const calls = (count: number) => numbered(count).map(({ json }) => `call-${json.index}`);

it('logs 300 calls at once, from two nodes, without one too many for the vendor', async () => {
	const half = async () => await run(logCall(), { items: numbered(150) });
	const [first, second] = await Promise.all([half(), half()]);
	expect([first.error, second.error]).toEqual([undefined, undefined]);
	expect(first.items.map(({ pairedItem }) => pairedItem)).toEqual(
		numbered(150).map(({ json }) => ({ item: json.index })),
	);
	expect(logged().sort()).toEqual([...calls(150), ...calls(150)].sort());
	expect(sent(OUTBOUND).map(({ status }) => status)).toEqual(new Array(300).fill(200));
	// Bulk runs take 95 of the 100 per 10 s, so that the single lead of another workflow starts at once.
	expect(clock.passed).toBe(30_000);
});

it('holds back when the vendor says that nothing is left', async () => {
	fail({
		path: OUTBOUND,
		kind: 'answer',
		status: 200,
		headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-interval-milliseconds': '1200' },
		body: { success: true, messageId: 'm0' },
	});
	const { error } = await run(logCall(), { items: numbered(2) });
	expect(error).toBeUndefined();
	const [first, second] = sent(OUTBOUND);
	// A part of it, never the same: another worker may share the account.
	expect(second.at - first.at).toBeGreaterThanOrEqual(240);
});

it('waits out a 429, and logs each call once', async () => {
	fail({
		path: OUTBOUND,
		times: 3,
		after: 2,
		kind: 'answer',
		status: 429,
		body: { statusCode: 429, message: 'Too Many Requests' },
	});
	const { error } = await run(logCall(), { items: numbered(10) });
	expect(error).toBeUndefined();
	expect(logged().sort()).toEqual(calls(10).sort());
});

it.each([
	['a connection lost after the call was logged', { kind: 'drop', when: 'after' }],
	['a 500 after the call was logged', { kind: 'answer', status: 500, when: 'after' }],
] as const)('does not send again after %s', async (_name, fault) => {
	fail({ path: OUTBOUND, ...fault });
	const { error } = await run(logCall(), {
		items: numbered(1),
		settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
	});
	expect(error?.description).toMatch(/unknown whether the message was accepted/);
	expect(logged()).toEqual(['call-0']);
});

it('explains a 500 of the outbound endpoint by the provider', async () => {
	fail({
		path: OUTBOUND,
		kind: 'answer',
		status: 500,
		body: { statusCode: 500, message: 'Internal server error', traceId: 'trace-500' },
	});
	const { error } = await run(logCall(), { items: numbered(1) });
	expect(error?.message).toMatch(/Internal server error/);
	expect(error?.description).toMatch(/'Conversation Provider ID' is not of type Call.*trace-500/s);
});

it('asks again for what only reads', async () => {
	fail({ path: /^\/conversations\/messages\/t22/, times: 2, kind: 'answer', status: 503 });
	const [conversation] = vendor.store.conversations.values();
	const { id } = vendor.store.addMessage(conversation, {
		messageType: 'TYPE_CALL',
		direction: 'outbound',
	});
	const { error, items: output } = await run({
		...outboundCall(sandbox),
		operation: 'get',
		messageId: id,
	});
	expect(error).toBeUndefined();
	expect(output[0].json.id).toBe(id);
});

it('stops at the first item when the token is refused', async () => {
	const { error } = await run(logCall(), {
		items: numbered(20),
		credentials: credentials({ privateIntegrationToken: 'pit-unknown' }),
	});
	expect(error?.message).toMatch(/access token is invalid/);
	expect(sent(OUTBOUND)).toHaveLength(1);
});

it('keeps the calls of other contacts when one item fails', async () => {
	const conversation = firstConversation(sandbox);
	const conversationId = byId(`={{ $json.index === 1 ? "nothere0000" : "${conversation}" }}`);
	const { items: output } = await run(outboundCall(sandbox, { conversationId }), {
		items: numbered(3),
		settings: { onError: 'continueRegularOutput' },
	});
	expect(output.map(({ json }) => 'error' in json)).toEqual([false, true, false]);
	expect(output[1].json.error).toMatch(/Conversation not found.*choose 'By Contact'/s);
});

it('does not log a call whose conversation could not be found for want of an answer', async () => {
	fail({ path: '/conversations/search', times: 99, kind: 'html' });
	const { error } = await run(outboundCall(sandbox, { conversationId: byContact(contactId(4)) }));
	expect(error?.message).toMatch(/a web page instead of data/);
	expect(error?.description).not.toMatch(/unknown/);
	expect(sent(OUTBOUND)).toEqual([]);
});
