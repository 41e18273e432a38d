/**
 * Reads dates where TZ says that the process runs, and prints what came out as JSON. For date.test.ts: the zone of a process
 * that runs already cannot be changed.
 */
import { DateTime } from 'luxon';

import { readDay, readMoment } from '../../nodes/shared/values/date';

/** The days of some years whose midnight here, as a Date, was read as another day. */
function movedDays(): string[] {
	const moved: string[] = [];
	for (let at = Date.UTC(1970, 0); at < Date.UTC(2035, 0); at += 5 * 86_400_000) {
		const day = new Date(at).toISOString().slice(0, 10);
		const [year, month, date] = day.split('-').map(Number);
		const read = readDay(new Date(year, month - 1, date));
		if (!('value' in read) || read.value !== day) moved.push(`${day} ${JSON.stringify(read)}`);
	}
	return moved;
}

const days = {
	'Date of a local day': new Date('05/04/1980'),
	'Date of local fields': new Date(1980, 4, 4),
	'milliseconds of a local midnight': new Date(1980, 4, 4).getTime(),
	'seconds of a local midnight': new Date(1980, 4, 4).getTime() / 1000,
	'Date of a day in UTC': new Date('1980-05-04'),
	'milliseconds of a day in UTC': Date.UTC(1980, 4, 4),
	'Date within a day of both': new Date(Date.UTC(1980, 4, 4, 11, 59)),
	text: '1980-05-04',
	'text with a zone': '1980-05-04T23:30:00-08:00',
	'serial day': 29345,
	'Luxon value of a zone': DateTime.fromISO('1980-05-04T23:30:00', { zone: 'America/New_York' }),
	'Luxon value of this zone': DateTime.local(1980, 5, 4),
};

const moments = {
	text: '2026-03-01 14:30',
	day: '2026-03-01',
	'serial day': 46082.604166666664,
	Date: new Date('2026-03-01T19:30:00Z'),
	'Luxon value': DateTime.fromISO('2026-03-01T19:30:00Z'),
	seconds: 1772393400,
};

/** Late in the evening behind UTC and early in the morning ahead of it: the day is another one there. */
const isBehind = new Date(1980, 4, 4).getTimezoneOffset() > 0;
const between = new Date(1980, 4, 4, isBehind ? 22 : 1, 15);

console.log(
	JSON.stringify({
		offset: new Date(1980, 4, 4).getTimezoneOffset(),
		moved: movedDays(),
		days: Object.entries(days).map(([name, value]) => [name, readDay(value)]),
		moments: Object.entries(moments).map(([name, value]) => {
			const read = readMoment(value, 'America/New_York');
			return [name, 'value' in read ? read.value.toISO() : read];
		}),
		between: readDay(between),
	}),
);
