import { readFileSync } from 'node:fs';
import path from 'node:path';

import examples from 'libphonenumber-js/examples.mobile.json';
import {
	getCountries,
	getExampleNumber,
	parsePhoneNumberFromString,
	type CountryCode,
	type PhoneNumber,
} from 'libphonenumber-js/max';
import metadata from 'libphonenumber-js/metadata.max.json';

import { e164, readPhone } from '../../nodes/shared/values/phone';
import { callingCodesFile } from '../../scripts/callingCodes';
import { seed } from '../support/runs';

const COUNTRIES = getCountries();

/** What is left out, and why. */
const EXCEPTIONS: Record<string, string> = {
	// At home a 15 stands in a mobile number, and abroad a 9 before it. Refused: it has too many digits.
	AR: 'in national form',
	// Numbers so short that with 011 before them they are also local numbers of places with area code 011. Refused.
	AC: 'with 011',
	CK: 'with 011',
	FK: 'with 011',
	SH: 'with 011',
	TA: 'with 011',
	TK: 'with 011',
};

/** The same number as people write it. */
function writtenForms(phone: PhoneNumber, country: CountryCode) {
	const code = phone.countryCallingCode;
	const international = phone.formatInternational();
	const behindCode = international.replace(/^\+\d+\s*/, '');
	return [
		['international', international],
		['in national form', phone.formatNational(), { code }],
		['in national form', phone.formatNational(), { country }],
		['with 00', `00 ${code} ${behindCode}`],
		['with 011', `011 ${code} ${behindCode}`],
		['with blanks', `+${code} ${phone.nationalNumber.split('').join(' ')}`],
		['with dots', `+${code}.${behindCode.replace(/[ -]/g, '.')}`],
		['with brackets', `(+${code}) ${behindCode}`],
		['without separators', phone.number],
	] as Array<[name: string, text: string, options?: { code?: string; country?: string }]>;
}

function numberOf(...[text, options]: Parameters<typeof readPhone>) {
	const read = readPhone(text, options);
	return 'fault' in read ? read.fault : e164(read.value);
}

describe('phone numbers of all countries', () => {
	it('come from the numbering plans of today', () => {
		const file = path.join(__dirname, '../../nodes/shared/values/callingCodes.ts');
		const text = readFileSync(file, 'utf8');
		expect(text).toBe(callingCodesFile());
		expect(text.length).toBeLessThan(12_000);
	});

	it.each(COUNTRIES)('%s: all forms are the number that the library says', (country) => {
		const phone = getExampleNumber(country, examples);
		if (!phone) throw new Error(`no example number of ${country}`);
		for (const [name, text, options] of writtenForms(phone, country)) {
			const number = numberOf(text, options);
			if (EXCEPTIONS[country] === name) expect([text, number]).toEqual([text, refusal(text)]);
			else expect([text, number]).toEqual([text, phone.number]);
		}
	});

	it('are never another number, and no good number is refused', () => {
		const random = randomNumbers(seed);
		let count = 0;
		for (const country of COUNTRIES) {
			for (let times = 0; times < 30; times++) {
				const phone = randomPhone(country, random);
				if (!phone || isException(phone, country)) continue;
				count++;
				const context = { seed, country, number: phone.number };
				expect({ ...context, read: numberOf(phone.number) }).toEqual({
					...context,
					read: phone.number,
				});
				for (const [name, text, options] of writtenForms(phone, country)) {
					const number = numberOf(text, options);
					const isRight = number === phone.number || number === refusal(text, number);
					expect({ ...context, name, text, number, isRight }).toMatchObject({ isRight: true });
				}
			}
		}
		expect(count).toBeGreaterThan(500);
	});
});

/** What a refusal of this text looks like. */
function refusal(text: string, fault?: string) {
	if (fault === undefined) return expect.stringMatching(/^(may|has|holds|is) [^]*: "/);
	return /^(may|has|holds|is) /.test(fault) && fault.endsWith(`: "${text}"`) ? fault : undefined;
}

/** A good number of the country, or none: most digits make none. */
function randomPhone(country: CountryCode, random: () => number): PhoneNumber | undefined {
	const [code, , , lengths] = metadata.countries[country] as [string, unknown, string, number[]];
	const length = lengths[Math.floor(random() * lengths.length)];
	const digits = Array.from({ length }, () => Math.floor(random() * 10)).join('');
	const number = `+${code}${digits}`;
	const phone = parsePhoneNumberFromString(number);
	return phone?.isValid() && phone.number === number ? phone : undefined;
}

function isException(phone: PhoneNumber, country: CountryCode): boolean {
	const { length } = phone.nationalNumber;
	return (
		// No number with its code is longer (E.164); the library knows some.
		phone.number.length > 16 ||
		// Some of Canada have seven digits; nobody reaches them with +1.
		(phone.countryCallingCode === '1' && length !== 10) ||
		// The old numbers of seven digits are written like others of eight.
		(country === 'GA' && length === 7) ||
		// An 8 before a number is dialled at home: services whose numbers begin with it are none to call from abroad.
		(country === 'BY' && phone.nationalNumber.startsWith('8'))
	);
}

/** A sequence that its seed decides (a linear congruential generator). */
function randomNumbers(seed: number) {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}
