/** A vendor says no. How that looks on the wire is the vendor's own: see `Service.refuse`. */
export class Refused extends Error {
	/**
	 * @param code the vendor's own code, or an HTTP status
	 * @param words of the vendor: a text, a list where it gives one, null where it says nothing
	 * @param extra further fields of the answer
	 */
	constructor(
		readonly code: number | string,
		readonly words: string | string[] | null,
		readonly extra: object = {},
	) {
		super([words ?? String(code)].flat().join('; '));
	}
}
