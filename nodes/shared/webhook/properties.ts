import type { INodeProperties } from 'n8n-workflow';

import { collection, filters } from '../fields';
import { notice, type Show } from '../notice';

/** The step that is the same for every vendor. */
export const addressNotice = notice(
	'addressNotice',
	"1. Open 'Webhook URLs' above (it is folded up) and copy the Production URL. It works once the workflow is published; until then use the Test URL.",
);

/** A parameter that does not depend on the request, so that it takes no expression. */
export function fixed(
	name: string,
	displayName: string,
	type: INodeProperties['type'],
	own: Partial<INodeProperties>,
): INodeProperties {
	return { displayName, name, type, noDataExpression: true, default: '', ...own };
}

/** A filter that is a text with commas. */
export function textFilter(
	displayName: string,
	name: string,
	example: string,
	what: string,
	show?: Show,
): INodeProperties {
	return fixed(name, displayName, 'string', {
		placeholder: `e.g. ${example}`,
		description: `${what} separated by commas. Upper and lower case are the same.`,
		...(show ? { displayOptions: { show } } : {}),
	});
}

/** The Filters collection of a trigger. */
export function filtersField(options: INodeProperties[]): INodeProperties {
	return filters(options, {
		description:
			'Which events start the workflow. An event must pass every filter; the others are answered and start nothing.',
	});
}

/** Where the secret stands in a request, and under which name. */
export function secretFields(
	places: Array<{ name: string; value: string; description: string }>,
	queryName: string,
	show: Show = {},
): INodeProperties[] {
	return [
		fixed('authentication', 'Authentication', 'options', {
			default: 'header',
			options: places,
			displayOptions: { show },
			description: 'How a request shows that it comes from your account',
		}),
		fixed('headerName', 'Header Name', 'string', {
			default: 'Authorization',
			required: true,
			placeholder: 'e.g. Authorization',
			displayOptions: { show: { ...show, authentication: ['header'] } },
			description: 'The header that holds the secret, alone or after the word Bearer',
		}),
		fixed('queryName', 'Parameter Name', 'string', {
			default: queryName,
			required: true,
			placeholder: `e.g. ${queryName}`,
			displayOptions: { show: { ...show, authentication: ['query'] } },
			description: 'The query parameter that holds the secret',
		}),
	];
}

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
	return collection('Options', 'settings', 'Add option', [
		fixed('allowedAddresses', 'Allowed Addresses', 'string', {
			default: addresses.default,
			placeholder: 'e.g. 203.0.113.7, 2001:db8::/32',
			description: `IP addresses and ranges that may send, separated by commas; all others are answered 403. ${addresses.about} Behind a proxy n8n sees the proxy's address unless N8N_PROXY_HOPS is set.`,
		}),
		fixed('ignoreRepeats', 'Ignore Repeats', 'boolean', {
			default: true,
			description:
				'Whether an event starts the workflow only once. A repeat is equal in every field; add ?again=1 to the address to let one through.',
		}),
		fixed('repeatMinutes', 'Ignore Repeats For (Minutes)', 'number', {
			typeOptions: { minValue: 1, maxValue: 1440 },
			default: 10,
			description:
				'How long an event is remembered. A restart of n8n forgets it, and each process of n8n has a memory of its own.',
		}),
		fixed('includeRaw', 'Include Raw Data', 'boolean', {
			default: false,
			description: 'Whether to add body and query as they were sent, without the secret',
		}),
		...more,
	]);
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
