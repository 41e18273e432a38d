import isDate from 'lodash/isDate';

import { andThen, isEmpty, type Read, refuse } from './read';

/** What spreadsheets show in place of a value that they could not work out. */
const SPREADSHEET_FAULT =
	/^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|ERROR!|SPILL!|CALC!|FIELD!|GETTING_DATA|#+)$/i;

/** What people and programs write into a cell that has no value. */
const NO_VALUE = /^(?:n\/a|n\.a\.?|null|undefined|nan|-+|\?+)$/i;

/** Email addresses have so many characters at most (RFC 5321); numbers, dates and IDs have fewer. */
const LONGEST = 254;

const EMPTY = { fault: 'is empty', hint: 'Fill it in, or check the expression behind it.' };

/** An object that knows its own time: a Luxon DateTime, also one that another copy of Luxon made. */
function hasIso(value: unknown): value is { toISO(): string | null } {
	return (
		typeof value === 'object' &&
		value !== null &&
		'toISO' in value &&
		typeof value.toISO === 'function'
	);
}

/** The text of a single value as it is written; a Date or Luxon value becomes ISO 8601. */
export function written(value: unknown): Read<string> {
	if (isEmpty(value)) return EMPTY;
	if (isDate(value)) {
		return Number.isNaN(value.getTime()) ? noDate(value) : { value: value.toISOString() };
	}
	if (hasIso(value)) {
		const iso = value.toISO();
		return iso === null ? noDate(value) : { value: iso };
	}
	const isWorkedOut = typeof value !== 'number' || Number.isFinite(value);
	if (!isWorkedOut || typeof value === 'function' || typeof value === 'symbol') {
		return refuse('has no value', value, 'Check the expression behind it.');
	}
	const text = String(value);
	// The second is what text with an object in it becomes.
	if (typeof value === 'object' || text.trim() === '[object Object]') {
		return { fault: 'holds a list or an object', hint: 'Map one single value to it.' };
	}
	if (SPREADSHEET_FAULT.test(text.trim())) {
		return refuse(
			'holds what a spreadsheet shows for a formula that did not work',
			value,
			'Correct the cell, or empty it.',
		);
	}
	return { value: text };
}

/**
 * A single value as a cell holds it, for all that is no free text: without invisible marks, blanks at the ends, and the
 * quotes that spreadsheets put around text; digits, dashes and full-width letters of every script in their plain form.
 */
export function cell(value: unknown): Read<string> {
	return andThen(filled(value), (text) =>
		text.length > LONGEST
			? refuse('is too long', value, 'Enter one single value.')
			: { value: text },
	);
}

/** The same of any length. */
export function filled(value: unknown): Read<string> {
	return andThen(written(value), (raw) => {
		const text = unquoted(plain(raw).trim()).trim();
		if (text === '') return EMPTY;
		return NO_VALUE.test(text)
			? refuse('holds a word for no value', value, 'Fill the cell in, or empty it.')
			: { value: text };
	});
}

/** Writes digits, dashes, blanks and full-width characters in their plain form, and leaves out invisible marks. */
function plain(text: string): string {
	return text
		.replace(/\p{DI}/gu, '')
		.replace(/[\uff01-\uff5e]/g, (character) =>
			String.fromCharCode(character.charCodeAt(0) - 0xfee0),
		)
		.replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)))
		.replace(/[\p{Pd}\u2212\u02d7\u2043\u30fc\uff70]/gu, '-')
		.replace(/[\u2028\u2029\r]/g, '\n')
		.replace(/[^\S\n]|\u2800/g, ' ');
}

/** Every script has its ten digits in a row, so that a digit is worth as many as there are before it. */
function digitValue(digit: string): number {
	const point = digit.codePointAt(0) ?? 0;
	let before = 0;
	while (/\p{Nd}/u.test(String.fromCodePoint(point - before - 1))) before++;
	return before % 10;
}

/** Takes off `="…"`, `"…"` and the apostrophe with which a spreadsheet marks text. */
function unquoted(text: string): string {
	const quoted = /^=?"([^"]*)"$/.exec(text);
	return quoted ? quoted[1] : text.replace(/^['\u2019]/, '');
}

function noDate(value: unknown) {
	return refuse('is no valid date', value, 'Check the expression behind it.');
}
