import type { IExecuteSingleFunctions, PreSendAction } from 'n8n-workflow';

import { invalidInput } from '../../shared/errors';
import { toE164 } from '../../shared/phone';
import { bodyOf } from '../../shared/send';

/** What stands in a written number beside its digits. Anything else may be a second number or an extension. */
const PHONE_CHARACTERS = /^\+?[\d\s().\-/\u2010-\u2015]+$/;

/**
 * Brings a phone number as people write it into a form that Convolo takes.
 *
 * @param text with country code (`+1 (555) 123-4567`, `0044 20 …`), or local (`030 1234567`): Convolo completes it with the
 * country of the request, else with the default country of the account (API document)
 * @returns `+` and digits, or the digits of a local number; else the fault, to follow the parameter's name in an error
 */
export function toConvoloPhone(text: string): { number: string } | { fault: string } {
	// Copied numbers come with invisible marks, and +49 may stand in brackets.
	const written = text
		.replace(/\p{Cf}/gu, '')
		.trim()
		.replace(/^\(\s*(\+|00)(\d+)\s*\)/, '$1$2 ');
	if (!/\d/.test(written)) return { fault: 'has no digits' };
	if (/\p{L}/u.test(written)) return { fault: 'has letters in it' };
	if (!PHONE_CHARACTERS.test(written)) {
		return { fault: 'has characters that are no part of a phone number' };
	}
	if (/^(\+|00)/.test(written)) return toE164(written);
	const number = written.replace(/\D/g, '');
	if (number.length < 4 || number.length > 15) {
		return { fault: `has ${number.length} digits; a phone number has 4 to 15` };
	}
	return { number };
}

/**
 * Brings one phone number of an item into Convolo's form.
 *
 * @param parameter its display name
 * @throws when it cannot be a phone number
 */
export function convoloPhone(
	context: IExecuteSingleFunctions,
	parameter: string,
	value: unknown,
): string {
	const result = toConvoloPhone(String(value));
	if ('number' in result) return result.number;
	throw invalidInput(
		context,
		parameter,
		`${result.fault}: "${String(value)}"`,
		'Enter one phone number without extension, e.g. +1 (555) 123-4567.',
	);
}

/**
 * Sends a phone parameter in Convolo's form.
 *
 * @param property its name in the body
 * @param parameter its display name
 */
export function phone(property: string, parameter: string): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request) {
		const body = bodyOf(request);
		if (body[property] === undefined) return request;
		const number = convoloPhone(this, parameter, body[property]);
		return { ...request, body: { ...body, [property]: number } };
	};
}

/** Leaves out a second number that is the first one again, so that nobody is dialled twice. */
export const dropRepeatedNumber: PreSendAction = async (request) => {
	const { lc_number_2: second, ...body } = bodyOf(request);
	return digitsOf(second) === digitsOf(body.lc_number) ? { ...request, body } : request;
};

function digitsOf(number: unknown): string {
	return String(number).replace(/\D/g, '');
}
