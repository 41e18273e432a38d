import type { PreSendAction } from 'n8n-workflow';

import { clock } from '../../../shared/clock';
import { invalidInput } from '../../../shared/errors';
import { bodyOf, field } from '../../../shared/fields';
import { readMoment } from '../../../shared/values/date';
import { readZone } from '../../../shared/values/zone';
import { accountZone } from '../../fields';

/** When the callback is due. It is read last, when the time zone is known; see {@link inLocalTime}. */
export const callbackTime = (required: boolean) =>
	field('callback_time', 'Callback Time', 'dateTime', { required });

/** Goes with {@link callbackTime}. */
export const timeZone = field('callback_time_zone', 'Time Zone', 'string', {
	placeholder: 'e.g. America/New_York',
	description:
		'Where the Callback Time is meant: a zone, or hours from UTC like -7. The account time zone when left out.',
	read: readZone,
});

/**
 * Brings the time into the form that Convoso wants: the local time and how far that place is from UTC.
 *
 * Of the two documented forms of the time, `YYYY-MM-DD hh:mm AM/PM` (Callbacks Insert help article) and one with seconds
 * (a public client), the vendor's own is sent.
 */
export const inLocalTime: PreSendAction = async function (request) {
	const body = bodyOf(request);
	const { callback_time: time, callback_time_zone: zone } = body;
	if (time === undefined && zone === undefined) return request;
	if (time === undefined) {
		throw invalidInput(this, 'Time Zone', 'stands alone', "Fill in 'Callback Time' too.");
	}
	const name = zone === undefined ? await accountZone(this) : String(zone);
	const read = readMoment(time, name, { now: clock.wallTime(), scheduling: true });
	if ('fault' in read) {
		const hint = read.hint ?? 'Pick a date, or enter one like 2026-03-01 14:30:00.';
		throw invalidInput(this, 'Callback Time', read.fault, hint);
	}
	const date = read.value;
	return {
		...request,
		body: {
			...body,
			callback_time: date.toFormat('yyyy-MM-dd hh:mm a', { locale: 'en-US' }),
			callback_time_zone: (date.offset / 60).toFixed(2),
		},
	};
};
