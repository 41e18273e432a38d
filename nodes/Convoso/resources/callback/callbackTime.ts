import { IANAZone } from 'luxon';
import type { IExecuteSingleFunctions, PreSendAction } from 'n8n-workflow';

import { readDate } from '../../../shared/dates';
import { invalidInput } from '../../../shared/errors';
import { bodyOf } from '../../../shared/send';
import { accountZone, field, noDate, text } from '../../shared/fields';

/**
 * When the callback is due. Convoso wants the local time and how far that place is from UTC.
 *
 * Of the two documented forms of the time, `YYYY-MM-DD hh:mm AM/PM` (Callbacks Insert help article) and one with seconds
 * (a public client), the vendor's own is sent.
 */
export const callbackTime = (required: boolean) =>
	field('callback_time', 'Callback Time', 'dateTime', { required, preSend: [asCallbackTime] });

/** Goes with {@link callbackTime}. */
export const timeZone = text('callback_time_zone', 'Time Zone', {
	placeholder: 'e.g. America/New_York',
	description:
		'Where the Callback Time is meant: a zone, or hours from UTC like -7. The account time zone when left out.',
	preSend: [
		async function (this: IExecuteSingleFunctions, request) {
			const { callback_time, callback_time_zone } = bodyOf(request);
			if (callback_time !== undefined || callback_time_zone === undefined) return request;
			throw invalidInput(this, 'Time Zone', 'stands alone', "Fill in 'Callback Time' too.");
		},
	],
});

async function asCallbackTime(
	this: IExecuteSingleFunctions,
	request: Parameters<PreSendAction>[0],
) {
	const body = bodyOf(request);
	const { callback_time: time, callback_time_zone: zone } = body;
	if (time === undefined) return request;
	const name = zone === undefined ? await accountZone(this) : readZone(String(zone).trim());
	if (name === undefined) {
		throw invalidInput(
			this,
			'Time Zone',
			`is no time zone: "${String(zone)}"`,
			'Enter one like America/New_York, or hours from UTC like -7 or 5.5.',
		);
	}
	const date = readDate(time, name);
	if (!date) throw noDate(this, 'Callback Time', time);
	return {
		...request,
		body: {
			...body,
			callback_time: date.toFormat('yyyy-MM-dd hh:mm a', { locale: 'en-US' }),
			callback_time_zone: (date.offset / 60).toFixed(2),
		},
	};
}

/**
 * @param text e.g. `America/New_York`, `-7`, `-7.00`, `5.5`, `+05:30`
 * @returns a zone as Luxon takes it, or undefined when it is none
 */
function readZone(text: string): string | undefined {
	const clock = /^([+-]?)(\d{1,2}):(\d{2})$/.exec(text);
	const hours = clock
		? Number(`${clock[1]}1`) * (Number(clock[2]) + Number(clock[3]) / 60)
		: Number(text);
	if (Number.isNaN(hours)) return IANAZone.isValidZone(text) ? text : undefined;
	if (Math.abs(hours) > 14) return undefined;
	const minutes = Math.round(Math.abs(hours) * 60);
	const sign = hours < 0 ? '-' : '+';
	return `UTC${sign}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
