import { startWebhook, type WebhookServer } from '../support/webhook';
import { SECRET } from '../convosoTrigger/intruders';

let server: WebhookServer;
beforeEach(async () => {
	server = await startWebhook({
		type: 'convosoTrigger',
		credentials: { convosoWebhookApi: { secret: SECRET } },
	});
});
afterEach(async () => await server.close());

const send = async (signal?: AbortSignal) =>
	await fetch(server.url, {
		method: 'POST',
		headers: { authorization: SECRET },
		body: 'lead_id=1&status=SALE',
		signal,
	});

it.each([
	['is started again when its execution could not be stored', new Error('database is locked'), 1],
	['is not started again when its execution was stored', undefined, 0],
])('an event whose sender hangs up %s', async (_name, failure, thrown) => {
	const storing = promise();
	const hungUp = promise();
	server.onStart = async () => {
		server.onStart = () => {};
		storing.resolve();
		await hungUp.done;
		if (failure) throw failure;
	};
	const abort = new AbortController();
	const sent = send(abort.signal);
	await storing.done;
	abort.abort();
	await expect(sent).rejects.toThrow();
	hungUp.resolve();
	expect((await send()).status).toBe(200);
	expect(server.started).toHaveLength(1);
	expect(server.thrown).toHaveLength(thrown);
});

function promise() {
	let resolve = () => {};
	const done = new Promise<void>((settle) => (resolve = settle));
	return { done, resolve };
}
