import type { FaultKind } from '../../sandbox/kit/faults';
import { nodeType } from '../support/engine';
import { lab } from '../support/lab';
import { INITIATE, QUEUE, RECIPIENT, waitForNew } from './calling';

const { vendor: iqra, clock, run, sent, fail } = lab('aiCall');

/** A recipient whose call ends as its last digits say; see sandbox/iqra/callTimeline.ts. */
const ending = (digits: string, index = 0) => `+1415555${String(index).padStart(2, '0')}${digits}`;
const calling = (numbers: string[]) => numbers.map((phone) => ({ json: { phone } }));
const forEach = { ...waitForNew, recipientNumber: '={{ $json.phone }}' };
const waitFor = (queueId: string) => ({
	resource: 'call',
	operation: 'waitUntilFinished',
	callToWaitFor: 'existing',
	queueId,
	options: {},
	requestOptions: {},
});

it('ten at once each end with their own outcome, in their order', async () => {
	const outcomes = [
		['23', 'completed'],
		['03', 'declined'],
		['04', 'no answer'],
		['10', 'voicemail'],
		['85', 'failed'],
		['87', 'expired'],
		['86', 'cancelled'],
		['77', 'failed'],
		['24', 'completed'],
		['03', 'declined'],
	];
	const items = calling(outcomes.map(([digits], index) => ending(digits, index)));
	const { items: output, error } = await run(forEach, { items });
	expect(error).toBeUndefined();
	expect(output.map(({ json }) => json.callStatus)).toEqual(outcomes.map(([, word]) => word));
	expect(output.map(({ json }) => json.recipientNumber)).toEqual(
		items.map(({ json }) => json.phone),
	);
	expect(output.map(({ json }) => json.finished)).toEqual(outcomes.map(() => true));
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(outcomes.map((_, item) => ({ item })));
	expect(sent(INITIATE)).toHaveLength(10);
	// One after the other they would take minutes: a call that is talked through takes 33 seconds.
	expect(clock.passed).toBeLessThan(60_000);
});

it('gives transcript, ids and raw numbers of a call that was talked through', async () => {
	const { items } = await run({
		...waitForNew,
		simple: false,
		dynamicVariables: { pair: [{ key: 'customer_name', value: 'Zoë' }] },
	});
	const [call] = iqra.calls;
	expect(items[0].json).toMatchObject({
		queueId: call.queueId,
		sessionId: call.sessionId,
		callStatus: 'completed',
		finished: true,
		endReason: 'user ended call',
		status: 4,
		sessionStatus: 6,
		sessionEndType: 5,
		transcript: 'Agent: Hello Zoë, this is Ava.\nCustomer: Yes, please.',
		conversation: { id: call.sessionId, queueId: call.queueId },
	});
});

it('does not take the queue’s "completed" for the end', async () => {
	// Dialling goes on for eight seconds after the server has written completedAt.
	const at = clock.wallTime() - 5_000;
	const call = iqra.addCall({ recipientNumber: ending('03'), enqueuedAt: at, startAt: at });
	const { items } = await run(waitFor(call.queueId));
	expect(items[0].json).toMatchObject({ callStatus: 'declined', finished: true });
	const answers = sent(`${QUEUE}/${call.queueId}`).map(({ answer }) => answer);
	expect(answers[0]).toMatchObject({ data: { status: 4, sessionStatus: 1 } });
	expect(answers.length).toBeGreaterThan(1);
});

it('waits for an existing call without calling', async () => {
	const call = iqra.addCall({ recipientNumber: RECIPIENT });
	const { items } = await run(waitFor(call.queueId));
	expect(items[0].json).toMatchObject({ queueId: call.queueId, callStatus: 'completed' });
	expect(sent(INITIATE)).toEqual([]);
});

it('understands the answers of the published page', async () => {
	iqra.contract = 'document';
	const call = iqra.addCall({ recipientNumber: ending('10') });
	const { items } = await run(waitFor(call.queueId));
	expect(items[0].json).toMatchObject({ queueId: call.queueId, callStatus: 'voicemail' });
});

it('goes on through failing looks, without a second call', async () => {
	fail({ path: new RegExp(`^${QUEUE}/`), kind: 'answer', status: 503 });
	fail({ path: new RegExp(`^${QUEUE}/`), kind: 'drop', when: 'before' });
	const { items, error } = await run(waitForNew);
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ callStatus: 'completed' });
	expect(sent(INITIATE)).toHaveLength(1);
});

const looks = () => sent().filter(({ path }) => path.startsWith(`${QUEUE}/`));

