import type { IDataObject } from 'n8n-workflow';

import { Refused } from './body';
import { pairsOf, type Charset } from './form';

/** What came under each name, in order. Most names come once. */
export type Fields = Map<string, unknown[]>;

/** The most values that one event may hold, those inside of lists and objects included. */
export const MOST_VALUES = 10_000;

/** The most that lists and objects may stand inside of each other. */
export const DEEPEST = 32;

const BRACKETS = /^([^[\]]+)(?:\[0\])?\[([^[\]]+)\]$/;

/** JSON that is no object; with = behind it where it was sent as a form. */
const JSON_SCALAR = /^(?:null|true|false|-?\d[\d.e+-]*)=?$/i;

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
 * one object. The Content-Type is no help, since senders often get it wrong.
 *
 * @param text of a body or of a query
 * @throws Refused for cut JSON, several events at once, too many values, too deep; for a body also what is no event: XML, JSON
 * without fields (null, a number), and a text that is neither JSON nor a form
 */
export function readFields(text: string, reading: Reading = {}): Fields {
	const fields: Fields = new Map();
	const place: Place = {
		charset: reading.charset ?? 'utf8',
		names: new Set(reading.wrappers),
		objects: new Set(reading.objects),
		isBody: reading.isBody === true,
		wrappers: 0,
	};
	addText(fields, text.replace(/^\uFEFF/, '').trim(), place);
	return fields;
}

interface Place {
	charset: Charset;
	/** Names of wrappers in any form. */
	names: ReadonlySet<string>;
	/** Names of wrappers that are objects. */
	objects: ReadonlySet<string>;
	isBody: boolean;
	/** How many wrappers stand around the text. */
	wrappers: number;
}

function addText(fields: Fields, text: string, place: Place): void {
	const quoted = text.startsWith('"') ? parseJson(text) : undefined;
	if (quoted !== undefined) {
		addValue(fields, quoted, place);
	} else if (/^[[{]/.test(text)) {
		const { value, rest } = readJson(text);
		addValue(fields, value, place);
		addPairs(fields, rest, place);
	} else {
		if (place.isBody && text.startsWith('<')) {
			throw new Refused(415, 'The body is XML. Send JSON or a form.');
		}
		if (place.isBody && JSON_SCALAR.test(text)) throw noFields();
		const hasJson = addPairs(fields, text, place);
		if (place.isBody && text !== '' && !text.includes('=') && !hasJson) throw noFields();
	}
}

/** @returns whether there was JSON among the names */
function addPairs(fields: Fields, text: string, place: Place): boolean {
	if (text.split('&', MOST_VALUES + 1).length > MOST_VALUES) throw tooManyValues();
	let hasJson = false;
	for (const [name, value] of pairsOf(text, place.charset)) {
		// JSON that was sent as the name of a form field, with percent codes; a bare = in it looks like the end of the name.
		const json = /^[[{]/.test(name)
			? parseJson(value === '' ? name : `${name}=${value}`)
			: undefined;
		hasJson ||= json !== undefined;
		if (json === undefined) addField(fields, unwrapped(name, place), value, place);
		else addValue(fields, json, place);
	}
	return hasJson;
}

/** `params[name]` and `params[0][name]` are `name`. */
function unwrapped(name: string, { names, objects }: Place): string {
	const [, wrapper, inner] = BRACKETS.exec(name) ?? [];
	return wrapper !== undefined && (names.has(wrapper) || objects.has(wrapper)) ? inner : name;
}

function addValue(fields: Fields, value: unknown, place: Place): void {
	if (Array.isArray(value)) {
		if (value.length > 1) {
			throw new Refused(400, 'The body holds several events. Send one event in one request.');
		}
		if (value.length === 1) addValue(fields, value[0], place);
	} else if (isObject(value)) {
		for (const [name, one] of Object.entries(value)) addField(fields, name, one, place);
	} else if (typeof value === 'string' && place.wrappers < MOST_WRAPPERS) {
		addText(fields, value.trim(), { ...place, wrappers: place.wrappers + 1 });
	} else if (place.isBody) {
		throw noFields();
	}
}

function addField(fields: Fields, name: string, value: unknown, place: Place): void {
	if (UNSAFE.has(name)) return;
	if (place.names.has(name) && [null, '', 'null'].includes(value as string | null)) return;
	if (place.wrappers < MOST_WRAPPERS && isWrapper(name, value, place)) {
		addValue(fields, value, { ...place, wrappers: place.wrappers + 1 });
		return;
	}
	const values = fields.get(name);
	const safe = withoutUnsafe(value);
	if (values) values.push(safe);
	else fields.set(name, [safe]);
}

function isWrapper(name: string, value: unknown, { names, objects }: Place): boolean {
	if (!names.has(name) && !objects.has(name)) return false;
	const text = typeof value === 'string' ? value.trim() : '';
	return hasObject(value) || (names.has(name) && /^[^=&]+=/.test(text) && !/^[[{]/.test(text));
}

/** Whether a value is an object, a list with one, or the JSON text of either. */
function hasObject(value: unknown): boolean {
	if (Array.isArray(value)) return value.length === 1 && isObject(value[0]);
	if (typeof value !== 'string') return isObject(value);
	const text = value.trim();
	return /^[[{]/.test(text) && hasObject(parseJson(text));
}

/** Reads JSON from the beginning of a text. What a form field or its = adds behind it is the rest. */
function readJson(text: string): { value: unknown; rest: string } {
	const whole = parseJson(text);
	if (whole !== undefined) return { value: whole, rest: '' };
	const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
	const rest = /^=?(?:&(.*))?$/s.exec(text.slice(end));
	const value = rest ? parseJson(text.slice(0, end)) : undefined;
	if (value === undefined) {
		throw new Refused(400, 'The body starts like JSON, and is cut off or broken.');
	}
	return { value, rest: rest?.[1] ?? '' };
}

/** @returns undefined where the text is no JSON */
function parseJson(text: string): unknown {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return undefined;
	}
	checkSize(value);
	return value;
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

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function noFields(): Refused {
	return new Refused(400, 'The body has no fields: it is neither a JSON object nor a form.');
}

function tooManyValues(): Refused {
	return new Refused(413, `The body holds more than ${MOST_VALUES} values.`);
}
