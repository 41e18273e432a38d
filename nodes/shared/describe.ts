import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { withExample } from './examples';
import { sendOnceField } from './once';
import type { Operation } from './operation';
import { withSimplify } from './simplify';
import { byName } from './words';

/** A resource with its operations, ready to be put into a node description by {@link describeResources}. */
export interface Resource {
	option: INodePropertyOptions;
	/** By name, as the menu shows them. */
	operations: Operation[];
	/** The operation that a new node opens on. */
	usual: Operation;
}

/**
 * Groups operations under a resource.
 *
 * @param option name and value of the resource, as n8n's Resource menu takes them
 * @param operations its operations. A new node opens on the first: the main one or a harmless one, never one that deletes. The
 * others stand in any order; the menu shows them all sorted by name
 */
export function defineResource(option: INodePropertyOptions, operations: Operation[]): Resource {
	return {
		option,
		operations: byName(operations.map(withSimplify), ({ option: { name } }) => name),
		usual: operations[0],
	};
}

/**
 * The properties of a whole node: the Resource menu, one Operation menu a resource, and every operation's fields.
 *
 * @param resources in the order of the menu; a new node opens on the first
 * @param routing what every request of the node passes through, before the operation's own routing
 */
export function describeResources(
	resources: Resource[],
	routing: INodeProperties['routing'],
): INodeProperties[] {
	const [first] = resources;
	return [
		{
			...menu(
				'Resource',
				'resource',
				resources.map(({ option }) => option),
				first.option.value,
			),
			routing,
		},
		...resources.map(({ option, operations, usual }) => ({
			...menu('Operation', 'operation', operations.map(warned), usual.option.value),
			displayOptions: { show: { resource: [option.value] } },
		})),
		...resources.flatMap(({ option, operations }) =>
			operations.flatMap((operation) =>
				fieldsOf(operation)
					.map(withExample)
					.map((field) => onlyFor(option.value, operation.option.value, field)),
			),
		),
	];
}

/** The menu's entry of an operation, its action with what must be known before it runs. */
export function warned({ option, warns }: Operation): INodePropertyOptions {
	return warns ? { ...option, action: `${option.action ?? option.name} (${warns})` } : option;
}

/** Words of an action that stay small in a title. */
const SMALL = /^(at|by|for|from|in|of|on|to|with)$/;

/** The line under a node on the canvas: what it does, in the words of the menus, e.g. `Add Outbound Call`. */
export function subtitleOf(resources: Resource[]): string {
	const title = (text: string) =>
		text
			.split(' ')
			.map((word) => (SMALL.test(word) ? word : word[0].toUpperCase() + word.slice(1)))
			.join(' ');
	const titles = resources.flatMap(({ option: { value: resource }, operations }) =>
		operations.map(({ option: { name, value, action = name } }) => [
			`${resource}.${value}`,
			title(action),
		]),
	);
	const table = JSON.stringify(Object.fromEntries(titles));
	return `={{ (${table})[$parameter["resource"] + "." + $parameter["operation"]] }}`;
}

/** The fields of an operation, and behind them one that no one sees, for what is done once all have been read. */
function fieldsOf({ fields, finish, sendsOnce }: Operation): INodeProperties[] {
	const once: INodeProperties =
		typeof sendsOnce === 'object'
			? { ...sendOnceField, displayOptions: { show: sendsOnce } }
			: sendOnceField;
	const all = sendsOnce ? [...fields, once] : fields;
	if (!finish) return all;
	const last: INodeProperties = {
		displayName: 'Finish',
		name: 'finish',
		type: 'hidden',
		default: '',
		routing: { send: { preSend: finish } },
	};
	return [...all, last];
}

function menu(
	displayName: string,
	name: string,
	options: INodePropertyOptions[],
	usual: INodePropertyOptions['value'],
): INodeProperties {
	return { displayName, name, type: 'options', noDataExpression: true, options, default: usual };
}

/**
 * An operation by the values of the two menus.
 *
 * @throws for values that the menus do not have, which n8n does not let through
 */
export function operationOf(resources: Resource[], resource: string, operation: string): Operation {
	const found = resources
		.find(({ option }) => option.value === resource)
		?.operations.find(({ option }) => option.value === operation);
	if (!found) throw new Error(`There is no operation ${operation} of ${resource}`);
	return found;
}

/**
 * The operations that are more than one request, as a node gives them to n8n in `customOperations`: n8n's RoutingNode cannot
 * make them of a description.
 *
 * @param run carries out the node
 */
export function customOperationsOf<Run>(
	resources: Resource[],
	run: Run,
): Record<string, Record<string, Run>> {
	const custom: Record<string, Record<string, Run>> = {};
	for (const { option, operations } of resources) {
		for (const { option: own, follow } of operations) {
			if (follow) (custom[String(option.value)] ??= {})[String(own.value)] = run;
		}
	}
	return custom;
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
