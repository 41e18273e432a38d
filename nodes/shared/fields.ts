import camelCase from 'lodash/camelCase';
import get from 'lodash/get';
import set from 'lodash/set';
import unset from 'lodash/unset';
import type { DateTime } from 'luxon';
import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeProperties,
	INodePropertyOptions,
	PreSendAction,
} from 'n8n-workflow';
import { isResourceLocatorValue, jsonParse } from 'n8n-workflow';

import { invalidInput } from './errors';
import { clock } from './clock';
import { isObject } from './object';
import { readDay, readMoment } from './values/date';
import { readFlag } from './values/flag';
import { readNumber, readWholeNumber } from './values/number';
import { andThen, isEmpty, readEach, type Read } from './values/read';
import { readEmails, readId, readList, readText, readWebAddresses } from './values/text';
import { byName, quote } from './words';

/**
 * Reads a value on its way to the vendor.
 *
 * @param others what is sent beside it so far, under the vendor's names
 * @returns what is sent, and `also` what is sent under other names because of it; or the fault, see {@link Read}
 */
export type Reader<T = unknown> = (
	this: IExecuteSingleFunctions,
	value: unknown,
	others: IDataObject,
) => FieldRead<T> | Promise<FieldRead<T>>;

export type FieldRead<T> =
	| { value: T; also?: IDataObject }
	/** `part` names the row, of a value that has several. */
	| (Extract<Read<T>, { fault: string }> & { part?: string });

/** Where a parameter is sent: under its name in body or query, or in the path in the place of `{name}`. */
type Place = 'body' | 'query' | 'path';

/** What a field has beside its name and type: n8n's own properties, and these. */
export interface Extra extends Partial<Omit<INodeProperties, 'routing'>> {
	/** Further steps, after the field has been read and found filled in if it must be. */
	check?: PreSendAction[];
	/** In the body when left out. */
	place?: Place;
	/** What to enter instead of a value that cannot be read, where the reader does not say it. */
	advice?: string;
	/** True for a field that narrows a search: an expression that turned out empty would find everything. */
	narrows?: boolean;
}

/** The name of the collection of filters, in which every field narrows; see {@link Extra.narrows}. */
const FILTERS = 'filters';

const FILL_IN = 'Fill it in, or check the expression behind it.';

/**
 * A parameter that is sent under the vendor's own name. In n8n it has that name in camel case, so that `phone_number` is
 * found as `phoneNumber`.
 *
 * Its value always goes the same way: read by its kind, refused when it is empty and must not be, then `check`. An empty one
 * is not sent. The way is a step of the description, so that n8n's RoutingNode takes it too.
 *
 * @param property its name; `call.to` is sent as `to` within `call`
 */
export function field(
	property: string,
	displayName: string,
	type: INodeProperties['type'],
	{ read = asItIs, check = [], place = 'body', advice, narrows, ...own }: Extra & { read?: Reader },
): INodeProperties {
	const name = own.name ?? camelCase(property);
	const { required } = own;
	const step = reading({ property, displayName, name, place, advice, narrows, read, required });
	const target =
		place === 'path'
			? {}
			: { type: place, property, propertyInDotNotation: property.includes('.') };
	return {
		displayName,
		name,
		type,
		default: '',
		...own,
		routing: { send: { ...target, preSend: [step, ...check] } },
	};
}

const asItIs: Reader = (value) => ({ value });

interface Reading extends Pick<Extra, 'advice' | 'narrows' | 'required'> {
	property: string;
	displayName: string;
	name: string;
	place: Place;
	read: Reader;
}

