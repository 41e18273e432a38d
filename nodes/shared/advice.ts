/** What a user can do about a refusal. */
export interface Advice {
	hint: string;
	/** Words of the vendor that it is for; it then counts before one for the code alone. */
	says?: RegExp;
	/** Whether every other request with the same credential would be refused too; as the status says when left out. */
	isCredential?: boolean;
}

/**
 * Advice by the vendor's code, or by the HTTP status where it sends none. `4xx` and `5xx` stand for every status that begins
 * like that, and `any` for every refusal.
 */
export type AdviceByCode = Record<string, string | Advice | Array<string | Advice>>;

/**
 * The advice of a table for a refusal.
 *
 * @param code the vendor's, or the HTTP status
 * @param words the vendor's own
 * @returns undefined where the table has none
 */
export function adviceIn(
	table: AdviceByCode = {},
	code: string | number,
	words = '',
): Advice | undefined {
	const kind = String(code).replace(/^(\d)\d\d$/, '$1xx');
	const fitting = [String(code), kind, 'any']
		.flatMap((key) => table[key] ?? [])
		.map((advice) => (typeof advice === 'string' ? { hint: advice } : advice));
	return fitting.find(({ says }) => says?.test(words)) ?? fitting.find(({ says }) => !says);
}
