import type { IExecuteSingleFunctions, PreSendAction } from 'n8n-workflow';

import { invalidInput } from '../../shared/errors';
import { bodyOf } from '../../shared/send';

/** What Convoso takes: digits, and the country code apart. */
interface ConvosoPhone {
	number: string;
	/** Country code without +; undefined where the number does not tell. */
	code?: string;
}

/**
 * Brings a phone number as people write it into Convoso's form.
 *
 * Punctuation goes. `+1` (also `001`, or a leading 1 before ten digits) becomes country code 1 and ten digits; a number
 * of the country that `code` names loses its country code; other countries keep their digits, since where their country
 * code ends cannot be told.
 *
 * @param text e.g. `+1 (555) 123-4567`, `5551234567`, `001 555 123 4567`
 * @param code the country code the user set, if any
 * @returns the fault, to follow the parameter's name in an error, when it cannot be a phone number
 */
export function toConvosoPhone(text: string, code?: string): ConvosoPhone | { fault: string } {
	const digits = text.replace(/\D/g, '');
	if (digits === '') return { fault: 'has no digits' };
	// "x12" or "ext. 12" would become part of the number and dial somebody else.
	if (/\p{L}/u.test(text)) return { fault: 'has letters in it' };
	const isInternational = /^\s*(\+|00)/.test(text);
	const number = isInternational ? digits.replace(/^00/, '') : digits;
	if (number.length > 15)
		return { fault: `has ${number.length} digits, more than any phone number` };

	if (isInternational && code && !number.startsWith(code))
		return { fault: `is of another country than the phone code ${code}` };
	if (code && code !== '1')
		return { number: isInternational ? number.slice(code.length) : number, code };
	if (number.length === 11 && number.startsWith('1')) return { number: number.slice(1), code: '1' };
	if (isInternational && number.startsWith('1')) {
		return { fault: `has ${number.length - 1} digits after +1 instead of ten` };
	}
	if (code && number.length !== 10)
		return { fault: `has ${number.length} digits instead of the ten of phone code 1` };
	return { number, code };
}

/**
 * Sends a phone parameter in Convoso's form.
 *
 * @param property its name in the body
 * @param parameter its display name
 * @param codeProperty where the country code goes, for the main number
 */
export function phone(property: string, parameter: string, codeProperty?: string): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request) {
		const body = bodyOf(request);
		if (body[property] === undefined) return request;
		const text = String(body[property]);
		const givenCode = codeProperty && body[codeProperty];
		const code = givenCode ? String(givenCode).replace(/\D/g, '') : undefined;
		const result = toConvosoPhone(text, code);
		if ('fault' in result) {
			throw invalidInput(
				this,
				parameter,
				`${result.fault}: "${text}"`,
				'Enter one phone number without extension, e.g. +1 (555) 123-4567.',
			);
		}
		const withCode = codeProperty && result.code ? { [codeProperty]: result.code } : {};
		return { ...request, body: { ...body, [property]: result.number, ...withCode } };
	};
}