/** The step that brings a value into its form where the description has put it. The request is this item's own. */
function reading(field: Reading): PreSendAction {
	const { property, displayName, place, read, advice } = field;
	return async function (request) {
		const values = (place === 'query' ? request.qs : request.body) as IDataObject;
		const value =
			place === 'path' ? plain(this.getNodeParameter(field.name)) : get(values, property);
		if (isEmpty(value)) {
			refuseEmpty(this, field);
			if (place !== 'path') remove(values, property);
			return request;
		}
		const result = await read.call(this, value, values);
		if ('fault' in result) {
			throw invalidInput(
				this,
				result.part === undefined ? displayName : `${displayName}: ${result.part}`,
				withValue(result.fault, value),
				result.hint ?? advice ?? 'Check the value, or the expression behind it.',
			);
		}
		if (place === 'path') {
			const part = encodeURIComponent(String(result.value));
			return { ...request, url: request.url.replace(`{${field.name}}`, part) };
		}
		if (isEmpty(result.value)) {
			// Nothing but commas is as good as nothing.
			if (!result.also) refuseEmpty(this, field);
			remove(values, property);
		} else set(values, property, result.value);
		Object.assign(values, result.also);
		return request;
	};
}

/** Refuses an empty value where one must stand, and where an expression was to narrow a search and came out empty. */
function refuseEmpty(
	context: IExecuteSingleFunctions,
	{ displayName, name, required, place, narrows }: Reading,
): void {
	if (required || place === 'path') throw invalidInput(context, displayName, 'is empty', FILL_IN);
	const { parameters } = context.getNode();
	const filters = parameters[FILTERS] as IDataObject | undefined;
	const written = plain(narrows ? parameters[name] : filters?.[name]);
	if (typeof written !== 'string' || !written.startsWith('=')) return;
	throw invalidInput(
		context,
		displayName,
		'is empty: no filter would match everything',
		'Check the expression behind it, or take the filter out to search without it.',
	);
}

/** The id that a resource locator holds; any other value as it is. */
export function plain(value: unknown): unknown {
	return isResourceLocatorValue(value) ? value.value : value;
}

/** What a parameter holds, typed or picked from a list, as text without blanks around it; empty where it holds nothing. */
export function given(context: IExecuteSingleFunctions, parameter: string): string {
	return String(plain(context.getNodeParameter(parameter)) ?? '').trim();
}

function remove(values: IDataObject, property: string): void {
	unset(values, property);
	const [outer, inner] = property.split('.');
	const rest = inner === undefined ? undefined : values[outer];
	if (rest && Object.keys(rest).length === 0) delete values[outer];
}

/** Names the value behind a fault that quotes nothing itself. A list or an object has no words of its own. */
function withValue(fault: string, value: unknown): string {
	const isNamed = fault.includes('"') || typeof value === 'object';
	return isNamed ? fault : `${fault}: "${quote(String(value))}"`;
}

/** A reader that goes on with what another one has read. */
export function mapped<T, U>(read: (value: unknown) => Read<T>, into: (value: T) => U): Reader<U> {
	return (value) => {
		const result = read(value);
		return 'fault' in result ? result : { value: into(result.value) };
	};
}

/**
 * A kind of field, all of which are read in the same way.
 *
 * @param usual what one has that says nothing else
 */
export const kind =
	(type: INodeProperties['type'], read: Reader, usual: Extra = {}) =>
	(property: string, displayName: string, extra: Extra = {}) =>
		field(property, displayName, type, { ...usual, ...extra, read });

export const text = kind('string', readText);

/** Text over several lines. */
export const longText = kind('string', readText, { typeOptions: { rows: 4 } });

/** An id, typed by hand. */
export const id = kind('string', readId);

/** A form that text must have. */
export interface TextForm {
	/** What is wrong with the trimmed text, to follow the parameter's name; undefined where it is good. */
	fault: (value: string) => string | undefined;
	/** What to enter instead. */
	hint: string;
	/** Makes good text into what the vendor takes. */
	clean?: (value: string) => string;
}

/** Text that must have a certain form. */
export const formed = (
	property: string,
	displayName: string,
	{ fault, hint, clean = (value) => value }: TextForm,
	{ type = 'string', ...extra }: Extra = {},
) =>
	field(property, displayName, type, {
		...extra,
		read: (value) => {
			const result = readText(value);
			if ('fault' in result) return result;
			const found = fault(result.value);
			return found === undefined ? { value: clean(result.value) } : { fault: found, hint };
		},
	});

