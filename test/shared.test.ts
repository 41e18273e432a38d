import { DateTime } from 'luxon';

import { readDate, readDay } from '../nodes/shared/dates';
import { toE164 } from '../nodes/shared/phone';

describe('dates', () => {
	const inLosAngeles = (value: unknown) =>
		readDate(value, 'America/Los_Angeles')?.toFormat('yyyy-MM-dd HH:mm:ss');

	it.each([
		['what n8n’s date field gives', '2026-03-01T10:00:00', '2026-03-01 10:00:00'],
		['Convoso’s own form', '2026-03-01 10:00:00', '2026-03-01 10:00:00'],
		['a day', '2026-03-01', '2026-03-01 00:00:00'],
		['UTC', '2026-03-01T10:00:00.000Z', '2026-03-01 02:00:00'],
		['an offset', '2026-07-01T10:00:00+02:00', '2026-07-01 01:00:00'],
		['a Date', new Date('2026-03-01T10:00:00Z'), '2026-03-01 02:00:00'],
		[
			'a Luxon DateTime',
			DateTime.fromISO('2026-03-01T10:00:00Z', { zone: 'utc' }),
			'2026-03-01 02:00:00',
		],
		['milliseconds', Date.UTC(2026, 2, 1, 10), '2026-03-01 02:00:00'],
		['no date', 'soon', undefined],
		['a day that is not there', '2026-02-30', undefined],
	])('reads %s', (_name, value, expected) => {
		expect(inLosAngeles(value)).toBe(expected);
	});

	it.each([
		['1980-05-04', '1980-05-04'],
		['1980-05-04T00:00:00.000Z', '1980-05-04'],
		['1980-05-04T23:30:00-08:00', '1980-05-04'],
		['05/04/1980', undefined],
	])('keeps the calendar day of %s', (value, expected) => {
		expect(readDay(value)).toBe(expected);
	});
});

describe('E.164', () => {
	it.each([
		['+1 (555) 123-4567', { number: '+15551234567' }],
		['0044 20 7946 0018', { number: '+442079460018' }],
		['5551234567', { fault: 'has no country code' }],
		['+0 123 456 789', { fault: 'has no country code' }],
		['call me', { fault: 'has no digits' }],
		['+1 555 123 4567 ext 3', { fault: 'has letters in it' }],
		['+1 23', { fault: 'has 3 digits; a phone number with country code has 7 to 15' }],
	])('%s', (text, expected) => {
		expect(toE164(text)).toEqual(expected);
	});
});
