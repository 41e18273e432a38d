import type { FaultKind } from '../../sandbox/kit/faults';
import { memory } from '../support/engine';
import { lab } from '../support/lab';
import { fromCampaign, initiate, INITIATE, QUEUE, RECIPIENT, waitForNew } from './calling';

const { vendor: iqra, run, sent, fail, held } = lab('aiCall');
const onInitiate = (fault: FaultKind) => fail({ path: INITIATE, ...fault });

describe('the answer was lost after the call was queued', () => {
	it.each<[string, FaultKind]>([
		['the connection is dropped', { kind: 'drop', when: 'after' }],
		['the server answers 502', { kind: 'answer', status: 502, when: 'after', body: 'Bad gateway' }],
		['the answer is cut off', { kind: 'cut' }],
		['a web page comes back', { kind: 'html' }],
		['nothing comes back', { kind: 'empty' }],
		[
			'the server stumbles after queueing',
			{
				kind: 'answer',
				status: 200,
				when: 'after',
				body: {
					data: null,
					success: false,
					message: 'Failed to link.',
					code: 'InitiateCall:ForwardCallInitiationRequestAsync:ForwardSingleCallToRegionProxy:2',
				},
			},
		],
		[
			'it is taken without a queue id',
			{ kind: 'answer', status: 200, when: 'after', body: { data: [null], success: true } },
		],
	])('%s: the queue id is found, and nobody is called twice', async (_name, fault) => {
		onInitiate(fault);
		const { items, error } = await run(fromCampaign, {
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(error).toBeUndefined();
		expect(items).toEqual([{ json: { queueId: iqra.calls[0].queueId }, pairedItem: { item: 0 } }]);
		expect(iqra.calls).toHaveLength(1);
		expect(sent(INITIATE)).toHaveLength(1);
		expect(sent(QUEUE)[0].body).toEqual({
			limit: 50,
			nextCursor: null,
			previousCursor: null,
			filter: { recipientNumbers: [RECIPIENT], startCreatedDate: expect.any(String) },
		});
	});

	it('after a timeout too', async () => {
		onInitiate({ kind: 'hold', until: held(21_500) });
		const { items, error } = await run({ ...fromCampaign, requestOptions: { timeout: 20_000 } });
		expect(error).toBeUndefined();
		expect(items[0].json).toEqual({ queueId: iqra.calls[0].queueId });
		expect(sent(INITIATE)).toHaveLength(1);
		expect(sent(QUEUE)).toHaveLength(2);
	});

	it('for the documented form too', async () => {
		iqra.contract = 'document';
		onInitiate({ kind: 'drop', when: 'after' });
		const { items } = await run(initiate);
		expect(items[0].json).toEqual({ queueId: iqra.calls[0].queueId });
	});

	it('and Wait Until Finished waits for that very call', async () => {
		onInitiate({ kind: 'drop', when: 'after' });
		const { items } = await run(waitForNew);
		expect(items[0].json).toMatchObject({
			queueId: iqra.calls[0].queueId,
			callStatus: 'completed',
		});
		expect(sent(INITIATE)).toHaveLength(1);
	});

	it('is not mistaken for an earlier call to the same person', async () => {
		iqra.addCall({ recipientNumber: RECIPIENT, metadata: { n8nRequestId: 'old' } });
		onInitiate({ kind: 'drop', when: 'after' });
		const { items } = await run(fromCampaign);
		expect(items[0].json).toEqual({ queueId: iqra.calls[1].queueId });
	});
});

describe('with Send Once', () => {
	beforeEach(() => memory.reset());
	const sendOnce = { key: 'lead 7', remember: 1 };
	const forgotten = async () => {
		await run({ ...fromCampaign, sendOnce }, { nodeId: 'node-1' });
		const other = { ...fromCampaign, sendOnce: { ...sendOnce, key: 'lead 8' } };
		await run(other, { nodeId: 'node-1' });
	};

	it.each([
		['Initiate From Campaign', fromCampaign],
		['Initiate', initiate],
	])('%s does not take an earlier call of a forgotten key for the new one', async (_name, call) => {
		await forgotten();
		if (call === initiate) iqra.contract = 'document';
		onInitiate({ kind: 'drop', when: 'before' });
		const { error, items } = await run({ ...call, sendOnce }, { nodeId: 'node-1' });
		expect(error?.description).toMatch(/was not accepted/);
		expect(items).toEqual([]);
		expect(iqra.calls).toHaveLength(2);
	});

	it('finds the new call beside an earlier one of the same key', async () => {
		await forgotten();
		onInitiate({ kind: 'drop', when: 'after' });
		const { items } = await run({ ...fromCampaign, sendOnce }, { nodeId: 'node-1' });
		expect(items[0].json).toEqual({ queueId: iqra.calls[2].queueId });
		expect(iqra.calls).toHaveLength(3);
	});
});

describe('the call was not queued', () => {
	it.each<[string, FaultKind]>([
		['the connection is dropped', { kind: 'drop', when: 'before' }],
		['the server answers 503', { kind: 'answer', status: 503 }],
	])('%s: the error says so, and Retry On Fail sends nothing', async (_name, fault) => {
		onInitiate(fault);
		const { error } = await run(fromCampaign, {
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(error?.description).toMatch(/has no such call, so it was not accepted/);
		expect(sent(INITIATE)).toHaveLength(1);
		expect(sent(QUEUE).length).toBeGreaterThan(1);
		expect(iqra.calls).toEqual([]);
	});

	it('an unknown campaign ends in an answer to act on, though the server says only "internal error"', async () => {
		const campaignId = { __rl: true, mode: 'id', value: '665f0c2b9d1e4a0012cc9999' };
		const { error } = await run({ ...fromCampaign, campaignId });
		expect(error?.message).toMatch(/Object reference not set/);
		expect(error?.description).toMatch(/was not accepted/);
		expect(error?.description).toMatch(/'Campaign' belongs to this business/);
	});
});

it('says that it does not know when the queue cannot be read either', async () => {
	onInitiate({ kind: 'drop', when: 'after' });
	fail({ path: QUEUE, kind: 'answer', status: 500, times: 99 });
	const { error } = await run(fromCampaign);
	expect(error?.message).toMatch(/closed the connection before answering/);
	expect(error?.description).toMatch(/It is unknown whether the call was accepted/);
	expect(sent(INITIATE)).toHaveLength(1);
});
