/**
 * Writes nodes/shared/values/callingCodes.ts out of the numbering plans of libphonenumber-js:
 *
 *   npx tsx scripts/callingCodes.ts
 *
 * To be run after that package was updated; a test compares both.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The digits of a number with its code (E.164). */
const LONGEST = 15;

/** A numbering plan as libphonenumber-js packs it; the places are those of its `metadata.js`. */
type Plan = [
	code: string,
	dialOut: unknown,
	pattern: string,
	lengths: number[],
	formats: unknown,
	trunk: string | 0,
	trunkRule: unknown,
	trunkForms: string | 0,
	trunkTransform: unknown,
	trunkIsOptional: unknown,
	leadingDigits: unknown,
	types?: Array<[pattern: string, lengths?: number[]] | 0>,
];

interface Metadata {
	country_calling_codes: Record<string, string[]>;
	countries: Record<string, Plan>;
	nonGeographic: Record<string, Plan>;
}

const HEADER = `/**
 * The calling codes of the world. Made by scripts/callingCodes.ts out of the numbering plans of libphonenumber-js; not to
 * be changed by hand.
 *
 * A line has: the code; the trunk prefixes that stand before a national number within the country; how many digits
 * landlines and mobiles have and with which digits those begin (\`9:1,10:127\`); the same for all numbers; the countries.
 * A dash stands for none.
 */
`;

/** The source text of the table. */
export function callingCodesFile(): string {
	const file = require.resolve('libphonenumber-js/metadata.max.json');
	const { country_calling_codes, countries, nonGeographic } = JSON.parse(
		readFileSync(file, 'utf8'),
	) as Metadata;
	const lines = Object.entries(country_calling_codes).map(([code, members]) =>
		// The first is the main one; the others share its plan, but for numbers that are dialled without area code.
		line(code, countries[members[0]], members),
	);
	for (const [code, plan] of Object.entries(nonGeographic)) lines.push(line(code, plan, []));
	return `${HEADER}export const CALLING_CODES = \`\n${lines.join('\n')}\n\`;\n`;
}

function line(code: string, plan: Plan, countries: string[]): string {
	const [, , pattern, lengths] = plan;
	const types = (plan[11] ?? []).slice(0, 2);
	const usual = types.flatMap((type) => (type ? starts(type[0], type[1] ?? lengths) : []));
	return [
		code,
		trunksOf(plan),
		byLength(usual, code),
		byLength(starts(pattern, lengths), code),
		countries,
	]
		.map((part) => String(part) || '-')
		.join(' ');
}

/** How many digits a number has, and its first one. */
type Start = [length: number, first: string];

/** How the numbers of some lengths begin that match a pattern. */
function starts(pattern: string, lengths: number[]): Start[] {
	return [...alternatives(new Tokens(pattern))].flatMap(([first, matched]) =>
		lengths.filter((length) => matched.has(length)).map((length): Start => [length, first]),
	);
}

/** `9:1,10:127` */
function byLength(all: Start[], code: string): string {
	const lengths = [...new Set(all.map(([length]) => length))].sort((one, other) => one - other);
	return lengths
		.filter((length) => length + code.length <= LONGEST)
		.map((length) => {
			const firsts = all.filter((start) => start[0] === length).map(([, first]) => first);
			return `${length}:${[...new Set(firsts)].sort().join('')}`;
		})
		.join(',');
}

/** The prefixes of one or two digits that are dropped, and nothing else with them. */
function trunksOf(plan: Plan): string[] {
	const form = plan[7] || plan[5];
	if (!form) return [];
	const whole = new RegExp(`^(?:${form})$`);
	const starts = Array.from({ length: 10 }, (_, digit) => String(digit));
	const pairs = Array.from({ length: 100 }, (_, pair) => String(pair).padStart(2, '0'));
	return [...pairs, ...starts].filter((start) =>
		whole
			.exec(start)
			?.slice(1)
			.every((group) => group === undefined),
	);
}

/** By first digit, how many digits the texts have that match a pattern; the empty text is by ''. */
type Shapes = Map<string, Set<number>>;

/** The parts of a pattern: digits, \d, classes, groups, alternatives, and how often each comes. */
class Tokens {
	private readonly all: string[];
	private at = 0;

	constructor(pattern: string) {
		this.all = pattern.match(/\\d|\[[^\]]*\]|\{[^}]*\}|\(\?:|./g) ?? [];
	}

	/** Goes on to the next token if it matches. */
	take(form: RegExp): string | undefined {
		const token = this.all[this.at];
		if (token === undefined || !form.test(token)) return undefined;
		this.at++;
		return token;
	}
}

function alternatives(tokens: Tokens): Shapes {
	const all: Shapes[] = [];
	do all.push(sequence(tokens));
	while (tokens.take(/^\|$/));
	return united(all);
}

function sequence(tokens: Tokens): Shapes {
	let shapes: Shapes = new Map([['', new Set([0])]]);
	for (let part = atom(tokens); part; part = atom(tokens)) {
		const often = tokens.take(/^[{?]/);
		const [least, most = least] =
			often === '?' ? [0, 1] : (often ?? '{1}').slice(1, -1).split(',').map(Number);
		let repeated = shapes;
		const results: Shapes[] = least === 0 ? [shapes] : [];
		for (let times = 1; times <= most; times++) {
			repeated = joined(repeated, part);
			if (times >= least) results.push(repeated);
		}
		shapes = united(results);
	}
	return shapes;
}

function atom(tokens: Tokens): Shapes | undefined {
	if (tokens.take(/^\(\?:$/)) {
		const group = alternatives(tokens);
		tokens.take(/^\)$/);
		return group;
	}
	const token = tokens.take(/^[\d[\\]/);
	if (token === undefined) return undefined;
	const digits = [...'0123456789'].filter((digit) => new RegExp(`^${token}$`).test(digit));
	return new Map(digits.map((digit) => [digit, new Set([1])]));
}

/** One shape and another one behind it. */
function joined(one: Shapes, other: Shapes): Shapes {
	return united(
		[...one].map(([first, lengths]) =>
			first === ''
				? other
				: new Map([[first, new Set([...other.values()].flatMap((more) => sums(lengths, more)))]]),
		),
	);
}

function sums(some: Set<number>, others: Set<number>): number[] {
	return [...some].flatMap((one) => [...others].map((other) => one + other));
}

function united(all: Shapes[]): Shapes {
	const shapes: Shapes = new Map();
	for (const [first, lengths] of all.flatMap((one) => [...one])) {
		shapes.set(first, new Set([...(shapes.get(first) ?? []), ...lengths]));
	}
	return shapes;
}

if (require.main === module) {
	const target = path.join(__dirname, '../nodes/shared/values/callingCodes.ts');
	writeFileSync(target, callingCodesFile());
}
