import { holdings } from '../../../sandbox/iqra/account';
import { contactId } from '../../../sandbox/leadconnector/store';
import type { Sandbox } from '../../../sandbox/sandbox';

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
			[...vendors.leadConnector.store.messages.values()].map(({ altId }) => String(altId)),
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
		reached: ({ vendors }) => vendors.aiCall.calls.map(({ recipientNumber }) => recipientNumber),
	},
];
