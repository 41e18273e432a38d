import { DateTime } from 'luxon';

import { andThen, type Read, refuse } from './read';
import { zoneNamed } from './zone';

/** A date as it stands in a text: its fields, before any zone is applied. */
export interface WrittenDate {
	/** The fields, as if they were of UTC. */
	fields: DateTime;
	/** False for a day alone. */
	hasTime: boolean;
	/** The zone that is written with it. */
	zone?: string;
}

export const DATE_HINT = 'Pick a date, or enter one like 2026-03-01 or 2026-03-01 14:30:00.';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
/** English names only: a Finn's marraskuu is November. */
const MONTH =
	'(?<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const DAY = '(?<day>\\d{1,2})';
const YEAR = '(?<year>\\d{4})';
const WEEKDAY = '(?:(?<weekday>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?[.,]? +)?';
const CLOCK =
	'(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<part>\\d{1,9}))?)?';
const ZONE =
	'(?<zone>Z|(?:UTC|GMT)?[+-]\\d{1,2}(?::?\\d{2})?|UTC|GMT|[a-z_]+(?:/[a-z_+-]+)+)(?: *[[(].*[)\\]])?';
const TIME = `(?:(?:T|,? +)${CLOCK}(?: *(?<half>[ap])\\.?m\\.?)?(?: *${ZONE})?)?`;

/** The forms in which a day has one meaning, or two that are compared: year first, numbers, and English month names. */
const FORMS = [
	`${YEAR}(?<mark>[-/.])(?<month>\\d{1,2})\\k<mark>${DAY}`,
	`${YEAR}(?<month>\\d{2})(?<day>\\d{2})`,
	`(?<first>\\d{1,2})(?<mark>[-/.])(?<next>\\d{1,2})\\k<mark>${YEAR}`,
	`${WEEKDAY}${DAY}(?:st|nd|rd|th)?[ -]*${MONTH},?[ -]*${YEAR}`,
	`${WEEKDAY}${MONTH} *${DAY}(?:st|nd|rd|th)?,? +${YEAR}`,
].map((day) => new RegExp(`^${day}${TIME}$`, 'i'));

/** What is often taken for a date and is none, and the words for it. */
const NO_DATES: Array<[form: RegExp, fault: string]> = [
	[/^\d{1,2}$/, 'is no date'],
	[/^\d{3,4}$/, 'is a year or a time without a day'],
	[/^\d{4}[-/.]\d{1,2}$|^\d{1,2}[-/.]\d{4}$/, 'is a month without a day'],
	[/^\d{1,2}:\d{2}(:\d{2})?( *[ap]\.?m\.?)?$/i, 'is a time without a day'],
	[/^\d{6}$/, 'has six digits, which may mean several dates'],
	[/^\d{1,2}([-/.])\d{1,2}\1\d{2}\b/, 'has a year of two digits'],
];

/** Reads the date that a text holds. What may mean two days is refused with both of them. */
export function readWrittenDate(text: string): Read<WrittenDate> {
	const fault = NO_DATES.find(([form]) => form.test(text))?.[1];
	if (fault) return refuse(fault, text, DATE_HINT);
	for (const form of FORMS) {
		const parts = form.exec(text)?.groups;
		if (parts) return fromParts(parts, text);
	}
	return refuse('is no date', text, DATE_HINT);
}

type Parts = Record<string, string | undefined>;

function fromParts(parts: Parts, text: string): Read<WrittenDate> {
	const hour = hourOf(parts);
	const zone = parts.zone === undefined ? undefined : zoneNamed(parts.zone);
	const noZone = parts.zone !== undefined && zone === undefined;
	if (hour === undefined || noZone) return refuse('is no date', text, DATE_HINT);
	return andThen(dayOf(parts, text), (day) => {
		const fields = day.set({
			hour,
			minute: Number(parts.minute ?? 0),
			second: Number(parts.second ?? 0),
			millisecond: Number((parts.part ?? '').padEnd(3, '0').slice(0, 3)),
		});
		const isKept = fields.hasSame(day, 'day') && fields.minute === Number(parts.minute ?? 0);
		if (!isKept || Number(parts.second ?? 0) > 59) return refuse('is no time', text, DATE_HINT);
		return { value: { fields, hasTime: parts.hour !== undefined, zone } };
	});
}

/** The hour of the day, 0 where none is written; undefined where there is no such hour. */
function hourOf({ hour = '0', half }: Parts): number | undefined {
	const written = Number(hour);
	if (half === undefined) return written < 24 ? written : undefined;
	if (written < 1 || written > 12) return undefined;
	return (written % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

function dayOf(parts: Parts, text: string): Read<DateTime> {
	const { year, name, first, next: second } = parts;
	const month = name ? MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1 : parts.month;
	const readings = (
		first === undefined
			? [DateTime.utc(Number(year), Number(month), Number(parts.day))]
			: [
					DateTime.utc(Number(year), Number(second), Number(first)),
					DateTime.utc(Number(year), Number(first), Number(second)),
				]
	).filter((day) => day.isValid);
	if (readings.length === 0) return refuse('is a day that does not exist', text, DATE_HINT);
	if (readings.length === 2 && !readings[0].equals(readings[1])) {
		const [one, other] = readings.map((day) => day.toFormat('d MMMM yyyy', { locale: 'en-US' }));
		return refuse(`may mean ${one} or ${other}`, text, 'Enter the date as YYYY-MM-DD.');
	}
	const weekday = parts.weekday?.toLowerCase();
	if (weekday && readings[0].toFormat('ccc', { locale: 'en-US' }).toLowerCase() !== weekday) {
		return refuse('names another day of the week', text, DATE_HINT);
	}
	return Number(year) < 1900 ? refuse('lies before 1900', text, DATE_HINT) : { value: readings[0] };
}
