import type { IDataObject } from 'n8n-workflow';

import { isEmpty } from '../shared/values/read';

/** Where a list of conversations goes on: after a value of what it is sorted by. */
export interface Place {
	/** What the vendor is to go on after (`startAfterDate`). */
	after: number;
	/** Rows behind that which the pages before had: those that share the last row's value. */
	seen: string[];
}

/**
 * The cursor for the page after these rows.
 *
 * The vendor goes on strictly after a value, and would pass over rows that share the last row's. So the next page begins a
 * little before it, and is to be longer by the rows that come again.
 *
 * @param field of a row that holds the value; `sort` holds it where the field does not
 * @returns undefined where the last row has no value
 */
export function cursorAfter(
	rows: IDataObject[],
	{ field, isAscending = false }: { field?: string; isAscending?: boolean } = {},
): string | undefined {
	const valueOf = (row: IDataObject) => numberOf((field && row[field]) ?? [row.sort].flat()[0]);
	const last = rows.at(-1);
	const value = last && valueOf(last);
	if (value === undefined) return undefined;
	const step = Number.isInteger(value) ? 1 : 1e-6;
	const place: Place = {
		after: value + (isAscending ? -step : step),
		seen: rows.filter((row) => valueOf(row) === value).map(({ id }) => String(id)),
	};
	return JSON.stringify(place);
}

/** The place of a cursor that {@link cursorAfter} gave. */
export function placeOf(cursor: string): Place {
	return JSON.parse(cursor) as Place;
}

/** A moment in milliseconds, or any other number. */
function numberOf(value: unknown): number | undefined {
	if (isEmpty(value)) return undefined;
	const number =
		typeof value === 'string' && isNaN(Number(value)) ? Date.parse(value) : Number(value);
	return Number.isFinite(number) ? number : undefined;
}
