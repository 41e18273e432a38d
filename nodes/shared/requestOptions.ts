import type { IHttpRequestOptions, INode, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { collection } from './fields';
import { isEmpty } from './values/read';
import { readFlag } from './values/flag';
import { readNumber } from './values/number';

/** What the user set in Request Options, checked; times in ms, sizes in bytes. */
export interface RequestOptions {
	concurrency: number;
	interval: number;
	timeout: number;
	rateLimitWait: number;
	largestDownload: number;
	proxy?: IHttpRequestOptions['proxy'];
	ignoresCertificates: boolean;
}

/** A day: no wait of a run may be longer. */
const DAY_MS = 86_400_000;

/** The options that hold a number, as n8n's editor shows them. */
const numberOptions = {
	concurrentRequests: {
		displayName: 'Concurrent Requests',
		description: 'How many requests may be in flight at once. Lower it for a throttled account.',
		default: 10,
		typeOptions: { minValue: 1, maxValue: 50 },
	},
	largestDownload: {
		displayName: 'Largest Download (MB)',
		description: 'Size in MB at which the download of a file, such as a recording, is given up',
		default: 100,
		typeOptions: { minValue: 1, maxValue: 2_000 },
	},
	rateLimitWait: {
		displayName: 'Max Wait on Rate Limit (Ms)',
		description:
			'Time in ms one request may wait in all when the service answers that there are too many requests, before the item fails',
		default: 60_000,
		typeOptions: { minValue: 0, maxValue: DAY_MS },
	},
	requestInterval: {
		displayName: 'Pause Between Requests (Ms)',
		description:
			'Time in ms to wait after starting a request before starting the next one. 0 for no pause.',
		default: 0,
		typeOptions: { minValue: 0, maxValue: DAY_MS },
	},
	timeout: {
		displayName: 'Timeout',
		description:
			'Time in ms to wait for the whole answer of the server before aborting the request',
		default: 30_000,
		typeOptions: { minValue: 1, maxValue: DAY_MS },
	},
};

/**
 * The Request Options collection of a node.
 *
 * The names `timeout`, `proxy` and `allowUnauthorizedCerts` are those of n8n's own RoutingNode, which reads them too.
 *
 * @param concurrency requests in flight at once when the user sets nothing
 */
export function requestOptionsField(concurrency: number): INodeProperties {
	const numbers = Object.entries(numberOptions).map(
		([name, option]): INodeProperties => ({
			...option,
			name,
			type: 'number',
			default: name === 'concurrentRequests' ? concurrency : option.default,
		}),
	);
	const others: INodeProperties[] = [
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'allowUnauthorizedCerts',
			type: 'boolean',
			default: false,
			description: 'Whether to connect even if SSL certificate validation is not possible',
		},
		{
			displayName: 'Proxy',
			name: 'proxy',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://myproxy:3128',
			description: 'HTTP proxy to use',
		},
	];
	const options = [...numbers, ...others];
	return collection('Request Options', 'requestOptions', 'Add option', options);
}

/**
 * Checks what the user set.
 *
 * @param raw the collection as n8n gives it, expressions resolved
 * @param concurrency requests in flight at once when the user sets nothing
 * @throws NodeOperationError that names the option, before anything is sent
 */
export function readRequestOptions(node: INode, raw: unknown, concurrency: number): RequestOptions {
	const given = (raw ?? {}) as Record<string, unknown>;
	const number = (name: keyof typeof numberOptions) => readOption(node, given, name);
	return {
		concurrency: isEmpty(given.concurrentRequests) ? concurrency : number('concurrentRequests'),
		interval: number('requestInterval'),
		timeout: number('timeout'),
		rateLimitWait: number('rateLimitWait'),
		largestDownload: number('largestDownload') * 1024 * 1024,
		...(isEmpty(given.proxy) ? {} : { proxy: readProxy(node, String(given.proxy).trim()) }),
		ignoresCertificates: ignoresCertificates(node, given.allowUnauthorizedCerts),
	};
}

function readOption(
	node: INode,
	given: Record<string, unknown>,
	name: keyof typeof numberOptions,
): number {
	const { displayName, typeOptions, default: usual } = numberOptions[name];
	const { minValue: min, maxValue: max } = typeOptions;
	if (isEmpty(given[name])) return usual;
	const read = readNumber(given[name]);
	// A pause may be a fraction of a millisecond; the others are whole.
	const isWhole = 'value' in read && (name === 'requestInterval' || Number.isInteger(read.value));
	if ('value' in read && isWhole && read.value >= min && read.value <= max) return read.value;
	throw invalidOption(
		node,
		displayName,
		`is "${String(given[name])}"`,
		`Enter a whole number from ${min} to ${max}.`,
	);
}

function ignoresCertificates(node: INode, given: unknown): boolean {
	if (isEmpty(given)) return false;
	const read = readFlag(given);
	if ('value' in read) return read.value;
	throw invalidOption(node, 'Ignore SSL Issues (Insecure)', read.fault, 'Turn it on or off.');
}

function readProxy(node: INode, proxy: string): IHttpRequestOptions['proxy'] {
	const url = URL.canParse(proxy) ? new URL(proxy) : undefined;
	if (!url || !/^https?:$/.test(url.protocol)) {
		throw invalidOption(
			node,
			'Proxy',
			'is not an address',
			'Enter it with protocol and port, e.g. http://myproxy:3128',
		);
	}
	const { hostname, port, protocol, username, password } = url;
	return {
		host: hostname,
		port: Number(port) || (protocol === 'https:' ? 443 : 80),
		protocol: protocol.replace(/:$/, ''),
		...(username
			? { auth: { username: decodeURIComponent(username), password: decodeURIComponent(password) } }
			: {}),
	};
}

function invalidOption(node: INode, name: string, fault: string, hint: string) {
	return new NodeOperationError(node, `'${name}' under 'Request Options' ${fault}`, {
		description: `${hint} Nothing was sent.`,
	});
}
