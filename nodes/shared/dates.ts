import { DateTime } from 'luxon';

/**
 * Reads a date as n8n's date field, an expression or a person gives it: ISO 8601, `YYYY-MM-DD HH:MM:SS`, a Date, a Luxon
 * DateTime, or milliseconds since 1970.
 *
 * @param zone IANA name; a value without a zone is taken as local time there, one with a zone is converted to it
 * @returns undefined when it is no date
 */
export function readDate(value: unknown, zone: string): DateTime | undefined {
	let date: DateTime;
	if (value instanceof Date) date = DateTime.fromJSDate(value, { zone });
	else if (DateTime.isDateTime(value)) date = DateTime.fromISO(String(value.toISO()), { zone });
	else if (typeof value === 'number') date = DateTime.fromMillis(value, { zone });
	else {
		const text = String(value).trim();
		date = DateTime.fromISO(text, { zone });
		if (!date.isValid) date = DateTime.fromSQL(text, { zone });
	}
	return date.isValid ? date : undefined;
}

/**
 * The calendar day as written, whatever its zone: a birthday does not move with the clock.
 *
 * @returns YYYY-MM-DD, or undefined when it is no date
 */
export function readDay(value: unknown): string | undefined {
	if (value instanceof Date) return readDay(value.toISOString());
	if (DateTime.isDateTime(value)) return value.toISODate() ?? undefined;
	const text = String(value).trim();
	let date = DateTime.fromISO(text, { setZone: true });
	if (!date.isValid) date = DateTime.fromSQL(text, { setZone: true });
	return date.isValid ? date.toFormat('yyyy-MM-dd') : undefined;
}
