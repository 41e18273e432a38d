import { sendWidgetEvent, widgetEvents } from '../../sandbox/convolo/webhooks';
import { headerAttempts, queryAttempts, SECRET } from '../webhook/intruders';
import { sharedN8n } from './harness';
import { publishTrigger, type PublishedTrigger as Published } from './oneTrigger';

const n8n = sharedN8n();
const CREDENTIAL = 'Convolo trigger';
let credentialId: string;
let open: Published | undefined;

beforeAll(async () => {
	credentialId = await n8n.createCredential('convoloWebhookApi', CREDENTIAL, { secret: SECRET });
});
afterEach(async () => await open?.remove());
afterAll(async () => await n8n.deleteCredential(credentialId));

const published = async (parameters: object) =>
	(open = await publishTrigger(n8n, {
		type: 'convoloTrigger',
		path: 'convolo-webhook',
		parameters,
		credentials: { convoloWebhookApi: CREDENTIAL },
	}));

it('starts once for each call that ends, with a word about the old format', async () => {
	const { url, items } = await published({});
	const send = async (event: unknown) => await sendWidgetEvent(`${url}?secret=${SECRET}`, event);
	for (const event of [
		widgetEvents.callStarted('c1'),
		widgetEvents.callEnded('c1'),
		widgetEvents.callEnded('c1'),
		widgetEvents.callEnded('c2'),
	]) {
		expect(await send(event)).toMatchObject({ status: 200 });
	}
	expect(await send({ call_id: 'c3' })).toMatchObject({
		status: 400,
		text: expect.stringContaining('old format'),
	});
	expect((await items(2)).map(({ call }) => call.call_id)).toEqual(['c1', 'c2']);
});

it('lets nobody in without the secret, in forty attempts', async () => {
	const { url, items } = await published({ triggerOn: ['*'] });
	const setting = {
		parameters: {},
		body: JSON.stringify(widgetEvents.callEnded('c1')),
		contentType: 'application/json',
		queryName: 'secret',
	};
	for (const { name, path, init } of [
		...queryAttempts(setting),
		...headerAttempts({ ...setting, queryName: 'other' }),
	]) {
		expect([name, (await fetch(url + path, init)).status]).toEqual([name, 401]);
	}
	expect(await items()).toEqual([]);
	expect(n8n.logs().join('\n')).not.toContain(SECRET);
});
