import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodePropertyRouting,
	INodeTypeDescription,
} from 'n8n-workflow';

import { loadedPackage, nodeType } from '../support/engine';

type Routed = { name?: string; routing?: INodePropertyRouting };

/** Everything in a description that the runner would not carry out as RoutingNode does, as sentences. */
function unsupported(description: INodeTypeDescription): string[] {
	const faults: string[] = [];
	const isExpression = (value: unknown) => typeof value === 'string' && value.startsWith('=');
	const only = (place: string, value: object | undefined, allowed: string[]) => {
		for (const key of Object.keys(value ?? {})) {
			if (!allowed.includes(key)) faults.push(`${place}: ${key} is not supported`);
		}
	};
	const functions = (place: string, list: unknown[] | undefined) => {
		if (list?.some((entry) => typeof entry !== 'function'))
			faults.push(`${place}: only functions are supported`);
	};
	const routing = (place: string, { routing }: Routed, isMenu: boolean) => {
		if (!routing) return;
		only(place, routing, ['request', 'send', 'output', 'operations']);
		only(`${place}.send`, routing.send, [
			'type',
			'property',
			'propertyInDotNotation',
			'paginate',
			'preSend',
		]);
		only(`${place}.output`, routing.output, ['postReceive']);
		only(`${place}.operations`, routing.operations, ['pagination']);
		if (routing.request && !isMenu) faults.push(`${place}: request is for operations only`);
		const texts = [
			...Object.values(routing.request ?? {}),
			routing.send?.property,
			routing.send?.paginate,
		];
		if (texts.some(isExpression)) faults.push(`${place}: expressions are not supported`);
		const { property, propertyInDotNotation } = routing.send ?? {};
		// n8n takes dots for steps unless it is told not to: the description says which is meant.
		if (property !== undefined && propertyInDotNotation !== property.includes('.')) {
			faults.push(`${place}: propertyInDotNotation must say whether the dots are steps`);
		}
		functions(`${place}.preSend`, routing.send?.preSend);
		functions(`${place}.postReceive`, routing.output?.postReceive);
		if (routing.operations?.pagination && typeof routing.operations.pagination !== 'function') {
			faults.push(`${place}: pagination must be a function`);
		}
	};
	const walk = (place: string, property: INodeProperties) => {
		const here = `${place}.${property.name}`;
		const isMenu = property.name === 'resource' || property.name === 'operation';
		routing(here, property, isMenu);
		for (const child of property.options ?? []) {
			if (property.type === 'collection') walk(here, child as INodeProperties);
			else if (property.type === 'fixedCollection') {
				const { values } = child as INodePropertyCollection;
				if (values.some((value) => value.routing))
					faults.push(`${here}: routing inside a fixedCollection`);
			} else {
				const option = child as INodePropertyOptions;
				if (option.routing && !isMenu) faults.push(`${here}: routing on the options of a field`);
				routing(`${here}.${String(option.value)}`, option, isMenu);
			}
		}
	};
	for (const [key, value] of Object.entries(description.requestDefaults ?? {})) {
		const credential = /^=\{\{\s*\$credentials\.\w+\s*\}\}$/;
		if (isExpression(value) && !credential.test(value as string))
			faults.push(`requestDefaults.${key}: expression`);
	}
	for (const property of description.properties) walk(description.name, property);
	return faults;
}

it('no description uses routing that the runner does not carry out', async () => {
	const { known } = await loadedPackage();
	for (const name of Object.keys(known.nodes)) {
		const { description } = await nodeType(name);
		expect(unsupported(description)).toEqual([]);
	}
});

it.each<[string, INodePropertyRouting]>([
	[
		'an expression',
		{ send: { type: 'body', property: '={{ $parent.name }}', propertyInDotNotation: false } },
	],
	['dots that may be steps or not', { send: { type: 'body', property: 'a.b' } }],
	[
		'a value expression',
		{ send: { type: 'body', property: 'a', propertyInDotNotation: false, value: '={{ 1 }}' } },
	],
	[
		'an action that is no function',
		{ output: { postReceive: [{ type: 'rootProperty', properties: { property: 'x' } }] } },
	],
	['a request on a field', { request: { url: '/x' } }],
	['maxResults', { output: { maxResults: 3 } }],
])('refuses %s', (_name, routing) => {
	const property: INodeProperties = {
		displayName: 'A',
		name: 'a',
		type: 'string',
		default: '',
		routing,
	};
	expect(
		unsupported({ name: 'n', properties: [property] } as unknown as INodeTypeDescription),
	).not.toEqual([]);
});
