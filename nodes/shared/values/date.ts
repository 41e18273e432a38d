import isDate from 'lodash/isDate';
import { DateTime } from 'luxon';

import { cell } from './cell';
import { andThen, type Read, refuse } from './read';
import { DATE_HINT, readWrittenDate, type WrittenDate } from './writtenDate';

/** The last day before the serial days of Excel and Google Sheets; exact from March 1900. */
const SERIAL_START = DateTime.utc(1899, 12, 30);
/** Five digits: 18 May 1927 to the end of 2099. What has fewer digits may as well be a year or a time. */
const SERIAL = { min: 10_000, max: 73_050 };
/** Seconds since 1970, from 1973 to the end of 2099, and milliseconds likewise; the same before 1970. */
const SECONDS = { min: 1e8, max: 4_102_444_800 };

/**
 * A moment: ISO 8601, `YYYY-MM-DD HH:mm:ss`, a day with its month by name, seconds or milliseconds since 1970, a serial
 * day of a spreadsheet, a Date or a Luxon value.
 *
 * A day without a time is its first moment. `25/04/1980` has one reading and is read; `05/04/1980` has two and is refused,
 * as are times that the clocks of `zone` skip or show twice.
 *
 * @param zone IANA name or offset, where a value without a zone is meant; the result is in it
 * @param limits with `scheduling`, moments before 1980 or more than five years after `now` (milliseconds) are refused
 */
export function readMoment(
	value: unknown,
	zone: string,
	limits?: { now: number; scheduling?: boolean },
): Read<DateTime> {
	const moment = andThen(readDate(value), (read) =>
		read instanceof Date
			? { value: DateTime.fromJSDate(read, { zone }) }
			: inZone(read, zone, value),
	);
	return limits?.scheduling
		? andThen(moment, (one) => withinReach(one, limits.now, value))
		: moment;
}

/**
 * A calendar day as YYYY-MM-DD, as it is written: neither the zone of the text nor that of the process moves it.
 *
 * A Date, or a number of seconds or milliseconds, is the day whose midnight it is, in UTC or where the process runs;
 * one that is neither has a day only where both agree.
 */
export function readDay(value: unknown): Read<string> {
	return andThen(readDate(value), (read) =>
		read instanceof Date ? dayOf(read, value) : { value: read.fields.toFormat('yyyy-MM-dd') },
	);
}

function readDate(value: unknown): Read<WrittenDate | Date> {
	if (typeof value === 'boolean') return refuse('is no date', value, DATE_HINT);
	return andThen(cell(value), (text) => {
		// A Date of another realm is none for instanceof.
		if (isDate(value)) return { value: new Date(value.getTime()) };
		return /^-?[1-9]\d*(?:\.\d+)?$/.test(text) ? fromNumber(text) : readWrittenDate(text);
	});
}

function fromNumber(text: string): Read<WrittenDate | Date> {
	const number = Number(text);
	const size = Math.abs(number);
	if (number >= SERIAL.min && number < SERIAL.max + 1) {
		const seconds = Math.round((number % 1) * 86_400);
		const fields = SERIAL_START.plus({ days: Math.floor(number), seconds });
		return { value: { fields, hasTime: seconds > 0 } };
	}
	if (size >= SECONDS.min && size < SECONDS.max) {
		return { value: new Date(Math.round(number * 1000)) };
	}
	if (size >= SECONDS.min * 1000 && size < SECONDS.max * 1000) {
		return { value: new Date(Math.round(number)) };
	}
	return readWrittenDate(text.replace(/\.0+$/, ''));
}

function inZone({ fields, hasTime, zone: own }: WrittenDate, zone: string, value: unknown) {
	const moment = fields.setZone(own ?? zone, { keepLocalTime: true });
	if (!moment.isValid) return refuse('is no date', value, DATE_HINT);
	if (!hasTime) return { value: moment.startOf('day') };
	if (moment.hour !== fields.hour || moment.minute !== fields.minute) {
		return refuse(`is a time that the clocks in ${moment.zoneName} skip`, value, DATE_HINT);
	}
	const readings = moment.getPossibleOffsets();
	if (readings.length > 1) {
		const [one, other] = readings.map((reading) => reading.toFormat('ZZ'));
		return refuse(
			`is a time that the clocks in ${moment.zoneName} show twice`,
			value,
			`Write how far it is from UTC behind it: ${one} or ${other}.`,
		);
	}
	return { value: moment.setZone(zone) };
}

function withinReach(moment: DateTime, now: number, value: unknown): Read<DateTime> {
	if (moment.toMillis() < Date.UTC(1980, 0)) return refuse('lies before 1980', value, DATE_HINT);
	return moment > DateTime.fromMillis(now).plus({ years: 5 })
		? refuse('lies more than five years ahead', value, DATE_HINT)
		: { value: moment };
}

function dayOf(date: Date, value: unknown): Read<string> {
	const inUtc = DateTime.fromJSDate(date, { zone: 'utc' });
	const here = new Date(date.getFullYear(), date.getMonth(), date.getDate());
	const local = DateTime.utc(date.getFullYear(), date.getMonth() + 1, date.getDate());
	if (inUtc.equals(inUtc.startOf('day'))) return { value: inUtc.toFormat('yyyy-MM-dd') };
	const isMidnightHere = here.getTime() === date.getTime();
	if (isMidnightHere || local.hasSame(inUtc, 'day')) return { value: local.toFormat('yyyy-MM-dd') };
	const [one, other] = [inUtc, local].map((day) => day.toFormat('yyyy-MM-dd'));
	return refuse(`may mean ${one} or ${other}`, value, 'Enter the date as YYYY-MM-DD.');
}
