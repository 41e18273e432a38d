import { cell } from './cell';
import { andThen, type Read, refuse } from './read';
import { isScientific } from './text';

const HINT = 'Enter a plain number, with a point before its fraction, e.g. 1200.50.';

/** Groups of three, or the Indian groups of two before the last three, with one sign between them all. */
const GROUPED = /^(?:\d{1,3}(?:([, '])\d{3})(?:\1\d{3})*|\d{1,2}(?:,\d{2})+,\d{3})(?:\.\d+)?$/;

/**
 * A number as people write it: `1,200.50`, `$1,200`, `€ 5`, `-3`. The point is before the fraction and commas group
 * thousands; what may be meant the other way round is refused.
 */
export function readNumber(value: unknown): Read<number> {
	if (typeof value === 'boolean') return refuse('is no number', value, HINT);
	if (typeof value === 'number' && Number.isFinite(value)) return { value };
	return andThen(cell(value), (text) => {
		const amount = text
			.replace(/^([+-]?)\s*\p{Sc}\s*(?=[\d.+-])/u, '$1')
			.replace(/\s*\p{Sc}$/u, '');
		const sign = amount.startsWith('-') ? -1 : 1;
		const digits = amount.replace(/^[+-]\s*/, '');
		if (isScientific(digits)) {
			return refuse('is in scientific notation: the spreadsheet may have rounded it', value, HINT);
		}
		// German for 1200, English for 1.2.
		if (/^[1-9]\d{0,2}\.\d{3}$/.test(digits)) {
			const readings = `${Number(digits)} or ${digits.replace('.', '')}`;
			return refuse(`may mean ${readings}`, value, HINT);
		}
		if (/^\d*,\d+$|\.\d+,/.test(digits) && !GROUPED.test(digits)) {
			return refuse('has a comma that does not group thousands', value, HINT);
		}
		const plain = GROUPED.test(digits) ? digits.replace(/[, ']/g, '') : digits;
		return /^(?:\d+\.?\d*|\.\d+)$/.test(plain)
			? { value: sign * Number(plain) || 0 }
			: refuse('is no number', value, HINT);
	});
}

/** A number without fraction between two bounds, both included. */
export function readWholeNumber(
	value: unknown,
	{ min, max }: { min: number; max: number },
): Read<number> {
	const hint = `Enter a whole number from ${min} to ${max}.`;
	const read = readNumber(value);
	if ('fault' in read) return { fault: read.fault, hint };
	if (!Number.isInteger(read.value)) return refuse('is no whole number', value, hint);
	return read.value < min || read.value > max
		? refuse(`is not from ${min} to ${max}`, value, hint)
		: read;
}
