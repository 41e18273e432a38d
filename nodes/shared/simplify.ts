import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
	PostReceiveAction,
} from 'n8n-workflow';

import type { Operation } from './operation';
import { checkedSwitch, isOn } from './switches';

/** n8n's own toggle; its linter knows it by this name. */
const simplifyField = checkedSwitch({
	displayName: 'Simplify',
	name: 'simple',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

/**
 * Offers Simplify on an operation that declares {@link Operation.simple}, and leaves of what it gives only these fields
 * where the user wants that. It is done at the very end, in the description itself, so that n8n's RoutingNode does it too:
 * paging and what is done with the rows need all of them.
 */
export function withSimplify(operation: Operation): Operation {
	const { simple, option, follow, fields } = operation;
	if (!simple) return operation;
	return {
		...operation,
		fields: withField(fields),
		...(follow
			? { follow: simplifiedFollow(follow, simple) }
			: { option: { ...option, routing: simplifiedRouting(option.routing, simple) } }),
	};
}

/** Puts the toggle in front of the collections, which stand last. */
function withField(fields: INodeProperties[]): INodeProperties[] {
	const found = fields.findIndex(({ type }) => /collection$/i.test(type));
	const place = found < 0 ? fields.length : found;
	return [...fields.slice(0, place), simplifyField, ...fields.slice(place)];
}

function simplifiedRouting(
	routing: INodePropertyOptions['routing'],
	simple: string[],
): INodePropertyOptions['routing'] {
	const pagination = routing?.operations?.pagination;
	if (typeof pagination === 'function') {
		return {
			...routing,
			operations: {
				...routing?.operations,
				pagination: async function (request) {
					return simplified(this, await pagination.call(this, request), simple);
				},
			},
		};
	}
	const last: PostReceiveAction = async function (items) {
		return simplified(this, items, simple);
	};
	const { output } = routing ?? {};
	return { ...routing, output: { ...output, postReceive: [...(output?.postReceive ?? []), last] } };
}

function simplifiedFollow(
	follow: NonNullable<Operation['follow']>,
	simple: string[],
): Operation['follow'] {
	return () => {
		const { known, until } = follow();
		return {
			known,
			until: async function (accepted, isStopped) {
				return simplified(this, await until.call(this, accepted, isStopped), simple);
			},
		};
	};
}

function simplified(
	context: IExecuteSingleFunctions,
	items: INodeExecutionData[],
	simple: string[],
): INodeExecutionData[] {
	if (!isOn(context, simplifyField, true)) return items;
	return items.map((item) => {
		const json: IDataObject = {};
		for (const name of simple) if (Object.hasOwn(item.json, name)) json[name] = item.json[name];
		// A record in which none of the fields is found is another one than we know: better all of it than nothing.
		return Object.keys(json).length === 0 ? item : { ...item, json };
	});
}
