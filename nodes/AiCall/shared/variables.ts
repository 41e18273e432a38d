import { randomUUID } from 'crypto';
import { DateTime } from 'luxon';
import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeProperties,
	PreSendAction,
	ResourceMapperValue,
} from 'n8n-workflow';

import { invalidInput } from '../../shared/errors';
import { bodyOf } from '../../shared/send';
import { sent } from './fields';

/**
 * The metadata entry that every call is sent with. The server has no idempotency key; by this value a call can be found
 * in the queue when its answer was lost.
 */
export const REQUEST_ID = 'n8nRequestId';

/** Key and value pairs, by the name the object has in the body. */
export function pairsField(
	name: string,
	property: string,
	displayName: string,
	description: string,
): INodeProperties {
	return sent(name, property, displayName, {
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add value',
		default: {},
		description,
		options: [
			{
				displayName: 'Value',
				name: 'pair',
				values: [
					{
						displayName: 'Name',
						name: 'key',
						type: 'string',
						default: '',
						placeholder: 'e.g. customer_name',
						description: 'Upper and lower case matter',
					},
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	});
}

/** Turns a parameter's pairs into an object of texts; an empty one stays, since the server skips its checks without it. */
export function asTexts(property: string, parameter: string): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request) {
		const body = bodyOf(request);
		const pairs = ((body[property] as IDataObject | undefined)?.pair ?? []) as IDataObject[];
		const texts: Record<string, string> = {};
		for (const { key, value } of pairs) {
			const name = String(key ?? '').trim();
			if (name === '') {
				throw invalidInput(this, parameter, 'has a value without a name', 'Enter its name.');
			}
			put(this, texts, parameter, name, textOf(value));
		}
		return { ...request, body: { ...body, [property]: texts } };
	};
}

/** Adds the value by which a call is found again; see {@link REQUEST_ID}. Goes after {@link asTexts}. */
export function withRequestId(property: string): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request) {
		const body = bodyOf(request);
		const metadata = { ...(body[property] as Record<string, string>) };
		put(this, metadata, 'Metadata', REQUEST_ID, randomUUID());
		return { ...request, body: { ...body, [property]: metadata } };
	};
}

/** How a field of the resource mapper is named: which object it belongs to, whether it is sent though empty, and its key. */
const MAPPED = /^(dynamicVariables|metadata)(!?):(.+)$/s;

/**
 * The id of a campaign's variable in the resource mapper.
 *
 * @param mayBeEmpty true where the campaign demands the key and takes an empty value
 */
export function mappedId(
	object: 'dynamicVariables' | 'metadata',
	key: string,
	mayBeEmpty: boolean,
): string {
	return `${object}${mayBeEmpty ? '!' : ''}:${key}`;
}

/** Puts the fields of the resource mapper into the two objects. Goes after {@link asTexts}. */
export const spreadCampaignFields: PreSendAction = async function (
	this: IExecuteSingleFunctions,
	request,
) {
	const { campaignFields, ...body } = bodyOf(request);
	const { value, schema } = (campaignFields ?? {}) as unknown as Partial<ResourceMapperValue>;
	const required = new Set((schema ?? []).filter((one) => one.required).map(({ id }) => id));
	const objects: IDataObject = {
		dynamicVariables: { ...(body.dynamicVariables as IDataObject) },
		metadata: { ...(body.metadata as IDataObject) },
	};
	const ids = new Set([
		...Object.keys(value ?? {}),
		...(schema ?? []).filter((one) => !one.removed).map(({ id }) => id),
	]);
	for (const id of ids) {
		const [, object, mayBeEmpty, key] = MAPPED.exec(id) ?? [];
		if (object === undefined) continue;
		const text = textOf(value?.[id]);
		if (text === '' && required.has(id)) {
			throw invalidInput(
				this,
				'Campaign Fields',
				`has no value in "${key}"`,
				'The campaign demands it. Fill it in, or check the expression behind it.',
			);
		}
		if (text === '' && !mayBeEmpty) continue;
		put(this, objects[object] as Record<string, string>, 'Campaign Fields', key, text);
	}
	return { ...request, body: { ...body, ...objects } };
};

function put(
	context: IExecuteSingleFunctions,
	texts: Record<string, string>,
	parameter: string,
	key: string,
	text: string,
): void {
	if (Object.hasOwn(texts, key)) {
		const isOwn = key === REQUEST_ID;
		throw invalidInput(
			context,
			parameter,
			isOwn ? `has "${key}", which this node sends itself` : `has "${key}" more than once`,
			isOwn ? 'Use another name.' : 'Keep one of them.',
		);
	}
	// Not by assignment: a key like __proto__ would be lost.
	Object.defineProperty(texts, key, { value: text, enumerable: true, configurable: true });
}

/** The server takes texts only: numbers and booleans are written out, dates as ISO 8601, lists and objects as JSON. */
function textOf(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (value instanceof Date) return value.toISOString();
	if (DateTime.isDateTime(value)) return value.toISO() ?? '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
