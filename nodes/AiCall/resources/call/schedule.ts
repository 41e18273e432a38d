import get from 'lodash/get';
import set from 'lodash/set';
import { DateTime } from 'luxon';
import type { PreSendAction } from 'n8n-workflow';

import { clock } from '../../../shared/clock';
import { invalidInput } from '../../../shared/errors';
import { bodyOf } from '../../../shared/fields';

/** How long after its start a call is still worth making when the user sets no give-up time. */
const WINDOW = { hours: 1 };

/** One of a call's times: where it stands in the body as ISO 8601, and what the user calls it. */
interface Time {
	property: string;
	name: string;
}

/**
 * Checks a call's times, and fills in those that the server demands where it knows a give-up time: start now, give up an hour
 * later.
 *
 * The server checks neither: a call whose give-up time is over expires without a word, and one whose start lies in the past
 * is dialled at once, which a user who meant another day would not want.
 */
export function schedule({ start, giveUp }: { start: Time; giveUp?: Time }): PreSendAction {
	return async function (request) {
		const body = bodyOf(request);
		const now = DateTime.fromMillis(clock.wallTime(), { zone: 'utc' });
		const given = (time?: Time) => {
			const value: unknown = time && get(body, time.property);
			return value === undefined ? undefined : DateTime.fromISO(String(value), { zone: 'utc' });
		};
		const startTime = given(start) ?? now;
		const ownLast = given(giveUp);
		const refuse = (name: string, fault: string, at: DateTime, hint: string) =>
			invalidInput(this, name, `${fault}: ${at.toISO()}`, hint);

		if (giveUp && ownLast && ownLast <= startTime) {
			const hint = `Enter a later date, or leave it out: it is then an hour after '${start.name}'.`;
			throw refuse(giveUp.name, 'is not after the start time', ownLast, hint);
		}
		if (giveUp && ownLast && ownLast <= now) {
			const hint = 'Enter a date to come: the call would expire without being made.';
			throw refuse(giveUp.name, 'is in the past', ownLast, hint);
		}
		if (startTime.plus(WINDOW) <= now) {
			const hint =
				'Enter a date to come, or leave it out to call at once. A start up to an hour ago is taken as now.';
			throw refuse(start.name, 'is in the past', startTime, hint);
		}
		if (giveUp) {
			set(body, start.property, startTime.toISO());
			set(body, giveUp.property, (ownLast ?? startTime.plus(WINDOW)).toISO());
		}
		return request;
	};
}
