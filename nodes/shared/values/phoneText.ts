import { cell } from './cell';
import { andThen, type Read, refuse } from './read';
import { isScientific } from './text';

/** A phone number as it is written: its digits, and whether `+` or `00` says that they begin with a calling code. */
export interface WrittenPhone {
	digits: string;
	isInternational: boolean;
	/** Whether a zero stands in brackets, as in +44 (0)20. */
	hasBracketedZero: boolean;
}

export const PHONE_HINT = 'Enter one phone number without extension, e.g. +1 415 555 0123.';

const LABEL = /^(?:tel|telephone|phone|mobile|callto|sms)\b\s*[.:]*\s*/i;

/** What stands between a number and its extension. */
const EXTENSION =
	/\d[\s)]*(?:[,;(\s]*(?:x|ext?|extn|extension|p|w|dw|durchwahl)[\s.:=#]*\d{1,7}\)?|[,;*#\s]*[,;*#]+\s*\d{1,6}#?|\(\d{1,6}\))$/i;

/** Between two numbers of one cell. */
const BETWEEN = /[,;|&\n]|\b(?:or|and|oder|und|ou|et|y|o)\b/i;

/** Takes a phone number apart; what is more or less than one number is refused. */
export function readWrittenPhone(value: unknown): Read<WrittenPhone> {
	return andThen(cell(value), (text) => {
		const isNone = typeof value === 'number' && (value < 0 || !Number.isInteger(value));
		if (isNone || typeof value === 'boolean') {
			return refuse('is no phone number', value, PHONE_HINT);
		}
		const number = bare(text);
		const fault = isScientific(number)
			? 'is in scientific notation: the spreadsheet has rounded it'
			: faultOf(number);
		if (fault !== undefined) return refuse(fault, value, PHONE_HINT);
		const digits = number.replace(/\D/g, '');
		return {
			value: {
				digits: digits.replace(/^00/, ''),
				isInternational: /^[(\s]*\+/.test(number) || digits.startsWith('00'),
				hasBracketedZero: /\(\s*0\s*\)/.test(number),
			},
		};
	});
}

/**
 * Whether a value is meant as a phone number, be it a good one or not, and not as an email address or an ID: it has at
 * least five digits and no letters but those of an extension.
 */
export function looksLikePhone(value: unknown): boolean {
	const read = cell(value);
	if ('fault' in read || typeof value === 'boolean' || read.value.includes('@')) return false;
	const number = bare(read.value);
	if (number.startsWith('+') || isScientific(number)) return true;
	const extension = EXTENSION.exec(number);
	const rest = extension ? number.slice(0, extension.index + 1) : number;
	return digitsIn(rest) >= 5 && !/\p{L}/u.test(rest.split(BETWEEN).join(' '));
}

/** The number without `tel:`, and without the `.0` and the commas that a spreadsheet gives a large number. */
function bare(text: string): string {
	const link = /^tel:/i.test(text) ? text.replace(/%2b/gi, '+').replace(/%20/g, ' ') : text;
	const number = link.replace(LABEL, '');
	if (/^\d{1,3}(?:,\d{3}){2,}(?:\.0+)?$/.test(number)) return bare(number.replace(/,/g, ''));
	return number.replace(/^([^.]*\d)\.0$|^(\+?\d{5,})\.0+$/, '$1$2');
}

function faultOf(number: string): string | undefined {
	if (EXTENSION.test(number)) return 'has an extension';
	if (hasSeveral(number)) return 'holds several numbers';
	if (!/\d/.test(number)) return 'has no digits';
	if (/\p{L}/u.test(number)) return 'has letters in it';
	if (!/^[(\s]*\+?[\d\s().\-/[\]]+$/.test(number)) {
		return 'has characters that are no part of a phone number';
	}
	return /\..*\.0$|^\+?\d{7,}\.\d/.test(number) ? 'has a fraction' : undefined;
}

/** Whether it holds two numbers: a sign between them, or two groups that are long enough for one each. */
function hasSeveral(number: string): boolean {
	if (number.split(BETWEEN).filter((part) => digitsIn(part) >= 5).length > 1) return true;
	if (/\+.*\d.*\+/.test(number)) return true;
	// 030/1234567: what stands before the first slash is an area code, perhaps with the code of its country.
	const isInternational = /^[(\s]*(?:\+|00)/.test(number);
	const [first, ...rest] = number.split('/');
	if (rest.length > 0 && digitsIn(first) > (isInternational ? 9 : 6)) return true;
	const behindCode = isInternational ? number.replace(/^\D*(?:00)?\D*\d{1,5}/, '') : number;
	return behindCode.split(/\D+/).filter((group) => group.length >= 7).length > 1;
}

function digitsIn(text: string): number {
	return text.replace(/\D/g, '').length;
}
