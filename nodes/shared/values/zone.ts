import { IANAZone } from 'luxon';

import { cell } from './cell';
import { andThen, type Read, refuse } from './read';

/** Three letters: they stand for several places, and people write EST in summer too. */
const SHORT_NAME = /^(?!UTC|GMT|CET|EET|WET)[a-z]{3}$/i;

/** A time zone: its IANA name, or hours from UTC like -7, 5.5 or +05:30. Read as Luxon takes it. */
export function readZone(value: unknown): Read<string> {
	return andThen(cell(value), (text) => {
		const hint = 'Enter one like America/New_York, or hours from UTC like -7 or 5.5.';
		if (SHORT_NAME.test(text)) return refuse('may mean several time zones', value, hint);
		const zone = /^[+-]?\d/.test(text) ? offsetNamed(text) : zoneNamed(text.replace(/ /g, '_'));
		return zone === undefined ? refuse('is no time zone', value, hint) : { value: zone };
	});
}

/** The zone of a name, of `Z`, or of an offset like `+02:00`, `-0700` or `GMT+2`. */
export function zoneNamed(text: string): string | undefined {
	if (text.toUpperCase() === 'Z') return 'UTC';
	const offset = /^(?:utc|gmt)?_?([+-].+)$/i.exec(text);
	if (offset) return offsetNamed(offset[1]);
	return IANAZone.isValidZone(text) ? text : undefined;
}

/** Hours from UTC, as a decimal number, as `hh:mm`, or as four digits with a sign. */
function offsetNamed(text: string): string | undefined {
	const clock = /^([+-]?)(\d{1,2}):(\d{2})$|^([+-])(\d{2})(\d{2})$/.exec(text);
	const [sign, hours, rest] = clock?.slice(clock[2] ? 1 : 4) ?? [];
	const minutes = clock
		? Number(`${sign}1`) * (Number(hours) * 60 + Number(rest))
		: Number(/^[+-]?\d{1,2}(?:\.\d+)?$/.test(text) ? text : NaN) * 60;
	// No place is further from UTC, and all are whole quarters of an hour.
	if (!(minutes >= -12 * 60 && minutes <= 14 * 60 && minutes % 15 === 0)) return undefined;
	const distance = Math.abs(minutes);
	const name = `${Math.floor(distance / 60)}:${String(distance % 60).padStart(2, '0')}`;
	return `UTC${minutes < 0 ? '-' : '+'}${name}`;
}
