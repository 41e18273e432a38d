/**
 * Every word that the package shows in n8n, as a table to read through: `npm run words`.
 *
 *   npm run words > words.tsv    a line a text: where it stands, what it is, the text
 */
import path from 'node:path';

import type {
	ICredentialType,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';

import { n8n } from '../package.json';

/** What a text is to its reader. */
export type Kind =
	| 'label'
	| 'notice'
	| 'option'
	| 'action'
	| 'description'
	| 'placeholder'
	| 'hint'
	| 'button'
	| 'subtitle';

/** One text. */
export interface Word {
	/** From the node or credential inwards, e.g. `Convoso > Lead > Insert > Lead Fields > Status` */
	where: string;
	kind: Kind;
	text: string;
	/** The parameter it belongs to; not there for texts of the node itself. */
	property?: INodeProperties;
}

/** A node or credential of the package. */
export interface Part {
	name: string;
	description?: string;
	subtitle?: string;
	properties: INodeProperties[];
}

/** All nodes and credentials of the package, as package.json lists them. */
export async function partsOfPackage(): Promise<Part[]> {
	const instance = async <T>(file: string): Promise<T> => {
		const source = path.resolve(__dirname, '..', file.replace(/^dist\/(.*)\.js$/, '$1.ts'));
		const [Class] = Object.values((await import(source)) as Record<string, new () => T>);
		return new Class();
	};
	const nodes = await Promise.all(
		n8n.nodes.map(async (file) => {
			const { description } = await instance<INodeType>(file);
			return { ...description, name: description.displayName };
		}),
	);
	const credentials = await Promise.all(
		n8n.credentials.map(async (file) => {
			const { displayName, properties } = await instance<ICredentialType>(file);
			return { name: displayName, properties };
		}),
	);
	return [...nodes, ...credentials];
}

/** All texts of a node or credential, in the order in which they are met. */
export function wordsOf({ name, description, subtitle, properties }: Part): Word[] {
	const own: Word[] = [{ where: name, kind: 'label', text: name }];
	if (description) own.push({ where: name, kind: 'description', text: description });
	if (subtitle) own.push({ where: name, kind: 'subtitle', text: subtitle });
	return [...own, ...properties.flatMap((property) => wordsOfProperty(name, property))];
}

function wordsOfProperty(parent: string, property: INodeProperties): Word[] {
	if (property.type === 'hidden') return [];
	const { displayName, description, placeholder, hint, typeOptions } = property;
	const place = [parent, ...placeOf(property)].join(' > ');
	if (property.type === 'notice') {
		return [{ where: place, kind: 'notice', text: displayName, property }];
	}
	const where = `${place} > ${displayName}`;
	const texts: Array<[Kind, string | undefined]> = [
		['label', displayName],
		['description', description],
		['placeholder', placeholder],
		['hint', hint],
		['button', typeOptions?.multipleValueButtonText],
	];
	return [
		...texts.flatMap(([kind, text]) => (text ? [{ where, kind, text, property }] : [])),
		...(property.modes ?? []).flatMap((mode) =>
			wordsOfProperty(where, { ...mode, type: 'string', default: '' } as INodeProperties),
		),
		...(property.options ?? []).flatMap((option) => wordsOfOption(where, option, property)),
	];
}

/** The resource and the operation under which a parameter is shown; none where it is shown under several. */
function placeOf({ displayOptions }: INodeProperties): string[] {
	const { resource, operation } = displayOptions?.show ?? {};
	return [resource, operation].flatMap((values) =>
		values?.length === 1 ? [String(values[0])] : [],
	);
}

/** An entry of a menu, a field of a collection, or a group of fields. */
function wordsOfOption(
	where: string,
	option: INodeProperties | INodePropertyOptions | INodePropertyCollection,
	property: INodeProperties,
): Word[] {
	if ('values' in option) return option.values.flatMap((field) => wordsOfProperty(where, field));
	if ('displayName' in option) return wordsOfProperty(where, option);
	const { name, description, action } = option;
	const own: Word[] = [{ where, kind: 'option', text: name, property }];
	if (action) own.push({ where: `${where} > ${name}`, kind: 'action', text: action });
	if (description) {
		own.push({ where: `${where} > ${name}`, kind: 'description', text: description });
	}
	return own;
}

async function main(): Promise<void> {
	const words = (await partsOfPackage()).flatMap(wordsOf);
	const line = (...cells: string[]) => cells.map((cell) => cell.replace(/\s+/g, ' ')).join('\t');
	console.log(line('where', 'what', 'text'));
	for (const { where, kind, text } of words) console.log(line(where, kind, text));
}

if (require.main === module) void main();
