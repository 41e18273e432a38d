import type { INodeProperties } from 'n8n-workflow';

/**
 * A collection of optional fields, shown in alphabetical order as n8n does.
 *
 * @param extra further parts of the property, such as its conditions
 */
export function collection(
	displayName: string,
	name: string,
	placeholder: string,
	options: INodeProperties[],
	extra: Partial<INodeProperties> = {},
): INodeProperties {
	const byName = (a: INodeProperties, b: INodeProperties) =>
		a.displayName.localeCompare(b.displayName, 'en');
	return {
		displayName,
		name,
		type: 'collection',
		placeholder,
		default: {},
		options: [...options].sort(byName),
		...extra,
	};
}
