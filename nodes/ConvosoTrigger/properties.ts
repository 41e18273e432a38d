import type { INodeProperties } from 'n8n-workflow';

import { notice } from '../shared/notice';
import {
	addressNotice,
	filtersField,
	fixed,
	optionsField,
	secretFields,
	textFilter,
	unparsedBody,
} from '../shared/webhook/properties';

const DOCS =
	'https://github.com/lead-dialer/n8n-nodes-lead-dialer/blob/main/docs/convoso-trigger.md';

/** Where Convoso's requests come from, by a third-party source. */
const CONVOSO_RANGE = '66.85.240.0/21';

const [authentication, headerName, queryName] = secretFields(
	[
		{
			name: 'Secret in Header',
			value: 'header',
			description: 'Convoso Connect sends the secret in its Authorization Header',
		},
		{
			name: 'Secret in Query',
			value: 'query',
			description: 'Convoso Connect adds the secret to the address (Api Authentication)',
		},
		{ name: 'None', value: 'none', description: 'Anyone who knows the address gets in' },
	],
	'api_key',
);

/** Set-up, filters and answer of the Convoso Trigger. None of it may depend on the request, so most take no expression. */
export const properties: INodeProperties[] = [
	addressNotice,
	notice(
		'adaptorNotice',
		'2. In Convoso open Apps > Adaptors and add an Adaptor with at least Lead ID, Status, Phone Number, Call Log ID and Campaign ID.',
	),
	notice(
		'connectNotice',
		'3. In Apps > Convoso Connect add a Connect: API URL is the Production URL, Request Method POST, Post Data Type and Response Data Type JSON, Adaptor Id the one of step 2.',
	),
	authentication,
	headerName,
	notice(
		'headerNotice',
		'4. Authorization Header of the Connect: Content-type: application/json|Authorization: Bearer YOUR_SECRET, with the secret of the credential in place of YOUR_SECRET.',
		{ authentication: ['header'] },
	),
	queryName,
	notice(
		'queryNotice',
		'4. Api Authentication of the Connect: api_key=YOUR_SECRET, with the secret of the credential in place of YOUR_SECRET. Addresses are kept in logs: prefer the header.',
		{ authentication: ['query'] },
	),
	notice(
		'noneNotice',
		'Anyone who learns the address can start this workflow with made-up leads, and so have people called. Use a secret.',
		{ authentication: ['none'] },
	),
	notice(
		'workflowNotice',
		`5. In CRM > Workflow Automation add a Workflow with the action Integration, and choose the Connect. <a href="${DOCS}" target="_blank">All steps</a>`,
	),
	filtersField([
		textFilter('Call Types', 'callTypes', 'INBOUND, OUTBOUND', 'Call types'),
		textFilter('Campaigns', 'campaigns', '101, Solar West', 'IDs or names of campaigns'),
		textFilter(
			'Disposition Statuses',
			'statuses',
			'SALE, CB',
			'Abbreviations of statuses, as Convoso sends them',
		),
		textFilter(
			'Event Labels',
			'events',
			'disposition',
			'Labels that you have put into the address after ?event=,',
		),
		textFilter('Lists', 'lists', '333', 'IDs or names of lists'),
	]),
	fixed('responseMode', 'Respond', 'options', {
		default: 'onReceived',
		options: [
			{
				name: 'Immediately',
				value: 'onReceived',
				description: 'As soon as the execution is stored',
			},
			{
				name: 'When Last Node Finishes',
				value: 'lastNode',
				description: 'With the first item of the last node. Convoso waits for it.',
			},
			{
				name: "Using 'Respond to Webhook' Node",
				value: 'responseNode',
				description: 'With what that node says. Convoso waits for it.',
			},
		],
		description: 'When Convoso gets its answer',
	}),
	notice(
		'respondNotice',
		"Connect a disabled Webhook node to the 'Respond to Webhook' node too: it looks for a node of n8n's own that receives requests.",
		{ responseMode: ['responseNode'] },
	),
	fixed('replyFormat', 'Response Data Type', 'options', {
		default: 'json',
		displayOptions: { show: { responseMode: ['onReceived'] } },
		options: [
			{ name: 'JSON', value: 'json', description: '{"success":true}' },
			{ name: 'TEXT', value: 'text', description: 'OK' },
			{ name: 'XML', value: 'xml', description: 'A response element with success true inside' },
		],
		description: 'The same as in the Connect; Convoso shows null for any other',
	}),
	optionsField(
		{
			default: CONVOSO_RANGE,
			about: `${CONVOSO_RANGE} is the range that is published as Convoso's own.`,
		},
		[
			fixed('replyText', 'Response Text', 'string', {
				placeholder: 'e.g. {"success":true,"source":"n8n"}',
				description: 'Answer with this instead of the usual text, in the Response Data Type',
			}),
		],
	),
	unparsedBody,
];
