import { sendWidgetEvent, widgetEvents } from '../../sandbox/convolo/webhooks';
import { testCredential } from '../support/engine';
import { runs } from '../support/runs';
import { startWebhook, type WebhookServer } from '../support/webhook';
import { headerAttempts, queryAttempts, SECRET } from '../webhook/intruders';

/** How many calls come, each of them twice. */
const MANY = runs(1_000, 4);

const { callStarted, callEnded } = widgetEvents;
const everything = { triggerOn: ['*'] };

let server: WebhookServer | undefined;
afterEach(async () => {
	await server?.close();
	server = undefined;
});

async function start(parameters: object = {}) {
	server = await startWebhook({
		type: 'convoloTrigger',
		parameters: parameters as never,
		credentials: { convoloWebhookApi: { secret: SECRET } },
	});
	return server;
}
const send = async (event: unknown, query = '') =>
	await sendWidgetEvent(`${server!.url}?secret=${SECRET}${query}`, event);

describe('an event of a widget', () => {
	it('comes out as call, lead, agent and custom parameters', async () => {
		const { started } = await start();
		expect(await send(callEnded('c1'))).toEqual({ status: 200, text: '{"success":true}' });
		expect(started).toEqual([
			{
				event: 'end_call',
				call: expect.objectContaining({
					call_id: 'c1',
					call_status: 'answered',
					talk_duration_sec: 45,
					recording_link: 'https://example.com/recording.mp3',
					widget_name: 'Website',
				}),
				lead: expect.objectContaining({ lead_phone: '+14155550123', site_path: '/pricing' }),
				agent: { id: 12345, phone: '+14155550100', name: 'Ava Agent', email: 'ava@example.com' },
				customParams: { crm_id: '10001', name: 'Zoë' },
				other: {},
			},
		]);
		expect(started[0].lead).not.toHaveProperty('custom_params');
	});

	it('may be the start of a call, and keeps what is not known', async () => {
		const { started } = await start(everything);
		await send({ ...callStarted('c1'), extra: [1] }, '&office=West');
		expect(started[0]).toMatchObject({
			event: 'start_call',
			agent: {},
			other: { debug: { attempt: 1 }, extra: [1], office: 'West' },
		});
		expect(JSON.stringify(started)).not.toContain(SECRET);
	});

	it('keeps a lead, an agent and parameters that are no objects', async () => {
		const { started } = await start(everything);
		await send({ type: 'end_call', call_id: 'c', lead: { custom_params: 'x' }, agent: 'Ava' });
		expect(started[0]).toMatchObject({ agent: {}, other: { agent: 'Ava', custom_params: 'x' } });
	});

	it('keeps custom parameters outside of the lead beside those inside that are a text', async () => {
		const { started } = await start(everything);
		for (const custom_params of ['a', 'b']) {
			await send({ type: 'end_call', call_id: 'c', custom_params, lead: { custom_params: 'x' } });
		}
		expect(started).toMatchObject([
			{ lead: { custom_params: 'x' }, other: { custom_params: 'a' } },
			{ lead: { custom_params: 'x' }, other: { custom_params: 'b' } },
		]);
	});

	it('does not get its type from the address', async () => {
		const { started } = await start(everything);
		const answer = await send({ call_id: '1', phone: '2' }, '&type=end_call');
		expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('old format') });
		expect(started).toEqual([]);
	});

	it.each([
		['the old format', { call_id: 'c1', phone: '1' }, 'old format'],
		['the Dialer', { eventType: 'callEnded', call_id: 'c1' }, 'Dialer'],
		['a type that is none', { type: 'x', call_id: 'c1' }, 'old format'],
		['no event', null, 'no fields'],
		['an empty body', {}, 'old format'],
	])('is refused with a word where it is of %s', async (_name, event, words) => {
		const { started } = await start(everything);
		const answer = await send(event);
		expect(answer).toMatchObject({ status: 400, text: expect.stringContaining(words) });
		expect(started).toEqual([]);
	});

	it('of the old format is told apart as a form and by GET too', async () => {
		const { started, url } = await start(everything);
		const query = `?secret=${SECRET}&call_id=c1&phone=1`;
		for (const init of [{}, { method: 'POST', body: new URLSearchParams({ phone: '1' }) }]) {
			const answer = await fetch(url + query, init);
			expect(answer.status).toBe(400);
			expect(await answer.text()).toContain('new format (beta)');
		}
		expect(started).toEqual([]);
	});
});

