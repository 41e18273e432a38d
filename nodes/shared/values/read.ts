/**
 * What a reader makes of a value: its one meaning, or why it has none or several.
 *
 * `fault` is a phrase that follows the parameter's name and quotes the value itself (`has no digits: "abc"`); `hint` says
 * what to enter instead.
 */
export type Read<T> = { value: T } | { fault: string; hint?: string };

const NOTHING_VISIBLE = /^[\s\p{DI}\u2800]*$/u;

/** How much of a value a sentence quotes. */
const QUOTED_LENGTH = 60;

/**
 * Whether a value is none: undefined, null, text of nothing but blanks and invisible marks, or a list of such. NaN is not
 * empty: something was worked out, and readers refuse it.
 */
export function isEmpty(value: unknown): boolean {
	if (typeof value === 'string') return NOTHING_VISIBLE.test(value);
	return value === undefined || value === null || (Array.isArray(value) && value.every(isEmpty));
}

/** A refusal that quotes the value, shortened and on one line. */
export function refuse(fault: string, value: unknown, hint: string) {
	const text = String(value).replace(/[\s\p{Cc}]+/gu, ' ');
	const quoted = text.length > QUOTED_LENGTH ? `${text.slice(0, QUOTED_LENGTH)}…` : text;
	return { fault: `${fault}: "${quoted}"`, hint };
}

/** Reads each of several values. The first refusal is that of them all. */
export function readEach<A, B>(values: A[], read: (value: A) => Read<B>): Read<B[]> {
	const all: B[] = [];
	for (const value of values) {
		const one = read(value);
		if ('fault' in one) return one;
		all.push(one.value);
	}
	return { value: all };
}

/** Hands a value that was read on to the next step; a refusal stays one. */
export function andThen<A, B>(read: Read<A>, next: (value: A) => Read<B>): Read<B> {
	return 'fault' in read ? read : next(read.value);
}
