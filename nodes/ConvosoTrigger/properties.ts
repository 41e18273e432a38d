import type { INodeProperties } from 'n8n-workflow';

const DOCS =
	'https://github.com/lead-dialer/n8n-nodes-lead-dialer/blob/main/docs/convoso-trigger.md';

/** Set-up, filters and answer of the Convoso Trigger. None of it may depend on the request, so most take no expression. */
export const properties: INodeProperties[] = [
	{
		displayName: `In Convoso, open <b>Apps &gt; Convoso Connect</b> and add a Connect:<br>
			<b>API URL</b>: the address above. It takes GET and POST; add <code>?event=disposition</code> to give its events a label.<br>
			<b>Request Method</b>: POST. <b>Post Data Type</b>: JSON. <b>Response Data Type</b>: JSON.<br>
			<b>Adaptor Id</b>: an Adaptor (Apps &gt; Adaptors) with at least Lead ID, Status, Phone Number, Call Log ID and Campaign ID, under their default names.<br>
			Then add a Workflow (CRM) with the action <b>Integration</b>. <a href="${DOCS}" target="_blank">All steps</a>`,
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		noDataExpression: true,
		default: 'header',
		options: [
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
		description: 'How a request shows that it comes from your Convoso account',
	},
	{
		displayName: 'Header Name',
		name: 'headerName',
		type: 'string',
		noDataExpression: true,
		default: 'Authorization',
		required: true,
		placeholder: 'e.g. Authorization',
		displayOptions: { show: { authentication: ['header'] } },
		description: 'The header that holds the secret, alone or after the word Bearer',
	},
	{
		displayName:
			'In Convoso, paste into <b>Authorization Header</b>: <code>Content-type: application/json|Authorization: Bearer YOUR_SECRET</code>, with the secret of the credential in place of YOUR_SECRET.',
		name: 'headerNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { authentication: ['header'] } },
	},
	{
		displayName: 'Parameter Name',
		name: 'queryName',
		type: 'string',
		noDataExpression: true,
		default: 'api_key',
		required: true,
		placeholder: 'e.g. api_key',
		displayOptions: { show: { authentication: ['query'] } },
		description: 'The query parameter that holds the secret',
	},
	{
		displayName:
			'In Convoso, paste into <b>Api Authentication</b>: <code>api_key=YOUR_SECRET</code>, with the secret of the credential in place of YOUR_SECRET. Addresses are kept in logs: prefer the header where you can.',
		name: 'queryNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { authentication: ['query'] } },
	},
	{
		displayName:
			'<b>Anyone who learns the address can start this workflow</b> with made-up leads, and so have people called. Use a secret.',
		name: 'noneNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { authentication: ['none'] } },
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		description:
			'Which events start the workflow. An event must pass every filter; the others are answered and start nothing.',
		options: [
			filter('Call Types', 'callTypes', 'INBOUND, OUTBOUND', 'Call types'),
			filter('Campaigns', 'campaigns', '101, Solar West', 'IDs or names of campaigns'),
			filter(
				'Disposition Statuses',
				'statuses',
				'SALE, CB',
				'Abbreviations of statuses, as Convoso sends them',
			),
			filter(
				'Event Labels',
				'events',
				'disposition',
				'Labels that you have put into the address after <code>?event=</code>,',
			),
			filter('Lists', 'lists', '333', 'IDs or names of lists'),
		],
	},
	{
		displayName: 'Respond',
		name: 'responseMode',
		type: 'options',
		noDataExpression: true,
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
	},
	{
		displayName:
			"The 'Respond to Webhook' node looks for a node of n8n's own that receives requests. <b>Connect a disabled Webhook node to it too</b>, or it stops with \"No Webhook node found in the workflow\".",
		name: 'respondNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { responseMode: ['responseNode'] } },
	},
	{
		displayName: 'Response Data Type',
		name: 'replyFormat',
		type: 'options',
		noDataExpression: true,
		default: 'json',
		displayOptions: { show: { responseMode: ['onReceived'] } },
		options: [
			{ name: 'JSON', value: 'json', description: '{"success":true}' },
			{ name: 'TEXT', value: 'text', description: 'OK' },
			{ name: 'XML', value: 'xml', description: 'A response element with success true inside' },
		],
		description: 'The same as in the Connect; Convoso shows null for any other',
	},
	{
		displayName: 'Options',
		name: 'settings',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Ignore Repeats',
				name: 'ignoreRepeats',
				type: 'boolean',
				noDataExpression: true,
				default: true,
				description:
					'Whether an event starts the workflow only once. The same is: the same call with the same status, or the same lead, status and time.',
			},
			{
				displayName: 'Ignore Repeats For (Minutes)',
				name: 'repeatMinutes',
				type: 'number',
				noDataExpression: true,
				typeOptions: { minValue: 1, maxValue: 1440 },
				default: 10,
				description:
					'How long an event is remembered. A restart of n8n forgets it, and each process of n8n has a memory of its own.',
			},
			{
				displayName: 'Include Raw Data',
				name: 'includeRaw',
				type: 'boolean',
				noDataExpression: true,
				default: false,
				description: 'Whether to add body and query as they were sent, without the secret',
			},
			{
				displayName: 'Response Text',
				name: 'replyText',
				type: 'string',
				noDataExpression: true,
				default: '',
				placeholder: 'e.g. {"success":true,"source":"n8n"}',
				description: 'Answer with this instead of the usual text, in the Response Data Type',
			},
		],
	},
	{
		// Tells n8n to leave the body alone, as for its own Webhook node. It would refuse broken JSON before the secret is
		// checked, drop all after 1,000 fields, and answer 500 to a body that is too large.
		displayName: 'Body',
		name: 'options',
		type: 'hidden',
		default: { binaryData: true },
	},
];

function filter(displayName: string, name: string, example: string, what: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: `e.g. ${example}`,
		description: `${what} separated by commas. Upper and lower case are the same.`,
	};
}
