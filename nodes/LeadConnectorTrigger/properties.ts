import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { notice } from '../shared/notice';
import { ANY_EVENT } from '../shared/webhook/filters';
import {
	addressNotice,
	filtersField,
	fixed,
	optionsField,
	secretFields,
	textFilter,
	unparsedBody,
} from '../shared/webhook/properties';
import { CHANNEL_NAMES } from './channel';
import { WINDOW_MINUTES } from './hook';

const DOCS =
	'https://github.com/lead-dialer/n8n-nodes-lead-dialer/blob/main/docs/leadconnector-trigger.md';

const fromWorkflow = { source: ['workflow'] };
const fromApp = { source: ['app'] };

const [authentication, headerName, queryName] = secretFields(
	[
		{
			name: 'Secret in Header',
			value: 'header',
			description: 'For the action Custom Webhook, which can send headers',
		},
		{
			name: 'Secret in Query',
			value: 'query',
			description: 'For the action Webhook, which can not: the secret stands in its address',
		},
	],
	'secret',
	fromWorkflow,
);

/** The steps in HighLevel, in order; each is one notice. */
const steps = {
	action: notice(
		'actionNotice',
		'2. In HighLevel open Automation > Workflows, and add the action Custom Webhook (or Webhook) with the method POST and the Production URL.',
		fromWorkflow,
	),
	header: notice(
		'headerNotice',
		'3. In the action add the header Authorization with the value Bearer YOUR_SECRET, with the secret of the credential in place of YOUR_SECRET.',
		{ ...fromWorkflow, authentication: ['header'] },
	),
	query: notice(
		'queryNotice',
		'3. Put ?secret=YOUR_SECRET behind the address in the action, with the secret of the credential in place of YOUR_SECRET. Addresses are kept in logs: prefer the header.',
		{ ...fromWorkflow, authentication: ['query'] },
	),
	label: notice(
		'labelNotice',
		`4. Add the Custom Data pair event with a word of your own, such as reply, to tell workflows apart. <a href="${DOCS}" target="_blank">All steps</a>`,
		fromWorkflow,
	),
	app: notice(
		'appNotice',
		'2. In the HighLevel Marketplace open your app, enter the Production URL as its webhook address, and choose the events.',
		fromApp,
	),
	location: notice(
		'locationNotice',
		`3. Add the filter Locations: HighLevel signs the events of every app with the same key, so that only the location shows that an event is yours. <a href="${DOCS}" target="_blank">All steps</a>`,
		fromApp,
	),
};

/** The events of an app that a calling team wants; others come with Any Event. */
const EVENTS: INodePropertyOptions[] = [
	ANY_EVENT,
	{ name: 'App Installed', value: 'AppInstall' },
	{ name: 'App Uninstalled', value: 'AppUninstall' },
	{ name: 'Appointment Created', value: 'AppointmentCreate' },
	{ name: 'Appointment Deleted', value: 'AppointmentDelete' },
	{ name: 'Appointment Updated', value: 'AppointmentUpdate' },
	{ name: 'Contact Created', value: 'ContactCreate' },
	{ name: 'Contact Deleted', value: 'ContactDelete' },
	{ name: 'Contact Do-Not-Disturb Updated', value: 'ContactDndUpdate' },
	{ name: 'Contact Tags Updated', value: 'ContactTagUpdate' },
	{ name: 'Contact Updated', value: 'ContactUpdate' },
	{ name: 'Conversation Unread', value: 'ConversationUnreadWebhook' },
	{ name: 'Message or Call Received', value: 'InboundMessage' },
	{ name: 'Message or Call Sent', value: 'OutboundMessage' },
	{ name: 'Opportunity Created', value: 'OpportunityCreate' },
	{ name: 'Opportunity Stage Updated', value: 'OpportunityStageUpdate' },
	{ name: 'Opportunity Status Updated', value: 'OpportunityStatusUpdate' },
	{ name: 'Task Completed', value: 'TaskComplete' },
	{ name: 'Task Created', value: 'TaskCreate' },
];

/** Set-up and filters of the LeadConnector Trigger. None of it may depend on the request, so none takes an expression. */
export const properties: INodeProperties[] = [
	fixed('source', 'Events Come From', 'options', {
		default: 'workflow',
		options: [
			{
				name: 'HighLevel Workflow',
				value: 'workflow',
				description: 'The actions Webhook and Custom Webhook of an automation',
			},
			{
				name: 'Marketplace App',
				value: 'app',
				description: 'The webhooks of an app of your own, signed by HighLevel',
			},
		],
	}),
	addressNotice,
	steps.action,
	authentication,
	headerName,
	steps.header,
	queryName,
	steps.query,
	steps.label,
	steps.app,
	steps.location,
	fixed('triggerOn', 'Trigger On', 'multiOptions', {
		default: ['*'],
		required: true,
		options: EVENTS,
		displayOptions: { show: fromApp },
	}),
	filtersField([
		fixed('channels', 'Channels', 'multiOptions', {
			default: [],
			options: [...CHANNEL_NAMES].sort().map((name) => ({ name, value: name })),
			description: 'Only messages and calls of these channels',
		}),
		fixed('directions', 'Directions', 'multiOptions', {
			default: [],
			options: [
				{ name: 'Inbound', value: 'inbound' },
				{ name: 'Outbound', value: 'outbound' },
			],
			description: 'Only messages and calls from the contact, or to the contact',
		}),
		textFilter(
			'Event Labels',
			'events',
			'reply',
			'Labels that you have given to workflows: ?event= in the address, or event in the Custom Data,',
			{ '/source': ['workflow'] },
		),
		textFilter('Locations', 'locations', 've9EPM428h8vShlRW1KT', 'IDs of locations (sub-accounts)'),
	]),
	optionsField({ default: '', about: 'HighLevel publishes none.' }, [
		fixed('timeWindow', 'Time Window (Minutes)', 'number', {
			typeOptions: { minValue: 0, maxValue: 60 },
			default: WINDOW_MINUTES,
			displayOptions: { show: { '/source': ['app'] } },
			description:
				'How old an event of an app may be, by its own timestamp. 0 takes events of any age, and such without a timestamp.',
		}),
	]),
	unparsedBody,
];
