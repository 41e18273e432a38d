import {
	sendAppEvent,
	appEvents,
	sendWorkflow,
	workflowPayload,
} from '../../sandbox/leadconnector/webhooks';
import { attempts, key } from '../leadconnectorTrigger/intruders';
import { SECRET } from '../webhook/intruders';
import { sharedN8n } from './harness';
import { publishTrigger, type PublishedTrigger as Published } from './oneTrigger';

const n8n = sharedN8n();
/** Names of the two credentials, by the node's `source`. */
const CREDENTIALS = { app: 'LeadConnector app', workflow: 'LeadConnector workflow' };
const stored: string[] = [];
let open: Published | undefined;

beforeAll(async () => {
	for (const [source, name] of Object.entries(CREDENTIALS)) {
		const data = source === 'app' ? { publicKey: key.publicKey } : { secret: SECRET };
		const type = 'leadConnectorWebhookApi';
		stored.push(await n8n.createCredential(type, name, { source, ...data }));
	}
});
afterEach(async () => await open?.remove());
afterAll(async () => {
	for (const id of stored) await n8n.deleteCredential(id);
});

const published = async (parameters: { source: 'app' | 'workflow'; [name: string]: unknown }) =>
	(open = await publishTrigger(n8n, {
		type: 'leadConnectorTrigger',
		path: 'leadconnector-webhook',
		parameters,
		credentials: { leadConnectorWebhookApi: CREDENTIALS[parameters.source] },
	}));

it('starts once for each signed event, and for none that is not', async () => {
	const { url, items } = await published({ source: 'app', filters: { channels: ['Call'] } });
	const call = appEvents.outboundCall();
	for (const event of [call, call, appEvents.inboundCall(), appEvents.smsReply()]) {
		expect(await sendAppEvent(url, event, key)).toMatchObject({ status: 200 });
	}
	for (const { name, path, init } of attempts().filter(({ parameters }) => parameters.source)) {
		expect([name, (await fetch(url + path, init)).status]).toEqual([name, 401]);
	}
	expect((await items(2)).map((item) => item.call.duration)).toEqual([157, 12]);
});

it.each(['header', 'query'])('keeps everybody out without the secret in the %s', async (place) => {
	const { url, items } = await published({ source: 'workflow', authentication: place });
	const ways = attempts().filter(({ parameters }) => parameters.authentication === place);
	expect(ways).toHaveLength(20);
	for (const { name, path, init } of ways) {
		expect([name, (await fetch(url + path, init)).status]).toEqual([name, 401]);
	}
	expect(await items()).toEqual([]);
	expect(n8n.logs().join('\n')).not.toContain(SECRET);
});

it('starts with what a HighLevel workflow sends', async () => {
	const { url, items } = await published({ source: 'workflow' });
	expect(await sendWorkflow(url, workflowPayload(), SECRET)).toMatchObject({ status: 200 });
	expect(await sendWorkflow(url, workflowPayload(), SECRET)).toMatchObject({
		status: 200,
		text: expect.stringContaining('received already'),
	});
	expect(await items(1)).toMatchObject([{ event: 'reply', contact: { phone: '+14155550123' } }]);
});