describe('filters', () => {
	it.each<[object, object, boolean]>([
		[{}, callEnded('c'), true],
		[{}, callStarted('c'), false],
		[{ triggerOn: ['start_call'] }, callStarted('c'), true],
		[everything, { ...callStarted('c'), type: 'ring_call' }, true],
		[{ filters: { statuses: 'Answered' } }, callEnded('c'), true],
		[{ filters: { statuses: 'missed' } }, callEnded('c'), false],
		[
			{ filters: { statuses: 'no_answer' } },
			{ ...callEnded('c'), call_status: 'CallStatusType.NO_ANSWER' },
			true,
		],
		[
			{ filters: { statuses: 'CallStatusType.CLIENT_ANSWERED' } },
			{ ...callEnded('c'), call_status: 'CLIENT_ANSWERED' },
			true,
		],
		[
			{ filters: { widgets: 'Berlin, Mitte' } },
			{ ...callEnded('c'), widget_name: 'Berlin, Mitte' },
			true,
		],
		[{ ...everything, filters: { statuses: 'answered' } }, callStarted('c'), false],
		[{ filters: { widgets: 'website' } }, callEnded('c'), true],
		[{ filters: { widgets: '38a7f82ff7f9934294af18b05ae2df38' } }, callEnded('c'), true],
		[{ filters: { widgets: 'Landing page' } }, callEnded('c'), false],
	])('%j', async (parameters, event, isStarted) => {
		const { started } = await start(parameters);
		const answer = await send(event);
		expect(answer.status).toBe(200);
		expect(started).toHaveLength(isStarted ? 1 : 0);
		if (!isStarted) expect(answer.text).toContain('Nothing started: filtered by');
	});
});

describe('repeats', () => {
	it('start nothing; any other field does; again=1 lets one through', async () => {
		const { started } = await start(everything);
		for (let i = 0; i < 5; i++) await send(callEnded('c1'));
		expect(started).toHaveLength(1);
		await send(callStarted('c1'));
		await send({ ...callEnded('c1'), recording_link: 'https://example.com/2.mp3' });
		await send(callEnded('c2'));
		expect(started).toHaveLength(4);
		await send(callEnded('c1'), '&again=1');
		expect(started).toHaveLength(5);
		expect(started[4]).toEqual(started[0]);
	});

	it(`of ${MANY} calls that come all twice start ${MANY}`, async () => {
		const { started } = await start();
		const ids = Array.from({ length: MANY }, (_, index) => `call-${index}`);
		const twice = [...ids, ...ids];
		const work = async () => {
			for (let id = twice.pop(); id; id = twice.pop()) {
				expect(await send(callEnded(id))).toMatchObject({ status: 200 });
			}
		};
		await Promise.all(Array.from({ length: 20 }, work));
		expect(started).toHaveLength(MANY);
		expect(new Set(started.map(({ call }) => (call as { call_id: string }).call_id))).toEqual(
			new Set(ids),
		);
	});
});

describe('who does not know the secret', () => {
	const setting = {
		parameters: { ...everything },
		body: JSON.stringify(callEnded('c1')),
		contentType: 'application/json',
		queryName: 'secret',
	};
	// Convolo cannot send a header: even the right secret in one opens nothing.
	const inHeader = headerAttempts({ ...setting, queryName: 'other' });

	it.each([...queryAttempts(setting), ...inHeader])(
		'stays outside: $name',
		async ({ parameters, path, init }) => {
			const { started, url } = await start(parameters);
			const answer = await fetch(url + path, init);
			expect(answer.status).toBe(401);
			expect(await answer.text()).toBe('{"success":false,"error":"Unauthorized"}');
			expect(started).toEqual([]);
		},
	);

	it('is tried in forty ways', () => {
		expect([...queryAttempts(setting), ...inHeader]).toHaveLength(40);
	});
});

it.each([
	['', 'Error', 'no Secret'],
	['short', 'Error', '5 characters'],
	['a secret&with=signs of addresses', 'Error', 'may change'],
	[SECRET, 'OK', 'good'],
])('the credential test says of %j: %s', async (secret, status, words) => {
	const result = await testCredential({
		type: 'convoloTrigger',
		credentialType: 'convoloWebhookApi',
		data: { secret },
	});
	expect(result).toMatchObject({ status, message: expect.stringContaining(words) });
});