it.each<[string, FaultKind]>([
	['404 with JSON', { kind: 'answer', status: 404, body: { message: 'Route not found' } }],
	['401', { kind: 'answer', status: 401, body: { detail: 'Invalid token.' } }],
	['403', { kind: 'answer', status: 403 }],
	['null', { kind: 'answer', status: 200, body: 'null' }],
	['an empty object', { kind: 'answer', status: 200, body: {} }],
	['nothing', { kind: 'empty' }],
	['a web page', { kind: 'html' }],
	[
		'not found',
		{
			kind: 'answer',
			status: 200,
			body: { success: false, data: null, message: 'Not now', code: 'X:NOT_FOUND' },
		},
	],
	['two refusals in a row', { kind: 'answer', status: 401, times: 2 } as FaultKind],
	['nine answers in a row that say nothing', { kind: 'html', times: 9 } as FaultKind],
])('survives an odd look: %s', async (_name, fault) => {
	fail({ path: new RegExp(`^${QUEUE}/`), ...fault });
	const { items, error } = await run(waitForNew);
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ callStatus: 'completed', finished: true });
	expect(sent(INITIATE)).toHaveLength(1);
});

it('a key that is refused ends all waiting after a few looks, and the calls can be waited for again', async () => {
	fail({ path: new RegExp(`^${QUEUE}/`), kind: 'answer', status: 401, times: 999 });
	const { items } = await run(forEach, {
		items: calling(Array.from({ length: 40 }, (_, index) => ending('23', index))),
		settings: { onError: 'continueRegularOutput' },
	});
	expect(sent(INITIATE)).toHaveLength(40);
	expect(looks().length).toBeLessThan(10);
	expect(items.map(({ json }) => String(json.error))).toEqual(
		iqra.calls.map(({ queueId }) =>
			expect.stringMatching(`The end of call ${queueId} was not seen.*Do not initiate it again`),
		),
	);
});

it('asks for all calls together no more often than the user allows', async () => {
	iqra.speed = 0.01;
	await run(
		{ ...forEach, options: { timeLimit: 10, looksPerMinute: 30 } },
		{ items: calling(Array.from({ length: 50 }, (_, index) => ending('23', index))) },
	);
	const times = looks().map(({ at }) => at);
	expect(times.length).toBeGreaterThan(250);
	const within = times.map((from) => times.filter((at) => at >= from && at < from + 60_000).length);
	expect(Math.max(...within)).toBeLessThanOrEqual(31);
});

it.each(['0', '-5', '', 'soon', 'Infinity', '0.001'])(
	'a server that is busy for ever (Retry-After: "%s") is not stormed, and the wait ends',
	async (retryAfter) => {
		const headers = { 'retry-after': retryAfter };
		fail({ path: new RegExp(`^${QUEUE}/`), kind: 'answer', status: 429, headers, times: 99_999 });
		const { items } = await run({ ...waitForNew, options: { timeLimit: 30 } });
		expect(items).toEqual([]);
		expect(clock.passed).toBeLessThan(31 * 60_000);
		const times = looks().map(({ at }) => at);
		const within = times.map(
			(from) => times.filter((at) => at >= from && at < from + 12_000).length,
		);
		expect(Math.max(...within)).toBeLessThan(30);
	},
);

it('keeps the outcome when there is no transcript to be had', async () => {
	fail({
		path: /\/conversations\//,
		kind: 'answer',
		status: 200,
		times: 3,
		body: { data: null, success: false, message: 'No', code: 'GetConversation:NOT_FOUND' },
	});
	const { items } = await run(waitForNew);
	expect(items[0].json).toMatchObject({
		callStatus: 'completed',
		transcript: null,
		transcriptNote: expect.stringMatching(/AI Call: No/),
	});
});

describe('at the time limit', () => {
	const limited = (failAtTimeLimit: boolean) => ({
		...waitForNew,
		options: { timeLimit: 0.04, failAtTimeLimit },
	});
	beforeEach(() => {
		iqra.speed = 0.001;
	});

	it('the item fails, and its error names the call', async () => {
		const { error } = await run(limited(true));
		const [{ queueId }] = iqra.calls;
		expect(error?.message).toMatch(`The end of call ${queueId} was not seen`);
		expect(error?.message).toMatch(/after the time limit it is queued/);
		expect(error?.description).toMatch(/Do not initiate it again/);
	});

	it.each([
		['Time Limit \\(Minutes\\)', { timeLimit: 0 }, 'is 0'],
		['Time Limit \\(Minutes\\)', { timeLimit: 99_999 }, 'is 99999'],
		['Time Limit \\(Minutes\\)', { timeLimit: 'long' }, 'is no number'],
		['Looks per Minute', { looksPerMinute: 'abc' }, 'is no number'],
		['Looks per Minute', { looksPerMinute: 1e9 }, 'is 1000000000'],
		['Fail at Time Limit', { failAtTimeLimit: 'perhaps' }, 'is neither yes nor no'],
	])("'%s' is refused before anybody is called: %j", async (name, options, fault) => {
		const { error } = await run({ ...waitForNew, options });
		expect(error?.message).toMatch(new RegExp(`'${name}' ${fault}`));
		expect(sent()).toEqual([]);
	});

	it('or goes on with what is known', async () => {
		const { items } = await run(limited(false));
		expect(items[0].json).toMatchObject({
			queueId: iqra.calls[0].queueId,
			callStatus: 'queued',
			finished: false,
			transcript: null,
		});
	});
});

