import type { INodeParameters } from 'n8n-workflow';

import type { StoredCall } from '../../sandbox/iqra/callTimeline';
import { lab } from '../support/lab';
import { newLeads, QUEUE, RECIPIENT } from './calling';

const { vendor: iqra, clock, run, sent, fail } = lab('aiCall');
const CONVERSATIONS = '/api/v1/business/12/conversations';

const getCall = (queueId: string): INodeParameters => ({
	resource: 'call',
	operation: 'get',
	queueId,
	simple: false,
	options: {},
	requestOptions: {},
});
const list = (resource: string, more: INodeParameters = {}): INodeParameters => ({
	resource,
	operation: 'getMany',
	returnAll: true,
	simple: false,
	filters: {},
	options: {},
	requestOptions: {},
	...more,
});
const getConversation = (conversationId: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'conversation',
	operation: 'get',
	conversationId,
	downloadAudio: false,
	simple: false,
	options: {},
	requestOptions: {},
	...more,
});

/** Puts a call there that was queued some seconds ago. */
function call(seconds: number, given: Partial<StoredCall> = {}): StoredCall {
	const at = clock.wallTime() - seconds * 1000;
	return iqra.addCall({ recipientNumber: RECIPIENT, enqueuedAt: at, startAt: at, ...given });
}

