import fc from 'fast-check';
import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';

/** Better values for a parameter than its type alone suggests, by parameter name. */
export type Samples = Record<string, fc.Arbitrary<unknown>>;

/** One entry of a node's Resource and Operation menus. */
export interface OperationName {
	resource: string;
	operation: string;
}

/** All operations that a node offers, in the order of its menus. */
export function operationsOf(description: INodeTypeDescription): OperationName[] {
	const menus = description.properties.filter(({ name }) => name === 'operation');
	return menus.flatMap((menu) =>
		(menu.displayOptions?.show?.resource ?? []).flatMap((resource) =>
			(menu.options as INodePropertyOptions[]).map(({ value }) => ({
				resource: String(resource),
				operation: String(value),
			})),
		),
	);
}

/** The fields that the node shows for the given values. */
export function shownFields(
	description: INodeTypeDescription,
	values: INodeParameters,
): INodeProperties[] {
	return description.properties.filter(
		(property) =>
			// Send Once is no part of a request: n8n's RoutingNode knows nothing of it.
			!['resource', 'operation', 'requestOptions', 'sendOnce'].includes(property.name) &&
			NodeHelpers.displayParameter(values, property, { typeVersion: 1 }, description),
	);
}

/** Random parameters for one operation, such as a user could enter. */
export function parametersFor(
	description: INodeTypeDescription,
	name: OperationName,
	samples: Samples,
): fc.Arbitrary<INodeParameters> {
	const deciding = new Set(
		description.properties.flatMap(({ displayOptions }) => Object.keys(displayOptions?.show ?? {})),
	);
	const steering = description.properties.filter(({ name: own }) => deciding.has(own));
	const open = fc.record(
		Object.fromEntries(
			steering
				.filter((property) => !['resource', 'operation'].includes(property.name))
				.map((property) => [property.name, valueFor(property, samples)]),
		),
	);
	return open.chain((switches) => {
		const values = { ...(switches as INodeParameters), ...name };
		const shown = shownFields(description, values);
		return fc
			.record(
				Object.fromEntries(
					shown
						.filter((property) => !(property.name in values))
						.map((property) => [property.name, valueFor(property, samples)]),
				),
			)
			.map((rest) => {
				const kept = Object.fromEntries(
					Object.entries(values).filter(
						([key]) =>
							['resource', 'operation'].includes(key) ||
							shown.some((property) => property.name === key),
					),
				);
				return { ...kept, ...(rest as INodeParameters), requestOptions: {} } as INodeParameters;
			});
	});
}

const word = fc.stringMatching(/^[A-Za-z0-9ÄéñØ ,.'-]{1,20}$/).map((text) => text.trim() || 'x');

function valueFor(property: INodeProperties, samples: Samples): fc.Arbitrary<unknown> {
	const sample = samples[property.name];
	const isMenu = property.type === 'options' && optionValues(property, []).length > 0;
	if (sample && !isMenu && !['collection', 'fixedCollection'].includes(property.type)) {
		return property.type === 'resourceLocator' ? sample.map(asLocator) : sample;
	}
	switch (property.type) {
		case 'boolean':
			return fc.boolean();
		case 'number': {
			const { minValue = 0, maxValue = 1000 } = property.typeOptions ?? {};
			return fc.integer({ min: minValue, max: Math.min(maxValue, 100_000) });
		}
		case 'options':
			return fc.constantFrom(...optionValues(property, [property.default]));
		case 'multiOptions':
			return fc.subarray(optionValues(property, []));
		case 'dateTime':
			return fc
				.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
				.map((date) => date.toISOString());
		case 'resourceLocator':
			return fc.constantFrom('333', '10001').map(asLocator);
		case 'collection':
			return fc.record(
				Object.fromEntries(
					(property.options as INodeProperties[]).map((child) => [
						child.name,
						valueFor(child, samples),
					]),
				),
				{ requiredKeys: [] },
			);
		case 'fixedCollection':
			return fc.record(
				Object.fromEntries(
					(property.options as INodePropertyCollection[]).map((group) => [
						group.name,
						groupFor(property, group, samples),
					]),
				),
				{ requiredKeys: [] },
			);
		case 'json':
			return fc.constant('{}');
		case 'string':
			return stringFor(property);
		default:
			return fc.constant(property.default);
	}
}

function groupFor(property: INodeProperties, group: INodePropertyCollection, samples: Samples) {
	const entry = fc.record(
		Object.fromEntries(group.values.map((child) => [child.name, valueFor(child, samples)])),
	);
	return property.typeOptions?.multipleValues ? fc.array(entry, { maxLength: 3 }) : entry;
}

function stringFor({ name }: INodeProperties): fc.Arbitrary<string> {
	if (/phone|number|recipient/i.test(name)) {
		return fc
			.integer({ min: 2_000_000_000, max: 9_999_999_999 })
			.chain((digits) => fc.constantFrom(`+1 ${digits}`, `001${digits}`, `+1(${digits})`));
	}
	if (/email/i.test(name))
		return fc.emailAddress({ size: 'small' }).map((email) => email.toLowerCase());
	if (/id$/i.test(name)) return fc.constantFrom('10001', '10002', '333');
	return word;
}

function optionValues(property: INodeProperties, none: unknown[]): unknown[] {
	const values = ((property.options ?? []) as INodePropertyOptions[]).map(({ value }) => value);
	return values.length > 0 ? values : none;
}

function asLocator(value: unknown) {
	return { __rl: true, mode: 'id', value };
}
