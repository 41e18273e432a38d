import { cell } from './cell';
import {
	likeliest,
	nationalNumbers,
	planOfCode,
	planOfCountry,
	planOfDigits,
	type NumberingPlan,
} from './numberingPlan';
import { PHONE_HINT, readWrittenPhone, type WrittenPhone } from './phoneText';
import { andThen, isEmpty, type Read, refuse } from './read';

export interface Phone {
	/** The digits behind the country code, or the digits as written where no code is known. */
	national: string;
	/** The calling code without +; undefined for a number that is written in local form. */
	code?: string;
}

/** The dial-out prefix of North America. */
const DIAL_OUT = '011';
/** Local numbers, and all numbers with their code (E.164), have so many digits. */
const DIGITS = { min: 4, max: 15 };

/**
 * A phone number as people write it.
 *
 * No country is guessed: a number is international where `+`, `00` or `011` says so; eleven digits that are a 1 and a
 * number of North America have code 1; all others are local, of the given code or country, or without code.
 *
 * @param options.code the calling code that the user set apart; a number of another code is refused
 * @param options.country two letters (ISO 3166): where local numbers are meant
 */
export function readPhone(
	value: unknown,
	options: { code?: string; country?: string } = {},
): Read<Phone> {
	const home = homePlan(options);
	if ('fault' in home) return home;
	const { value: plan } = home;
	return andThen(readWrittenPhone(value), (written) => {
		const result = written.isInternational
			? international(written.digits, written.hasBracketedZero)
			: plan
				? local(written, plan)
				: unplanned(written);
		if ('fault' in result) return refuse(result.fault, value, PHONE_HINT);
		const isOther = !isEmpty(options.code) && result.value.code !== plan?.code;
		return isOther
			? refuse(`is of another country than the phone code ${plan?.code}`, value, PHONE_HINT)
			: result;
	});
}

/** `+`, country code and number; undefined for a local number. */
export function e164(phone: Phone): string | undefined {
	return phone.code === undefined ? undefined : `+${phone.code}${phone.national}`;
}

/**
 * A phone number in E.164 form. One that tells no country is refused: with a guessed one somebody else would be called.
 *
 * @param hint what to enter instead of a number without country code
 */
export function readE164(value: unknown, hint: string): Read<string> {
	return andThen(readPhone(value), (phone) => {
		const number = e164(phone);
		return number === undefined ? refuse('has no country code', value, hint) : { value: number };
	});
}

/** A calling code that exists: `1`, `+1`, `001`, `1.0`, 44. */
export function readPhoneCode(value: unknown): Read<string> {
	const hint = 'Enter a calling code, e.g. 1 or 44.';
	return andThen(cell(value), (text) => {
		const code = /^\(?\s*(?:\+|00|011)?\s*(\d{1,3})\s*\)?(?:\.0+)?$/.exec(text)?.[1];
		return code !== undefined && planOfCode(code)
			? { value: code }
			: refuse('is no calling code of any country', value, hint);
	});
}

/** The plan of the code or country that the user set apart; none where neither is set. */
function homePlan(options: { code?: string; country?: string }): Read<NumberingPlan | undefined> {
	const { code, country } = options;
	if (!isEmpty(code)) {
		const read = readPhoneCode(code);
		return 'value' in read
			? { value: planOfCode(read.value) }
			: refuse('goes with a phone code that no country has', code, read.hint ?? PHONE_HINT);
	}
	if (country === undefined || isEmpty(country)) return { value: undefined };
	const plan = planOfCountry(country);
	return plan
		? { value: plan }
		: refuse(
				'goes with a country that has no calling code',
				country,
				'Enter two letters, e.g. US.',
			);
}

/** A number that begins with a calling code. */
function international(digits: string, hasBracketedZero = false): Read<Phone> {
	const plan = planOfDigits(digits);
	if (!plan) return { fault: 'has no country code that exists' };
	const rest = digits.slice(plan.code.length);
	// In Italy a zero is dialled to landlines and not to mobiles: in brackets it may be meant or not.
	const mayBeginWithZero = [...plan.possible.values()].some((firsts) => firsts.includes('0'));
	const isUnclear = hasBracketedZero && mayBeginWithZero && !plan.trunks.includes('0');
	return isUnclear
		? { fault: 'has a zero in brackets, which may be part of the number or not' }
		: oneOf(nationalNumbers(plan, rest), plan, rest);
}

/** A number of the country that was set apart, with or without its code, or one that is dialled with 011. */
function local({ digits }: WrittenPhone, plan: NumberingPlan): Read<Phone> {
	const withCode = [plan.code, `${DIAL_OUT}${plan.code}`]
		.filter((start) => digits.startsWith(start))
		.flatMap((start) => nationalNumbers(plan, digits.slice(start.length)));
	const found = likeliest([...nationalNumbers(plan, digits), ...withCode]);
	return found.length === 0 && digits.startsWith(DIAL_OUT)
		? international(digits.slice(DIAL_OUT.length))
		: oneOf(found, plan, digits);
}

/** A number without any sign of a country. */
function unplanned({ digits }: WrittenPhone): Read<Phone> {
	const abroad = digits.startsWith(DIAL_OUT) && international(digits.slice(DIAL_OUT.length));
	if (abroad && 'value' in abroad) {
		// 011 is also the area code of Buenos Aires, Turin and Johannesburg.
		return digits.length > 11
			? abroad
			: { fault: 'may be a local number, or one that is dialled with 011' };
	}
	const northAmerican = planOfCode('1');
	if (digits.length === 11 && digits.startsWith('1') && northAmerican) {
		const [number] = nationalNumbers(northAmerican, digits.slice(1));
		if (number) return { value: { national: number.national, code: '1' } };
	}
	if (digits.length > DIGITS.max) {
		return { fault: `has ${digits.length} digits, more than any phone number` };
	}
	return digits.length < DIGITS.min
		? { fault: `has ${digits.length} digits, fewer than any phone number` }
		: { value: { national: digits } };
}

function oneOf(
	found: Array<{ national: string }>,
	{ code, possible }: NumberingPlan,
	digits: string,
): Read<Phone> {
	if (found.length === 1) return { value: { national: found[0].national, code } };
	if (found.length > 1) {
		const [one, other] = found.map(({ national }) => `+${code} ${national}`);
		return { fault: `may mean ${one} or ${other}` };
	}
	const many = `has ${digits.length} digits after +${code}`;
	return possible.has(digits.length)
		? { fault: `${many}, of which the first cannot be ${digits[0]}` }
		: { fault: `${many} instead of ${inWords([...possible.keys()])}` };
}

/** `7, 9 or 10` */
function inWords(lengths: number[]): string {
	if (lengths.length === 1) return lengths[0] === 10 ? 'ten' : String(lengths[0]);
	return `${lengths.slice(0, -1).join(', ')} or ${lengths.at(-1)}`;
}
