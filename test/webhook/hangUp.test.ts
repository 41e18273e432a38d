import { widgetEvents } from '../../sandbox/convolo/webhooks';
import { workflowPayload } from '../../sandbox/leadconnector/webhooks';
import { key } from '../leadconnectorTrigger/intruders';
import { loadedPackage, nodeType } from '../support/engine';
import { startWebhook, type WebhookServer } from '../support/webhook';
import { SECRET } from './intruders';

/** A trigger that is sent to, and what a sender with the secret sends. */
interface Sending {
	credentials: Record<string, Record<string, unknown>>;
	parameters?: Record<string, unknown>;
	query?: string;
	headers: Record<string, string>;
	body: string;
}

const json = { 'content-type': 'application/json' };

const triggers: Record<string, Sending> = {
	convoloTrigger: {
		credentials: { convoloWebhookApi: { secret: SECRET } },
		parameters: { triggerOn: ['*'] },
		query: `?secret=${SECRET}`,
		headers: json,
		body: JSON.stringify(widgetEvents.callEnded('c1')),
	},
	convosoTrigger: {
		credentials: { convosoWebhookApi: { secret: SECRET } },
		headers: { authorization: SECRET },
		body: 'lead_id=1&status=SALE',
	},
	leadConnectorTrigger: {
		credentials: { leadConnectorWebhookApi: { secret: SECRET, publicKey: key.publicKey } },
		parameters: { source: 'workflow', authentication: 'header' },
		headers: { ...json, authorization: `Bearer ${SECRET}` },
		body: JSON.stringify(workflowPayload()),
	},
};

it('is about every trigger that is sent to', async () => {
	const types = Object.keys((await loadedPackage()).known.nodes);
	const all = await Promise.all(
		types.map(async (type) => ({ type, isSentTo: (await nodeType(type)).webhook !== undefined })),
	);
	expect(all.filter(({ isSentTo }) => isSentTo).map(({ type }) => type)).toEqual(
		Object.keys(triggers),
	);
});

describe.each(Object.entries(triggers))('%s', (type, sending) => {
	let server: WebhookServer;
	beforeEach(async () => {
		const { credentials, parameters } = sending;
		server = await startWebhook({ type, credentials, parameters: parameters as never });
	});
	afterEach(async () => await server.close());

	const send = async (signal?: AbortSignal) => {
		const { query = '', headers, body } = sending;
		return await fetch(server.url + query, { method: 'POST', headers, body, signal });
	};

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
});

function promise() {
	let resolve = () => {};
	const done = new Promise<void>((settle) => (resolve = settle));
	return { done, resolve };
}
