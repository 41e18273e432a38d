import type { FaultKind } from '../../sandbox/kit/faults';
import {
	callingSandbox,
	fromCampaign,
	initiate,
	INITIATE,
	QUEUE,
	RECIPIENT,
	waitForNew,
} from './calling';

const lab = callingSandbox();
const onInitiate = (fault: FaultKind) =>
	lab.sandbox.faults.add({ vendor: 'iqra', path: INITIATE, ...fault });

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
		const { items, error } = await lab.run(fromCampaign, {
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 10 },
		});
		expect(error).toBeUndefined();
		expect(items).toEqual([
			{ json: { queueId: lab.iqra.calls[0].queueId }, pairedItem: { item: 0 } },
		]);
		expect(lab.iqra.calls).toHaveLength(1);
		expect(lab.requests(INITIATE)).toHaveLength(1);
		expect(lab.requests(QUEUE)[0].body).toEqual({
			limit: 50,
			nextCursor: null,
			previousCursor: null,
			filter: { recipientNumbers: [RECIPIENT], startCreatedDate: expect.any(String) },
		});
	});

	it('after a timeout too', async () => {
		onInitiate({ kind: 'delay', ms: 1_500 });
		const { items, error } = await lab.run({ ...fromCampaign, requestOptions: { timeout: 500 } });
		expect(error).toBeUndefined();
		expect(items[0].json).toEqual({ queueId: lab.iqra.calls[0].queueId });
		expect(lab.requests(INITIATE)).toHaveLength(1);
	});

	it('for the documented form too', async () => {
		lab.iqra.contract = 'document';
		onInitiate({ kind: 'drop', when: 'after' });
		const { items } = await lab.run(initiate);
		expect(items[0].json).toEqual({ queueId: lab.iqra.calls[0].queueId });
	});

	it('and Wait Until Finished waits for that very call', async () => {
		lab.iqra.speed = 100;
		onInitiate({ kind: 'drop', when: 'after' });
		const { items } = await lab.run(waitForNew);
		expect(items[0].json).toMatchObject({
			queueId: lab.iqra.calls[0].queueId,
			callStatus: 'completed',
		});
		expect(lab.requests(INITIATE)).toHaveLength(1);
	});

	it('is not mistaken for an earlier call to the same person', async () => {
		lab.iqra.addCall({ recipientNumber: RECIPIENT, metadata: { n8nRequestId: 'old' } });
		onInitiate({ kind: 'drop', when: 'after' });
		const { items } = await lab.run(fromCampaign);
		expect(items[0].json).toEqual({ queueId: lab.iqra.calls[1].queueId });
	});
});

describe('the call was not queued', () => {
	it.each<[string, FaultKind]>([
		['the connection is dropped', { kind: 'drop', when: 'before' }],
		['the server answers 503', { kind: 'answer', status: 503 }],
	])(
		'%s: the error says so, and Retry On Fail sends nothing',
		async (_name, fault) => {
			onInitiate(fault);
			const { error } = await lab.run(fromCampaign, {
				settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 10 },
			});
			expect(error?.description).toMatch(/has no such call, so it was not accepted/);
			expect(lab.requests(INITIATE)).toHaveLength(1);
			expect(lab.requests(QUEUE).length).toBeGreaterThan(1);
			expect(lab.iqra.calls).toEqual([]);
		},
		30_000,
	);

	it('an unknown campaign ends in an answer to act on, though the server says only "internal error"', async () => {
		const campaignId = { __rl: true, mode: 'id', value: '665f0c2b9d1e4a0012cc9999' };
		const { error } = await lab.run({ ...fromCampaign, campaignId });
		expect(error?.message).toMatch(/Object reference not set/);
		expect(error?.description).toMatch(/was not accepted/);
		expect(error?.description).toMatch(/'Campaign' belongs to this business/);
	}, 30_000);
});

it('says that it does not know when the queue cannot be read either', async () => {
	onInitiate({ kind: 'drop', when: 'after' });
	lab.sandbox.faults.add({ vendor: 'iqra', path: QUEUE, kind: 'answer', status: 500, times: 9 });
	const { error } = await lab.run(fromCampaign);
	expect(error?.message).toMatch(/closed the connection before answering/);
	expect(error?.description).toMatch(/It is unknown whether the call was accepted/);
	expect(lab.requests(INITIATE)).toHaveLength(1);
}, 30_000);
