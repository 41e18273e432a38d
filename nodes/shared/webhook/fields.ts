import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../object';
import { isEmpty } from '../values/read';
import { compare } from '../words';
import { Refused } from './body';
import { pairsOf, type Charset } from './form';

/** What came under each name, in order. Most names come once. */
export type Fields = Map<string, unknown[]>;

/** The most values that one event may hold, those inside of lists and objects included. */
export const MOST_VALUES = 10_000;

/** The most that lists and objects may stand inside of each other. */
export const DEEPEST = 32;

const BRACKETS = /^([^[\]]+)(?:\[0\])?\[([^[\]]+)\]$/;

/** JSON that is no object. Words have = behind them where they were sent as a form; a number with one is the name of a field. */
const JSON_SCALAR = /^(?:(?:null|true|false)=?|-?\d[\d.e+-]*)$/i;

/** What stands before a text and is not seen: blanks, marks of byte order, characters of no width, NUL. */
const INVISIBLE_FRONT = /^[\s\p{Cc}\p{Cf}\p{DI}\u2800]+/u;

/** A text of JSON, or a number of it. */
const TEXT_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs;

/** A text of JSON, or one that is cut off, to the end: no quote is looked at twice. */
const TEXT_OR_REST = /"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$)/gs;

/** Names that could change how JavaScript works. No field of a lead is called so: they are left out. */
const UNSAFE = new Set(['__proto__', 'constructor', 'prototype']);

/** How many wrappers may stand around each other. */
const MOST_WRAPPERS = 4;

/** Fields as an object. Of a name that came several times the last value counts. */
export function objectOf(fields: Fields): IDataObject {
	return Object.fromEntries(
		[...fields].map(([name, values]) => [name, values[values.length - 1]]),
	) as IDataObject;
}

/**
 * Whether a value says nothing: null, nothing visible, the words null and undefined, and lists and objects of such.
 */
export function isBlank(value: unknown): boolean {
	if (typeof value === 'string')
		return isEmpty(value) || /^(?:null|undefined)$/i.test(value.trim());
	if (typeof value !== 'object') return value === undefined;
	return value === null || Object.values(value).every(isBlank);
}

/** How a text is to be read. */
export interface Reading {
	/** Of the percent codes in it. */
	charset?: Charset;
	/** Names of fields that may stand around the real fields, in any form. */
	wrappers?: readonly string[];
	/** Names that do so where they hold an object, or the JSON text of one, and are ordinary fields otherwise. */
	objects?: readonly string[];
	/** True for a body: a text that is no event is refused. A query may hold anything. */
	isBody?: boolean;
}

/**
 * Reads fields out of whatever was sent: a form, JSON, JSON sent as a form, a wrapper with any of these inside, or a list with
 * one object. The Content-Type is no help, since senders often get it wrong. Of a name that came several times those inside of
 * wrappers stand last, in an order that does not depend on that of the sender.
 *
 * @param text of a body or of a query
 * @throws Refused for cut JSON, several events at once, too many values, too deep; for a body also what is no event: XML, JSON
 * without fields (null, a number), and a text that is neither JSON nor a form
 */
export function readFields(text: string, reading: Reading = {}): Fields {
	const fields: Fields = new Map();
	for (const [name, values] of readAll(text, reading, false)) {
		const own = mayWrap(name, reading) ? values.filter((value) => !isBlank(value)) : values;
		if (own.length > 0 && !UNSAFE.has(name)) fields.set(name, own.map(withoutUnsafe));
	}
	return fields;
}

/**
 * Reads fields as {@link readFields} does, to compare them: numbers are texts in the digits that were sent, and empty wrappers
 * and unsafe names are in it too. Not for the output.
 */
export function readExact(text: string, reading: Reading = {}): Fields {
	return readAll(text, reading, true);
}

function readAll(text: string, reading: Reading, isExact: boolean): Fields {
	const found: Found = new Map();
	addText(found, text, { ...reading, isExact, depth: 0, path: [] });
	return new Map([...found].map(([name, values]) => [name, inOrder(values)]));
}