it('Retry On Fail takes up waiting again without calling again', async () => {
	fail({
		path: new RegExp(`^${QUEUE}/`),
		kind: 'answer',
		status: 200,
		body: {
			data: null,
			success: false,
			message: 'Not now',
			code: 'GetOutboundCallQueues:NOT_FOUND',
		},
		times: 6,
	});
	const { items, error } = await run(forEach, {
		items: calling([ending('23'), ending('03', 1)]),
		settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
	});
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.callStatus)).toEqual(['completed', 'declined']);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	expect(sent(INITIATE)).toHaveLength(2);
});

it('an item that fails ends the waiting of the others, and tells which calls are queued', async () => {
	iqra.speed = 0.001;
	const { error } = await run(forEach, {
		items: calling([ending('23'), ending('24', 1), 'no phone']),
	});
	expect(error?.message).toMatch(/'Phone Number' has (no digits|letters)/);
	expect(error?.description).toMatch(/2 of 3 items were accepted .*\(0-1\)/);
	const { accepted } = (error as unknown as { context: { accepted: unknown } }).context;
	expect(accepted).toEqual(
		iqra.calls.map(({ queueId }, item) => ({ item, output: [{ queueId }] })),
	);
	expect(clock.passed).toBeLessThan(5_000);
});

it('with On Error: Continue every item stands in its place', async () => {
	const { items } = await run(forEach, {
		items: calling([ending('23'), 'no phone', ending('04', 2)]),
		settings: { onError: 'continueRegularOutput' },
	});
	expect(items.map(({ json }) => json.callStatus ?? json.error)).toEqual([
		'completed',
		expect.stringMatching(/'Phone Number' has (no digits|letters)/),
		'no answer',
	]);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
});

it('stops when the execution is cancelled', async () => {
	iqra.speed = 0.001;
	const { status } = await run(waitForNew, {
		onStart: (cancel) => void clock.reached(10_000).then(cancel),
	});
	expect(status).toBe('canceled');
	expect(clock.passed).toBeLessThan(15_000);
	const asked = sent().length;
	await clock.pass(600_000);
	expect(sent()).toHaveLength(asked);
});

it('keeps a call that was accepted before the credential was refused, when it is cancelled', async () => {
	fail({ path: INITIATE, after: 1, kind: 'answer', status: 401, body: {} });
	const { items: output } = await run(forEach, {
		items: calling([ending('23'), ending('23', 1)]),
		settings: { onError: 'continueRegularOutput' },
		onStart: (cancel) => void clock.reached(1_000).then(cancel),
	});
	expect(output.map(({ json }) => json.queueId)).toEqual([iqra.calls[0].queueId, undefined]);
	expect(output[1].json.error).toMatch(/API Key|credential/);
});

it('a queue id that does not exist is told apart', async () => {
	const { error } = await run(waitFor('665f0c2b9d1e4a0012ab34cd'));
	expect(error?.message).toMatch(/end of call 665f0c2b9d1e4a0012ab34cd was not seen/);
	expect(error?.description).toMatch(/Outbound call queue not found/);
});

it('works for an AI agent too, which calls execute alone', async () => {
	const { execute, customOperations } = await nodeType('aiCall');
	expect(customOperations).toEqual({ call: { waitUntilFinished: expect.any(Function) } });
	const parameters = { resource: 'call', operation: 'waitUntilFinished' };
	const context = { getNode: () => ({ parameters }) };
	// Both ways end in the same place: the first thing that the waiting asks for.
	const reasons = await Promise.all(
		[execute!, customOperations!.call.waitUntilFinished].map(
			async (way) => await way.call(context as never).catch((error: Error) => error.message),
		),
	);
	expect(reasons[0]).toBe(reasons[1]);
});
