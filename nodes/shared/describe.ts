import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** One entry of an Operation menu: all there is to know about it stands in one file. */
export interface Operation {
	/** Name, value, action and routing, as n8n's Operation menu takes them. */
	option: INodePropertyOptions;
	/** The fields it shows, in order. The conditions on resource and operation are added by {@link defineResource}. */
	fields: INodeProperties[];
	/** True where sending the request twice changes nothing at the vendor, so that a lost answer may be asked for again. */
	isRead?: boolean;
}

/** A resource with its operations, ready to be put into a node description by {@link describeResources}. */
export interface Resource {
	option: INodePropertyOptions;
	operations: Operation[];
	/** The word for what its writes send, in errors, where the service's own does not fit. */
	noun?: string;
}

/**
 * Groups operations under a resource.
 *
 * @param option name and value of the resource, as n8n's Resource menu takes them
 * @param operations its operations, in any order; the menu shows them sorted by name
 * @param noun see {@link Resource.noun}
 */
export function defineResource(
	option: INodePropertyOptions,
	operations: Operation[],
	noun?: string,
): Resource {
	const byName = (a: Operation, b: Operation) => a.option.name.localeCompare(b.option.name, 'en');
	return { option, operations: [...operations].sort(byName), noun };
}

/**
 * The properties of a whole node: the Resource menu, one Operation menu a resource, and every operation's fields.
 *
 * @param resources in the order of the menu
 * @param routing what every request of the node passes through, before the operation's own routing
 */
export function describeResources(
	resources: Resource[],
	routing: INodeProperties['routing'],
): INodeProperties[] {
	return [
		{
			...menu(
				'Resource',
				'resource',
				resources.map(({ option }) => option),
			),
			routing,
		},
		...resources.map(({ option, operations }) => ({
			...menu(
				'Operation',
				'operation',
				operations.map((operation) => operation.option),
			),
			displayOptions: { show: { resource: [option.value] } },
		})),
		...resources.flatMap(({ option, operations }) =>
			operations.flatMap((operation) =>
				operation.fields.map((field) => onlyFor(option.value, operation.option.value, field)),
			),
		),
	];
}

function menu(displayName: string, name: string, options: INodePropertyOptions[]): INodeProperties {
	const [{ value }] = options;
	return { displayName, name, type: 'options', noDataExpression: true, options, default: value };
}

/** The word for what a write of a resource sends, if it has one of its own; see {@link Resource.noun}. */
export function nounOf(resources: Resource[], resource: string): string | undefined {
	return resources.find(({ option }) => option.value === resource)?.noun;
}

/** Tells whether an operation may be sent again after a lost answer; see {@link Operation.isRead}. */
export function isRead(resources: Resource[], resource: string, operation: string): boolean {
	const found = resources
		.find(({ option }) => option.value === resource)
		?.operations.find(({ option }) => option.value === operation);
	return found?.isRead === true;
}

function onlyFor(
	resource: INodePropertyOptions['value'],
	operation: INodePropertyOptions['value'],
	field: INodeProperties,
): INodeProperties {
	return {
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { resource: [resource], operation: [operation], ...field.displayOptions?.show },
		},
	};
}

/** Return All and Limit, as n8n words them; the paging functions read them. */
export const returnAllFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/**
 * The Request Options collection of a node.
 *
 * The names `timeout`, `proxy` and `allowUnauthorizedCerts` are those of n8n's own RoutingNode, which reads them too.
 *
 * @param concurrency requests in flight at once when the user sets nothing
 */
export function requestOptionsField(concurrency: number): INodeProperties {
	return {
		displayName: 'Request Options',
		name: 'requestOptions',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Concurrent Requests',
				name: 'concurrentRequests',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 50 },
				default: concurrency,
				description:
					'How many requests may be in flight at once. Lower it for a throttled account.',
			},
			{
				displayName: 'Ignore SSL Issues (Insecure)',
				name: 'allowUnauthorizedCerts',
				type: 'boolean',
				default: false,
				description: 'Whether to connect even if SSL certificate validation is not possible',
			},
			{
				displayName: 'Max Wait on Rate Limit (Ms)',
				name: 'rateLimitWait',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 60000,
				description:
					'Time in ms one request may wait in all when the service answers that there are too many requests, before the item fails',
			},
			{
				displayName: 'Pause Between Requests (Ms)',
				name: 'requestInterval',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description:
					'Time in ms to wait after starting a request before starting the next one. 0 for no pause.',
			},
			{
				displayName: 'Proxy',
				name: 'proxy',
				type: 'string',
				default: '',
				placeholder: 'e.g. http://myproxy:3128',
				description: 'HTTP proxy to use',
			},
			{
				displayName: 'Timeout',
				name: 'timeout',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 30000,
				description:
					'Time in ms to wait for the server to send response headers (and start the response body) before aborting the request',
			},
		],
	};
}
