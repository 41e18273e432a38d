import type { INodeProperties } from 'n8n-workflow';

import { notice, type Show } from '../notice';

/** The step that is the same for every vendor. */
export const addressNotice = notice(
	'addressNotice',
	"1. Open 'Webhook URLs' above (it is folded up) and copy the Production URL. It works once the workflow is published; until then use the Test URL.",
);

/** A filter that is a text with commas. */
export function textFilter(
	displayName: string,
	name: string,
	example: string,
	what: string,
	show?: Show,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: `e.g. ${example}`,
		description: `${what} separated by commas. Upper and lower case are the same.`,
		...(show ? { displayOptions: { show } } : {}),
	};
}

/** The Filters collection of a trigger. */
export function filtersField(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		description:
			'Which events start the workflow. An event must pass every filter; the others are answered and start nothing.',
		options,
	};
}

/** Where the secret stands in a request, and under which name. */
export function secretFields(
	places: Array<{ name: string; value: string; description: string }>,
	queryName: string,
	show: Show = {},
): INodeProperties[] {
	return [
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			noDataExpression: true,
			default: 'header',
			options: places,
			displayOptions: { show },
			description: 'How a request shows that it comes from your account',
		},
		{
			displayName: 'Header Name',
			name: 'headerName',
			type: 'string',
			noDataExpression: true,
			default: 'Authorization',
			required: true,
			placeholder: 'e.g. Authorization',
			displayOptions: { show: { ...show, authentication: ['header'] } },
			description: 'The header that holds the secret, alone or after the word Bearer',
		},
		{
			displayName: 'Parameter Name',
			name: 'queryName',
			type: 'string',
			noDataExpression: true,
			default: queryName,
			required: true,
			placeholder: `e.g. ${queryName}`,
			displayOptions: { show: { ...show, authentication: ['query'] } },
			description: 'The query parameter that holds the secret',
		},
	];
}

const allowedAddresses: INodeProperties = {
	displayName: 'Allowed Addresses',
	name: 'allowedAddresses',
	type: 'string',
	noDataExpression: true,
	default: '',
	placeholder: 'e.g. 203.0.113.7, 2001:db8::/32',
};

/**
 * The Options collection of a trigger.
 *
 * @param addresses what Allowed Addresses begins with when it is added, and what is known of the vendor's addresses
 * @param more options of this trigger alone
 */
export function optionsField(
	addresses: { default: string; about: string },
	more: INodeProperties[] = [],
): INodeProperties {
	const options: INodeProperties[] = [
		{
			...allowedAddresses,
			default: addresses.default,
			description: `IP addresses and ranges that may send, separated by commas; all others are answered 403. ${addresses.about} Behind a proxy n8n sees the proxy's address unless N8N_PROXY_HOPS is set.`,
		},
		{
			displayName: 'Ignore Repeats',
			name: 'ignoreRepeats',
			type: 'boolean',
			noDataExpression: true,
			default: true,
			description:
				'Whether an event starts the workflow only once. A repeat is equal in every field; add ?again=1 to the address to let one through.',
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
		...more,
	];
	return {
		displayName: 'Options',
		name: 'settings',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: options.sort((one, other) => (one.displayName < other.displayName ? -1 : 1)),
	};
}

/**
 * Tells n8n to leave the body alone, as for its own Webhook node. It would refuse broken JSON before the secret is checked, drop
 * all after 1,000 fields, and answer 500 to a body that is too large.
 */
export const unparsedBody: INodeProperties = {
	displayName: 'Body',
	name: 'options',
	type: 'hidden',
	default: { binaryData: true },
};