/** Values with the wrappers that they stood in. */
type Found = Map<string, Array<{ value: unknown; path: string[] }>>;

/** What stands deeper comes later. JSON objects have no order, so that of the wrappers' names counts. */
function inOrder(values: Array<{ value: unknown; path: string[] }>): unknown[] {
	return values
		.map(({ value, path }) => ({ value, depth: path.length, path: path.join() }))
		.sort((one, other) => one.depth - other.depth || compare(one.path, other.path))
		.map(({ value }) => value);
}

/** How a part of it is to be read. */
interface Place extends Reading {
	/** Whether numbers are texts in the digits that were sent. */
	isExact: boolean;
	/** How many wrappers stand around the part. */
	depth: number;
	/** Their names, where they have any. */
	path: string[];
}

function addText(fields: Found, whole: string, place: Place): void {
	const text = whole.replace(INVISIBLE_FRONT, '').trimEnd();
	const quoted = text.startsWith('"') ? parseJson(text, place) : undefined;
	if (quoted !== undefined) {
		addValue(fields, quoted, place);
	} else if (/^[[{]/.test(text)) {
		const { value, rest } = readJson(text, place);
		addValue(fields, value, place);
		addPairs(fields, rest, place);
	} else {
		if (place.isBody && text.startsWith('<')) throw xml();
		if (place.isBody && JSON_SCALAR.test(text)) throw noFields();
		const hasJson = addPairs(fields, text, place);
		if (place.isBody && text !== '' && !text.includes('=') && !hasJson) throw noFields();
	}
}

/** @returns whether there was JSON among the names */
function addPairs(fields: Found, text: string, place: Place): boolean {
	if (text.split('&', MOST_VALUES + 1).length > MOST_VALUES) throw tooManyValues();
	let hasJson = false;
	const pairs = pairsOf(text, place.charset);
	// XML that was sent as a form, with percent codes.
	const front = pairs[0]?.[0].replace(INVISIBLE_FRONT, '') ?? '';
	if (place.isBody && /^<[?!\p{L}_]/u.test(front)) throw xml();
	for (const [name, value] of pairs) {
		// JSON that was sent as the name of a form field, with percent codes; a bare = in it looks like the end of the name.
		const json = /^[[{]/.test(name)
			? parseJson(value === '' ? name : `${name}=${value}`, place)
			: undefined;
		hasJson ||= json !== undefined;
		if (json === undefined) addUnwrapped(fields, name, value, place);
		else addValue(fields, json, place);
	}
	return hasJson;
}

/** `params[name]` and `params[0][name]` are `name`. */
function addUnwrapped(fields: Found, name: string, value: string, place: Place): void {
	const [, wrapper, inner] = BRACKETS.exec(name) ?? [];
	if (wrapper !== undefined && mayWrap(wrapper, place)) {
		addField(fields, inner, value, { ...place, path: [...place.path, wrapper] });
	} else addField(fields, name, value, place);
}

function addValue(fields: Found, value: unknown, place: Place): void {
	if (Array.isArray(value)) {
		if (value.length > 1) {
			throw new Refused(400, 'The body holds several events. Send one event in one request.');
		}
		if (value.length === 1) addValue(fields, value[0], place);
	} else if (isObject(value)) {
		for (const [name, one] of Object.entries(value)) addField(fields, name, one, place);
	} else if (typeof value === 'string' && place.depth < MOST_WRAPPERS) {
		addText(fields, value, { ...place, depth: place.depth + 1 });
	} else if (place.isBody) {
		throw noFields();
	}
}

function addField(fields: Found, name: string, value: unknown, place: Place): void {
	const { path, depth } = place;
	if (depth < MOST_WRAPPERS && isWrapper(name, value, place)) {
		addValue(fields, value, { ...place, depth: depth + 1, path: [...path, name] });
		return;
	}
	const values = fields.get(name);
	if (values) values.push({ value, path });
	else fields.set(name, [{ value, path }]);
}

function isWrapper(name: string, value: unknown, place: Place): boolean {
	if (!mayWrap(name, place)) return false;
	if (hasObject(value, place)) return true;
	const text = typeof value === 'string' ? value.trim() : '';
	return !!place.wrappers?.includes(name) && /^(?:[^=&[{][^=&]*=|<)/.test(text);
}

function mayWrap(name: string, { wrappers = [], objects = [] }: Reading): boolean {
	return wrappers.includes(name) || objects.includes(name);
}

/** Whether a value is an object, a list with one, or the JSON text of either. */
function hasObject(value: unknown, place: Place): boolean {
	if (Array.isArray(value)) return value.length === 1 && isObject(value[0]);
	if (typeof value !== 'string') return isObject(value);
	const text = value.trim();
	return /^[[{]/.test(text) && hasObject(parseJson(text, place), place);
}

/** Reads JSON from the beginning of a text. What a form field or its = adds behind it is the rest. */
function readJson(text: string, place: Place): { value: unknown; rest: string } {
	const whole = parseJson(text, place);
	if (whole !== undefined) return { value: whole, rest: '' };
	const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
	const rest = /^=?(?:&(.*))?$/s.exec(text.slice(end));
	const value = rest ? parseJson(text.slice(0, end), place) : undefined;
	if (value === undefined) {
		throw new Refused(400, 'The body starts like JSON, and is cut off or broken.');
	}
	return { value, rest: rest?.[1] ?? '' };
}

/**
 * JSON with whole numbers of more digits than JavaScript's numbers hold as texts; all numbers where it is read exactly.
 *
 * @returns undefined where the text is no JSON
 */
function parseJson(text: string, { isExact }: Pick<Place, 'isExact'>): unknown {
	let value: unknown;
	const json = withoutRawLines(text);
	try {
		value = JSON.parse(json);
		if (isExact || /\d{16}/.test(json)) {
			const isText = (number: string) => isExact || isTooLong(number);
			const inTexts = json.replace(TEXT_OR_NUMBER, (part) =>
				part.startsWith('"') || !isText(part) ? part : `"${part}"`,
			);
			value = JSON.parse(inTexts);
		}
	} catch {
		return undefined;
	}
	checkSize(value);
	return value;
}

/** Line ends and tabs inside of a text as JSON writes them: a template that puts a message into JSON leaves them as they are. */
function withoutRawLines(text: string): string {
	if (!/\p{Cc}/u.test(text)) return text;
	return text.replace(TEXT_OR_REST, (part) =>
		part.replace(/\p{Cc}/gu, (sign) => JSON.stringify(sign).slice(1, -1)),
	);
}

function isTooLong(number: string): boolean {
	return /^-?\d+$/.test(number) && !Number.isSafeInteger(Number(number));
}

/** Counts without calling itself, so that no depth can end the process. */
function checkSize(value: unknown): void {
	let level: unknown[] = [value];
	let count = 0;
	for (let depth = 0; level.length > 0; depth++) {
		count += level.length;
		if (count > MOST_VALUES) throw tooManyValues();
		if (depth > DEEPEST) {
			throw new Refused(400, `The body is nested deeper than ${DEEPEST} levels.`);
		}
		level = level.flatMap((one) =>
			typeof one === 'object' && one !== null ? Object.values(one) : [],
		);
	}
}

function withoutUnsafe(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutUnsafe);
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => !UNSAFE.has(name))
			.map(([name, one]) => [name, withoutUnsafe(one)]),
	);
}

/** The refusal of XML. */
export function xml(): Refused {
	return new Refused(415, 'The body is XML. Send JSON or a form.');
}

/** The refusal of a body without any field. */
export function noFields(): Refused {
	return new Refused(400, 'The body has no fields: it is neither a JSON object nor a form.');
}

function tooManyValues(): Refused {
	return new Refused(413, `The body holds more than ${MOST_VALUES} values.`);
}
