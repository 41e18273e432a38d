import { widgetEvents } from '../../sandbox/convolo/webhooks';
import { appEvents, signatureOf, workflowPayload } from '../../sandbox/leadconnector/webhooks';
import { key } from '../leadconnectorTrigger/intruders';
import { startWebhook, type WebhookServer } from '../support/webhook';
import { SECRET } from './intruders';

/** A way to send to a trigger, with what opens its door. */
export interface Sender {
	type: string;
	credentialType: string;
	credential: Record<string, unknown>;
	parameters: Record<string, unknown>;
	query: string;
	headers: (body: Buffer) => Record<string, string>;
	/** What the vendor sends. */
	event: Record<string, unknown>;
	/** Whether the query is the sender's word too. */
	hasQuery: boolean;
}

const bearer = () => ({ authorization: `Bearer ${SECRET}` });
const leadConnector = {
	type: 'leadConnectorTrigger',
	credentialType: 'leadConnectorWebhookApi',
	credential: { secret: SECRET, publicKey: key.publicKey },
};

/** Every way, by a name for the reader. */
export const senders: Record<string, Sender> = {
	'Convoso Trigger': {
		type: 'convosoTrigger',
		credentialType: 'convosoWebhookApi',
		credential: { secret: SECRET },
		parameters: {},
		query: '',
		headers: bearer,
		event: { lead_id: '1', status: 'SALE' },
		hasQuery: true,
	},
	'Convolo Trigger': {
		type: 'convoloTrigger',
		credentialType: 'convoloWebhookApi',
		credential: { secret: SECRET },
		parameters: { triggerOn: ['*'] },
		query: `secret=${SECRET}`,
		headers: () => ({}),
		event: widgetEvents.callEnded('c1'),
		hasQuery: true,
	},
	'LeadConnector Trigger, from a workflow': {
		...leadConnector,
		parameters: { source: 'workflow', authentication: 'header' },
		query: '',
		headers: bearer,
		event: workflowPayload(),
		hasQuery: true,
	},
	'LeadConnector Trigger, from an app': {
		...leadConnector,
		// What has no webhook ID is told apart by its fields.
		parameters: { source: 'app', settings: { timeWindow: 0 } },
		query: '',
		headers: (body) => ({ 'x-ghl-signature': signatureOf(body, key.privateKey) }),
		event: { ...appEvents.smsReply(), webhookId: undefined },
		hasQuery: false,
	},
};

/** Serves the trigger of a sender. */
export async function serve(sender: Sender, parameters: object = {}): Promise<WebhookServer> {
	return await startWebhook({
		type: sender.type,
		parameters: { ...sender.parameters, ...parameters } as never,
		credentials: { [sender.credentialType]: sender.credential },
	});
}

/** Sends a body as it stands. */
export async function sendTo(
	{ url }: WebhookServer,
	sender: Sender,
	body: Buffer | string,
	{ contentType = 'application/json', query = '' } = {},
): Promise<number> {
	const bytes = Buffer.from(body as string);
	const whole = [sender.query, query].filter(Boolean).join('&');
	const answer = await fetch(`${url}?${whole}`, {
		method: 'POST',
		headers: { 'content-type': contentType, ...sender.headers(bytes) },
		body: new Uint8Array(bytes),
	});
	await answer.text();
	return answer.status;
}

/** The event of a sender as JSON, with more fields. */
export function eventWith(sender: Sender, fields: string): string {
	const event = JSON.stringify(sender.event);
	return fields === '' ? event : `${event.slice(0, -1)},${fields}}`;
}
