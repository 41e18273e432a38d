import { CALLING_CODES } from './callingCodes';

/** How the numbers of a calling code are made. */
export interface NumberingPlan {
	code: string;
	/** What stands before a national number within the country. */
	trunks: string[];
	/** The digits with which landlines and mobiles begin, by how many digits they have. */
	usual: Map<number, string>;
	/** The same for all numbers. */
	possible: Map<number, string>;
	countries: string[];
}

/** A national number that a plan allows. */
interface NationalNumber {
	national: string;
	/** Whether it looks like a landline or a mobile, and not like a number for a service. */
	isUsual: boolean;
}

const PLANS = new Map(
	CALLING_CODES.trim()
		.split('\n')
		.map(planOf)
		.map((plan) => [plan.code, plan]),
);

const COUNTRIES = new Map(
	[...PLANS.values()].flatMap((plan) => plan.countries.map((country) => [country, plan])),
);

/** The plan of a calling code. */
export function planOfCode(code: string): NumberingPlan | undefined {
	return PLANS.get(code);
}

/** The plan of a country, by its two letters (ISO 3166). */
export function planOfCountry(country: string): NumberingPlan | undefined {
	return COUNTRIES.get(country.trim().toUpperCase());
}

/** The plan whose code digits begin with; no code begins with another one. */
export function planOfDigits(digits: string): NumberingPlan | undefined {
	return [1, 2, 3].map((length) => PLANS.get(digits.slice(0, length))).find(Boolean);
}

/**
 * What the digits behind a calling code, or within its country, may be: one number where they have one meaning, none
 * where no number of the plan has as many, or begins so.
 */
export function nationalNumbers(plan: NumberingPlan, digits: string): NationalNumber[] {
	const withoutTrunk = plan.trunks
		.filter((trunk) => digits.startsWith(trunk))
		.map((trunk) => digits.slice(trunk.length));
	// A single 0 is the trunk prefix, though numbers for services may begin with it too.
	const isDialledAtHome = /^0[^0]/.test(digits) && plan.trunks.includes('0');
	return likeliest(
		[digits, ...withoutTrunk]
			.filter((national) => isOneOf(plan.possible, national))
			.map((national) => ({ national, isUsual: isOneOf(plan.usual, national) }))
			.filter(({ national, isUsual }) => isUsual || national !== digits || !isDialledAtHome),
	);
}

/** The usual numbers where there are any, each once. */
export function likeliest(numbers: NationalNumber[]): NationalNumber[] {
	const usual = numbers.filter(({ isUsual }) => isUsual);
	const best = usual.length > 0 ? usual : numbers;
	return best.filter(
		({ national }, at) => best.findIndex((one) => one.national === national) === at,
	);
}

function isOneOf(shapes: Map<number, string>, national: string): boolean {
	return shapes.get(national.length)?.includes(national[0]) ?? false;
}

function planOf(line: string): NumberingPlan {
	const [code, trunks, usual, possible, countries] = line.split(' ');
	return {
		code,
		trunks: entries(trunks),
		usual: shapes(usual),
		possible: shapes(possible),
		countries: entries(countries),
	};
}

/** `9:1,10:127` */
function shapes(text: string): Map<number, string> {
	return new Map(
		entries(text).map((shape) => {
			const [length, firsts] = shape.split(':');
			return [Number(length), firsts];
		}),
	);
}

function entries(text: string): string[] {
	return text === '-' ? [] : text.split(',');
}
