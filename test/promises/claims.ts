import type { NodeApiError } from 'n8n-workflow';

import type { NodeRunResult } from '../support/engine';

/** What the outcome of a run says of each item. An item that nothing is said of is in neither. */
export interface Claims {
	/** How often each item is given as accepted. */
	accepted: Map<number, number>;
	/** The items of which it is said that nobody knows. */
	unknown: Set<number>;
	/** The items of which it is said that the vendor was asked afterwards, and has not got them. */
	absent: Set<number>;
}

const UNKNOWN = /unknown whether the .* was accepted/;
const ABSENT = /was asked afterwards and has no such/;
/** What follows upon a request went wrong, and the request itself did not. */
const ACCEPTED = /The end of call \S+ was not seen/;

/** Reads everything that n8n shows or saves of a run. */
export function claimsOf({ items, errorItems, error }: NodeRunResult): Claims {
	const claims: Claims = { accepted: new Map(), unknown: new Set(), absent: new Set() };
	const accept = (item: number) => claims.accepted.set(item, (claims.accepted.get(item) ?? 0) + 1);
	const hear = (words: string, item: number) => {
		if (UNKNOWN.test(words)) claims.unknown.add(item);
		if (ABSENT.test(words)) claims.absent.add(item);
	};
	for (const { json, pairedItem } of [...items, ...errorItems]) {
		const { item } = pairedItem as { item: number };
		if (typeof json.error === 'string') hear(json.error, item);
		if (typeof json.error !== 'string' || ACCEPTED.test(json.error)) accept(item);
	}
	if (!error) return claims;
	const { message, description, context } = error as NodeApiError;
	hear(`${description}`, Number(/\[item (\d+)\]/.exec(message)?.[1]));
	const others = /unknown whether items ([-\d, ]+) were accepted/.exec(`${description}`)?.[1];
	for (const item of itemsIn(others)) claims.unknown.add(item);
	const listed = itemsIn(/accepted by .* before that \(([-\d, ]+)\)/.exec(`${description}`)?.[1]);
	const kept = (context?.accepted ?? []) as Array<{ item: number }>;
	for (const { item } of kept) if (listed.includes(item)) accept(item);
	return claims;
}

/** The items in "0-5, 7". */
function itemsIn(ranges = ''): number[] {
	return ranges.split(', ').flatMap((range) => {
		const [from, to = from] = range.split('-').filter(Boolean).map(Number);
		return from === undefined ? [] : Array.from({ length: to - from + 1 }, (_, at) => from + at);
	});
}