/** One email address, or several; sent with commas between them, or as `join` makes it. */
export const emails = (
	property: string,
	displayName: string,
	extra: Extra = {},
	join: (all: string[]) => unknown = (all) => all.join(','),
) =>
	field(property, displayName, 'string', {
		placeholder: 'e.g. nathan@example.com',
		...extra,
		read: mapped(readEmails, join),
	});

/** A whole number between two bounds. */
export const number = (
	property: string,
	displayName: string,
	bounds: { min: number; max: number },
	extra: Extra = {},
) =>
	field(property, displayName, 'number', {
		typeOptions: { minValue: bounds.min, maxValue: bounds.max },
		default: bounds.min,
		...extra,
		read: (value) => readWholeNumber(value, bounds),
	});

/** A number of any size, fractions included. */
export const amount = kind('number', readNumber, { default: 0 });

/** Yes or no, sent as `send` makes it. */
export const flag = (
	property: string,
	displayName: string,
	description: string,
	send: (isOn: boolean) => unknown = (isOn) => isOn,
	extra: Extra = {},
) =>
	field(property, displayName, 'boolean', {
		default: true,
		description,
		...extra,
		read: mapped(readFlag, send),
	});

/** One of the values that the vendor knows, by value or by name; another one is refused before anything is sent. */
export const choice = (
	property: string,
	displayName: string,
	options: INodePropertyOptions[],
	extra: Extra = {},
) =>
	field(property, displayName, 'options', {
		options,
		default: options[0].value,
		...extra,
		read: (value) => readChoice(options, value),
	});

/** Several of the values that the vendor knows, sent as `join` makes it: with commas between them when left out. */
export const choices = (
	property: string,
	displayName: string,
	options: INodePropertyOptions[],
	extra: Extra = {},
	join: (all: Array<string | number | boolean>) => unknown = (all) => all.join(','),
) =>
	field(property, displayName, 'multiOptions', {
		options,
		default: [],
		...extra,
		read: mapped(
			(value) =>
				andThen(readList(value), (entries) =>
					readEach(entries, (entry) => readChoice(options, entry)),
				),
			join,
		),
	});

/** One of the values of a menu, by value or by name, whatever their case. */
export function readChoice(
	options: INodePropertyOptions[],
	value: unknown,
): Read<INodePropertyOptions['value']> {
	const wanted = String(value).trim().toLowerCase();
	const found =
		options.find((one) => String(one.value).toLowerCase() === wanted) ??
		options.find(({ name }) => name.toLowerCase() === wanted);
	if (found) return { value: found.value };
	const known = options.map((one) => String(one.value)).join(', ');
	return { fault: `is "${String(value)}"`, hint: `Choose one of: ${known}.` };
}

/** How a moment is read and sent. */
export interface MomentForm {
	/** The IANA zone in which a moment without one is meant; that of the workflow when left out. */
	zone?: (context: IExecuteSingleFunctions) => string | Promise<string>;
	/** ISO 8601 in UTC when left out. */
	send?: (date: DateTime) => string | number | null;
	/** True for something that is to happen: it may not lie before 1980, or more than five years ahead. */
	isPlanned?: boolean;
	/** What else may be wrong with it. */
	check?: (date: DateTime) => { fault: string; hint: string } | undefined;
}

/** A moment. */
export const moment = (
	property: string,
	displayName: string,
	extra: Extra = {},
	{
		zone = (context) => context.getTimezone(),
		send = (date) => date.toUTC().toISO(),
		isPlanned,
		check,
	}: MomentForm = {},
) =>
	field(property, displayName, 'dateTime', {
		advice: 'Pick a date, or enter one like 2026-03-01 14:30:00.',
		...extra,
		read: async function (value) {
			const limits = { now: clock.wallTime(), scheduling: isPlanned };
			const result = readMoment(value, await zone(this), limits);
			if ('fault' in result) return result;
			return check?.(result.value) ?? { value: send(result.value) };
		},
	});

/** A calendar day, sent as YYYY-MM-DD whatever the zone. */
export const day = kind('dateTime', readDay, {
	advice: 'Pick a date, or enter one like 2026-03-01.',
});

