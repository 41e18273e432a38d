import { sendWidgetEvent, widgetEvents } from '../../../sandbox/convolo/webhooks';
import { holdings } from '../../../sandbox/iqra/account';
import { post } from '../../../sandbox/kit/post';
import { contactId } from '../../../sandbox/leadconnector/store';
import { sendWorkflow, workflowPayload } from '../../../sandbox/leadconnector/webhooks';
import type { Sandbox } from '../../../sandbox/sandbox';
import { sale } from '../../convosoTrigger/events';
import { SECRET } from '../../convosoTrigger/intruders';
import { authorization, convosoTrigger, type TriggerKind } from '../published';

/** What a test of days runs again and again: a node that writes, an item at a time told apart by its key. */
export interface Writing {
	/** Without the package, e.g. `convoso` */
	type: string;
	/** Credential type, which is also the credential's name. */
	credential: string;
	/** An item's `key` is a phone number of its own, `index` its place among all items ever sent. */
	parameters: Record<string, unknown>;
	/** Items of one run. */
	items: number;
	/** The keys of all that reached the vendor, in the order they came. */
	reached: (sandbox: Sandbox) => string[];
}

/** A trigger that gets events, each with a key of its own somewhere in it. */
export interface Listening extends TriggerKind {
	parameters?: Record<string, unknown>;
	/** Sends an event as the vendor does, and gives the status of the answer. */
	send: (url: string, key: string) => Promise<{ status: number }>;
	/** Events of one run. */
	events: number;
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** A new node that writes joins here. */
export const writings: Writing[] = [
	{
		type: 'convoso',
		credential: 'convosoApi',
		parameters: {
			resource: 'lead',
			operation: 'insert',
			listId: byId('333'),
			phoneNumber: '={{ $json.key }}',
		},
		items: 40,
		reached: ({ vendors }) =>
			[...vendors.convoso.store.leads.values()].map((lead) => `+1${lead.phone_number}`),
	},
	{
		type: 'convolo',
		credential: 'convoloApi',
		parameters: { resource: 'call', operation: 'start', lcNumber: '={{ $json.key }}' },
		items: 10,
		reached: ({ vendors }) => vendors.convolo.store.calls.map(({ lead }) => lead.lead_phone),
	},
	{
		type: 'leadConnector',
		credential: 'leadConnectorApi',
		parameters: {
			authentication: 'privateIntegrationToken',
			resource: 'message',
			operation: 'addOutboundCall',
			conversationId: { __rl: true, mode: 'contact', value: contactId(1) },
			callTo: '+15037081213',
			additionalFields: { altId: '={{ $json.key }}' },
		},
		items: 20,
		reached: ({ vendors }) =>
			[...vendors.leadconnector.store.messages.values()].map(({ altId }) => String(altId)),
	},
	{
		type: 'aiCall',
		credential: 'aiCallApi',
		parameters: {
			resource: 'call',
			operation: 'initiateFromCampaign',
			campaignId: byId(holdings.campaigns[0].id),
			recipientNumber: '={{ $json.key }}',
		},
		items: 10,
		reached: ({ vendors }) => vendors.iqra.calls.map(({ recipientNumber }) => recipientNumber),
	},
];

/** A new trigger joins here. */
export const listenings: Listening[] = [
	{
		...convosoTrigger,
		events: 20,
		send: async (url, key) =>
			await post(url, JSON.stringify({ ...sale, call_log_id: key }), { authorization }),
	},
	{
		type: 'convoloTrigger',
		path: 'convolo-webhook',
		credential: 'convoloWebhookApi',
		events: 10,
		send: async (url, key) =>
			await sendWidgetEvent(`${url}?secret=${SECRET}`, widgetEvents.callEnded(key)),
	},
	{
		type: 'leadConnectorTrigger',
		path: 'leadconnector-webhook',
		credential: 'leadConnectorWebhookApi',
		parameters: { source: 'workflow' },
		events: 10,
		send: async (url, key) =>
			await sendWorkflow(url, { ...workflowPayload(), customData: { key } }, SECRET),
	},
];

/** The key in what a trigger put out. */
export function keyIn(event: unknown): string {
	return /event-\d+-\d+/.exec(JSON.stringify(event))?.[0] ?? 'none';
}

/** Keys of events that no other round uses. */
export function eventKeys(round: number, count: number): string[] {
	return Array.from({ length: count }, (_, index) => `event-${round}-${index}`);
}
