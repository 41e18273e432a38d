import { cell, filled, written } from './cell';
import { andThen, isEmpty, type Read, readEach, refuse } from './read';

/** Blanks and marks that change nothing at the ends of a text. What follows an emoji is no such mark. */
const BLANK =
	/[\s\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\uffa0]/;

const LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]*[\\p{L}\\p{M}\\p{N}])?';
const EMAIL = new RegExp(`^[^\\s@,;:<>()"[\\]\\\\]+@${LABEL}(?:\\.${LABEL})+$`, 'u');

const EMAIL_HINT =
	'Enter one address, or several with commas between them, e.g. ada@example.com, ben@example.com.';
const ADDRESS_HINT = 'Enter one address a line, each with https://.';
const ID_HINT =
	'Enter one ID as the service shows it. Format the column as text in the spreadsheet.';

/** One text, without the blanks and invisible marks at its ends. A Date or Luxon value is ISO 8601. */
export function readText(value: unknown): Read<string> {
	return andThen(written(value), (text) => ({ value: trimmed(text, BLANK) }));
}

/**
 * The filled entries of a list, or of a text with separators between them; none where the value is empty.
 *
 * @param separator what stands between two entries of a text: commas, semicolons and line breaks when left out. The
 * entries of a list, also of one written as JSON, stay whole.
 */
export function readList(value: unknown, separator = /[,;\r\n]+/): Read<string[]> {
	if (isEmpty(value)) return { value: [] };
	const entries: Read<unknown[]> = Array.isArray(value)
		? { value }
		: andThen(readText(value), (text) => ({ value: jsonList(text) ?? text.split(separator) }));
	return andThen(entries, (all) =>
		readEach(
			all.filter((one) => !isEmpty(one)),
			readText,
		),
	);
}

/** One or more email addresses, with commas, semicolons or line breaks between them, or as a list. */
export function readEmails(value: unknown): Read<string[]> {
	const all = andThen(readList(value), (entries) => ({
		value: entries.flatMap((entry) => entry.split(/[,;\r\n]+/)).filter((one) => !isEmpty(one)),
	}));
	return andThen(all, (entries) =>
		entries.length === 0
			? cellOrNone(value, 'has no email address', EMAIL_HINT)
			: readEach(entries, emailAddress),
	);
}

/**
 * One or more web addresses (http or https): one a line, with commas or blanks between them, or as a list. A comma that
 * no address follows is part of its address.
 */
export function readWebAddresses(value: unknown): Read<string[]> {
	const all = andThen(readList(value, /[\r\n]+/), (entries) => ({
		value: entries
			.flatMap((entry) => entry.replace(/\p{DI}/gu, '').split(/(?<=[\s,;])(?=https?:\/\/)/i))
			.map((entry) => trimmed(entry, /[\s,;]/))
			.filter((entry) => entry !== ''),
	}));
	return andThen(all, (entries) => {
		if (entries.length === 0) return cellOrNone(value, 'has no web address', ADDRESS_HINT);
		const wrong = entries.find((one) => !/^https?:\/\/\S+$/i.test(one) || !URL.canParse(one));
		return wrong === undefined
			? { value: entries }
			: refuse('has an entry that is no web address', wrong, ADDRESS_HINT);
	});
}

/** An ID as a service gave it, from text or a number. What a spreadsheet may have changed is refused. */
export function readId(value: unknown): Read<string> {
	if (isRounded(value)) return refuse('is a number that no ID can be', value, ID_HINT);
	return andThen(cell(value), (text) => {
		const id = text.replace(/^(\d+)\.0+$/, '$1');
		const fault = idFault(id);
		return fault === undefined ? { value: id } : refuse(fault, value, ID_HINT);
	});
}

/**
 * A text of any length that tells one thing from all others; it is read like any text. What different things have in common
 * is refused: words for no value, yes and no, and numbers that were rounded.
 */
export function readKey(value: unknown): Read<string> {
	if (isRounded(value)) return refuse('is a number that no ID can be', value, ID_HINT);
	return andThen(filled(value), (text) => {
		const fault = commonFault(text);
		return fault === undefined ? readText(value) : refuse(fault, value, ID_HINT);
	});
}

/** Without the characters at its ends that match; character by character, as `+$` takes long on long runs of blanks. */
function trimmed(text: string, end: RegExp): string {
	let [from, to] = [0, text.length];
	while (from < to && end.test(text[from])) from++;
	while (to > from && end.test(text[to - 1])) to--;
	return text.slice(from, to);
}

function idFault(id: string): string | undefined {
	// In a path they stand for another place.
	if (id === '.' || id === '..') return 'is no ID';
	if (/\p{Cc}/u.test(id)) return 'has line breaks or control characters in it';
	const fault = commonFault(id);
	if (fault !== undefined) return fault;
	if (/^[+-]?\d*\.\d+$/.test(id)) return 'is a fraction, which no ID is';
	return /[,;\s]/.test(id) ? 'holds more than one ID' : undefined;
}

/** What is wrong with a text that stands for many things, whatever it is the key of. */
function commonFault(id: string): string | undefined {
	if (isScientific(id)) return 'is in scientific notation: the spreadsheet has rounded it';
	return /^(?:true|false)$/i.test(id) ? 'is no ID' : undefined;
}

/** A number that may stand for others too: JSON keeps whole numbers up to 2^53. */
function isRounded(value: unknown): boolean {
	return typeof value === 'number' && Number.isFinite(value) && !Number.isSafeInteger(value);
}

/** `1.5551E+10`: how a spreadsheet shows a number that is too long for its column. */
export function isScientific(text: string): boolean {
	return /^[+-]?\d([.,]\d+)?e[+-]?\d{1,3}$/i.test(text);
}

/** The entries of a list that is written as JSON. */
function jsonList(text: string): unknown[] | undefined {
	if (!/^\[.*\]$/s.test(text)) return undefined;
	try {
		const list: unknown = JSON.parse(text);
		return Array.isArray(list) ? list : undefined;
	} catch {
		return undefined;
	}
}

/** The address itself, out of `mailto:ada@example.com` and `Ada <ada@example.com>` too. */
function emailAddress(entry: string): Read<string> {
	const read = cell(entry);
	const text = 'value' in read ? read.value : '';
	const address = text
		.replace(/^[^<>@]*<([^<>]*)>$/, '$1')
		.replace(/^mailto:/i, '')
		.trim();
	const [name] = address.split('@');
	return EMAIL.test(address) && !/^\.|\.\.|\.$/.test(name)
		? { value: address }
		: refuse('has an entry that is no email address', entry.trim(), EMAIL_HINT);
}

/** The refusal of a value in which no entry was found. */
function cellOrNone(value: unknown, fault: string, hint: string): Read<never> {
	const read = cell(value);
	return 'fault' in read ? read : refuse(fault, value, hint);
}
