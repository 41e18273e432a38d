/** The most of a foreign text that an error quotes, in characters. */
const QUOTE_LENGTH = 300;

/** Foreign words in one line, not too long. */
export function quote(words: string): string {
	const line = words.trim().replace(/\s+/g, ' ');
	return line.length > QUOTE_LENGTH ? `${line.slice(0, QUOTE_LENGTH)}…` : line;
}

/**
 * Sorts for a menu, as n8n's linter wants it: by the letters, whatever their case. `localeCompare` would do the same and cost
 * n8n's start 6 ms.
 */
export function byName<T>(entries: T[], nameOf: (entry: T) => string): T[] {
	const key = (entry: T) => nameOf(entry).toLowerCase();
	return [...entries].sort((a, b) => compare(key(a), key(b)));
}

/** Which of two texts comes first, by their characters. */
export function compare(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}

/** The names under which services say what went wrong, the more general ones last. */
const WORDS =
	/^(errors?|messages?|text|msg|details?|reasons?|descriptions?|error_?(message|description)|title)$/i;

/** Names of what is no word: whether, which and when. */
const NO_WORDS =
	/^(success|ok|status|code|status_?code|type|id|timestamp|path|trace_?id|request_?id)$/i;

/**
 * What an answer says went wrong, in its own words: of text, lists and objects in any form, such as
 * `{"errors":{"email":["is invalid"]}}`.
 *
 * @returns undefined where it says nothing
 */
export function wordsIn(answer: unknown): string | undefined {
	const words = [...new Set(wordsOf(answer, typeof answer !== 'object' || Array.isArray(answer)))];
	return words.length === 0 ? undefined : quote(words.join('; '));
}

/** @param isSaid whether all text in it is said about what went wrong, and not what the answer carries besides */
function wordsOf(part: unknown, isSaid: boolean): string[] {
	if (typeof part === 'string') return isSaid && part.trim() !== '' ? [part.trim()] : [];
	if (typeof part !== 'object' || part === null) return [];
	if (Array.isArray(part)) return part.flatMap((one) => wordsOf(one, isSaid));
	const entries = Object.entries(part);
	const named = entries.filter(([name]) => WORDS.test(name));
	const words = named.flatMap(([, value]) => wordsOf(value, true));
	if (words.length > 0) return words;
	// By the fields that are wrong, as frameworks tell it.
	return entries
		.filter(([name]) => !NO_WORDS.test(name) && !WORDS.test(name))
		.flatMap(([name, value]) => {
			const isWord = isSaid || isTexts(value);
			return wordsOf(value, isWord).map((text) => (isWord ? `${name}: ${text}` : text));
		});
}

function isTexts(value: unknown): boolean {
	return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