/** Several texts, with commas or line breaks between them, or as a list. */
export const list = kind('string', (value) => readList(value));

/** Web addresses, one a line or as a list. */
export const urls = (
	property: string,
	displayName: string,
	{ max = Infinity, ...extra }: Extra & { max?: number } = {},
) =>
	field(property, displayName, 'string', {
		typeOptions: { rows: 3 },
		placeholder: 'e.g. https://example.com/recording.mp3',
		...extra,
		read: (value) => {
			const result = readWebAddresses(value);
			if ('fault' in result || result.value.length <= max) return result;
			return {
				fault: `has ${result.value.length} addresses`,
				hint: `Enter ${max} at most.`,
			};
		},
	});

/** An object, written as JSON or given by an expression. */
export const json = kind('json', (value) => {
	const object: unknown =
		typeof value === 'string' ? jsonParse(value, { fallbackValue: null }) : value;
	return isObject(object)
		? { value: object }
		: { fault: 'is no JSON object', hint: 'Enter an object, e.g. {"rating": 5}.' };
});

/** What a row of a {@link table} holds; text unless `extra` says otherwise. */
export const column = (
	name: string,
	displayName: string,
	extra: Partial<INodeProperties> = {},
): INodeProperties => ({ displayName, name, type: 'string', default: '', ...extra });

/**
 * Any number of rows with the same columns, which are read together.
 *
 * @param row the word for one, for the user and for n8n
 */
export const table = <T>(
	property: string,
	displayName: string,
	row: { displayName: string; name: string },
	columns: INodeProperties[],
	{ read, ...extra }: Extra & { read: (rows: IDataObject[], others: IDataObject) => FieldRead<T> },
) =>
	field(property, displayName, 'fixedCollection', {
		typeOptions: { multipleValues: true },
		default: {},
		...extra,
		options: [{ ...row, values: columns }],
		read: (value, others) =>
			read(((value as IDataObject)[row.name] ?? []) as IDataObject[], others),
	});

/** How the value of a resource locator is typed by hand. */
export interface Typed {
	label: string;
	name: string;
	example: string;
	hint?: string;
}

/** What a resource locator has: a list with search, and ways to type the value. */
export function locator(
	search: string,
	...typed: Typed[]
): Required<Pick<INodeProperties, 'default' | 'modes'>> {
	return {
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: search, searchable: true },
			},
			...typed.map(({ label, name, example, hint }) => ({
				displayName: label,
				name,
				type: 'string' as const,
				placeholder: `e.g. ${example}`,
				...(hint ? { hint } : {}),
			})),
		],
	};
}

/**
 * A record picked from the account, or typed as an id.
 *
 * @param search name of the pick list, see the vendor's pickers.ts
 * @param typed how it is typed by hand
 */
export const picked = (
	property: string,
	displayName: string,
	search: string,
	typed: Typed,
	extra: Extra = {},
) =>
	field(property, displayName, 'resourceLocator', {
		...locator(search, typed),
		...extra,
		read: readId,
	});

/**
 * Several records picked from the account, sent with commas between their ids. An expression may give a list or such text.
 *
 * @param load name of the method that fills the menu, see the vendor's pickers.ts
 */
export const pickedMany = (property: string, displayName: string, load: string) =>
	field(property, displayName, 'multiOptions', {
		typeOptions: { loadOptionsMethod: load },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		read: mapped(readList, (all) => all.join(',')),
	});

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
	return {
		displayName,
		name,
		type: 'collection',
		placeholder,
		default: {},
		options: byName(options, (option) => option.displayName),
		...extra,
	};
}

/** The filters of a search; one whose expression turns out empty is refused, see {@link Extra.narrows}. */
export function filters(options: INodeProperties[], extra: Partial<INodeProperties> = {}) {
	return collection('Filters', FILTERS, 'Add filter', options, extra);
}

/** The JSON or form body that the description has filled so far. */
export function bodyOf({ body }: { body?: unknown }): IDataObject {
	return body as IDataObject;
}