describe.each(['runner', 'routingNode'] as const)('on %s', (engine) => {
	it.each([
		['queued', 1, '23', false, 0],
		['processing', 4, '23', false, 1],
		['dialling', 8, '23', false, 4],
		['in progress', 20, '23', false, 4],
		['completed', 60, '23', true, 4],
		['declined', 60, '03', true, 4],
		['no answer', 60, '04', true, 4],
		['voicemail', 60, '10', true, 4],
		['failed', 60, '85', true, 5],
		['failed', 60, '77', true, 4],
		['cancelled', 60, '86', true, 6],
		['expired', 60, '87', true, 7],
	])('Call: Get says %s after %i s', async (word, seconds, digits, finished, status) => {
		for (const contract of ['server', 'document'] as const) {
			iqra.contract = contract;
			const { queueId } = call(seconds, { recipientNumber: `+14155550${digits}` });
			const { items, error } = await run(getCall(queueId), { engine });
			expect(error).toBeUndefined();
			expect(items[0].json).toMatchObject({ queueId, callStatus: word, finished, status });
		}
	});

	it('Call: Get asks with POST and no body, and names what is not there', async () => {
		const { error } = await run(getCall('a/b'), { engine });
		expect(error?.message).toMatch(/Outbound call queue not found/);
		expect(error?.description).toMatch(/Check the ID/);
		expect(sent()[0]).toMatchObject({
			method: 'POST',
			path: `${QUEUE}/a%2Fb`,
			body: null,
		});
	});

	it('Call: Get Many pages by cursor, with the filter in the first request only', async () => {
		for (let index = 0; index < 120; index++) call(100 + index, { campaignId: newLeads.id });
		const filters = { campaignId: { __rl: true, mode: 'id', value: newLeads.id } };
		const { items } = await run(list('call', { filters }), { engine });
		expect(items).toHaveLength(120);
		expect(new Set(items.map(({ json }) => json.queueId)).size).toBe(120);
		expect(items[0].json).toMatchObject({ callStatus: 'completed', finished: true });
		const bodies = sent(QUEUE).map(({ body }) => body);
		expect(bodies).toEqual([
			{ limit: 50, nextCursor: null, previousCursor: null, filter: { campaignIds: [newLeads.id] } },
			{ limit: 50, nextCursor: expect.any(String), previousCursor: null, filter: null },
			{ limit: 50, nextCursor: expect.any(String), previousCursor: null, filter: null },
		]);
	});

	it('Call: Get Many keeps to Limit', async () => {
		for (let index = 0; index < 9; index++) call(index);
		const { items } = await run(list('call', { returnAll: false, limit: 4 }), { engine });
		expect(items).toHaveLength(4);
		expect(sent(QUEUE)[0].body).toMatchObject({ limit: 4, filter: null });
	});

	it('Call: Get Many sends every filter under the server’s name', async () => {
		const day = '2026-03-01 00:00:00';
		const instant = '2026-03-01T05:00:00.000Z';
		const { error } = await run(
			list('call', {
				filters: {
					callingNumberId: { __rl: true, mode: 'id', value: '665f0c2b9d1e4a0012bb0001' },
					campaignId: { __rl: true, mode: 'list', value: newLeads.id },
					recipientNumber: '+1 415 555 0123',
					queueStatusTypes: [5, 7],
					startCreatedDate: day,
					endCreatedDate: day,
					startCompletedAtDate: day,
					endCompletedAtDate: day,
					startScheduledDate: day,
					endScheduledDate: day,
				},
			}),
			{ engine },
		);
		expect(error).toBeUndefined();
		expect((sent(QUEUE)[0].body as { filter: unknown }).filter).toEqual({
			callingNumberIds: ['665f0c2b9d1e4a0012bb0001'],
			campaignIds: [newLeads.id],
			recipientNumbers: [RECIPIENT],
			queueStatusTypes: [5, 7],
			startCreatedDate: instant,
			endCreatedDate: instant,
			startCompletedAtDate: instant,
			endCompletedAtDate: instant,
			startScheduledDate: instant,
			endScheduledDate: instant,
		});
	});

	it('Conversation: Get Many filters and pages', async () => {
		for (let index = 0; index < 130; index++) call(100 + index);
		call(100, { recipientNumber: '+14155550104' });
		const filters = {
			sessionEndTypes: [5],
			sessionStates: [6],
			sessionInitiationTypes: [0],
			startStartedDate: '2020-01-01',
			endStartedDate: '2099-01-01',
		};
		const { items } = await run(list('conversation', { filters }), { engine });
		expect(items).toHaveLength(130);
		expect(items[0].json).toMatchObject({
			conversationStatus: 'Ended',
			endReason: 'user ended call',
		});
		expect(sent(CONVERSATIONS)).toHaveLength(2);
		expect(sent(CONVERSATIONS)[0].body).toMatchObject({
			limit: 100,
			filter: {
				sessionEndTypes: [5],
				sessionStates: [6],
				sessionInitiationTypes: [0],
				startStartedDate: '2020-01-01T05:00:00.000Z',
				endStartedDate: '2099-01-01T05:00:00.000Z',
			},
		});
	});

	it('Conversation: Get gives transcript and audio addresses', async () => {
		for (const contract of ['server', 'document'] as const) {
			iqra.contract = contract;
			const { sessionId, queueId } = call(60, { dynamicVariables: { customer_name: 'Zoë' } });
			const { items } = await run(getConversation(sessionId), { engine });
			expect(items[0].json).toMatchObject({
				id: sessionId,
				queueId,
				status: 6,
				conversationStatus: 'Ended',
				endReason: 'user ended call',
				transcript: 'Agent: Hello Zoë, this is Ava.\nCustomer: Yes, please.',
				clients: [{ audioUrl: expect.stringMatching(/client\.wav/) }],
				agents: [{ audioUrl: expect.stringMatching(/agent\.wav/) }],
			});
			expect(items[0].binary).toBeUndefined();
		}
	});

	it('Conversation: Get downloads the audio without the API key', async () => {
		const { sessionId } = call(60);
		const { items, error } = await run(
			getConversation(sessionId, { downloadAudio: true, binaryPropertyPrefix: 'sound_' }),
			{ engine },
		);
		expect(error).toBeUndefined();
		expect(items[0].binary).toMatchObject({
			sound_0: { mimeType: 'audio/wav', fileName: `${sessionId}-customer-0.wav` },
			sound_1: { mimeType: 'audio/wav', fileName: `${sessionId}-agent-1.wav` },
		});
		expect(items[0].json).toMatchObject({
			clients: [{ audioField: 'sound_0' }],
			agents: [{ audioField: 'sound_1' }],
		});
		const audio = sent().filter(({ path }) => path.startsWith('/audio/'));
		expect(audio.map(({ secretsIn }) => secretsIn)).toEqual([[], []]);
	});

	it('Conversation: Get says why there is no audio', async () => {
		fail({ path: /client\.wav$/, kind: 'answer', status: 403 });
		const { sessionId } = call(60);
		const { items } = await run(
			getConversation(sessionId, { downloadAudio: true, binaryPropertyPrefix: 'audio_' }),
			{ engine },
		);
		expect(items[0].json).toMatchObject({
			clients: [{ audioNote: expect.stringMatching(/HTTP 403.*30 minutes/) }],
			agents: [{ audioField: 'audio_0' }],
		});
	});

	it('refuses a date that is none before anything is sent', async () => {
		const filters = { startCreatedDate: 'yesterday-ish' };
		const { error } = await run(list('call', { filters }), { engine });
		expect(error?.message).toMatch(/'Created Since' is no date/);
		expect(sent()).toEqual([]);
	});
});

it('asks again for a call when the answer was lost, since that changes nothing', async () => {
	fail({ path: /queues/, kind: 'drop', when: 'after', times: 2 });
	const { queueId } = call(60);
	const { items } = await run(getCall(queueId));
	expect(items[0].json).toMatchObject({ callStatus: 'completed' });
	expect(sent()).toHaveLength(3);
});

it('Retry On Fail asks again for a call whose answer could not be read', async () => {
	fail({ path: /queues/, kind: 'html' });
	const { queueId } = call(60);
	const { items, error } = await run(getCall(queueId), {
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ callStatus: 'completed' });
});
