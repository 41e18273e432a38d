import { DateTime } from 'luxon';
import type { IExecuteSingleFunctions, PreSendAction } from 'n8n-workflow';

import { clock } from '../../shared/clock';
import { invalidInput } from '../../shared/errors';
import { bodyOf } from '../../shared/send';

/** How long after its start a call is still worth making when the user sets no give-up time. */
const WINDOW = { hours: 1 };

/** The names of a call's two times in the body; both hold ISO 8601. */
interface Times {
	start: string;
	giveUp?: string;
}

/**
 * Checks a call's times, and fills in those that the server demands: start now, give up an hour later.
 *
 * The server checks neither: a call whose give-up time is over expires without a word, and one whose start lies in the past
 * is dialled at once, which a user who meant another day would not want.
 */
export function schedule({ start, giveUp }: Times): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request) {
		const body = bodyOf(request);
		const now = DateTime.fromMillis(clock.wallTime(), { zone: 'utc' });
		const isSet = (property: string) => body[property] !== undefined;
		const at = (property: string) => DateTime.fromISO(String(body[property]), { zone: 'utc' });
		const startTime = isSet(start) ? at(start) : now;
		const lastTime = giveUp && isSet(giveUp) ? at(giveUp) : startTime.plus(WINDOW);

		if (giveUp && isSet(giveUp) && lastTime <= startTime) {
			throw invalidInput(
				this,
				'Give Up Time',
				`is not after the start time: ${lastTime.toISO()}`,
				"Enter a later date, or leave it out: it is then an hour after 'Start Time'.",
			);
		}
		if (lastTime <= now) {
			const isOwn = giveUp !== undefined && isSet(giveUp);
			throw invalidInput(
				this,
				isOwn ? 'Give Up Time' : startName(giveUp),
				`is in the past: ${(isOwn ? lastTime : startTime).toISO()}`,
				isOwn
					? 'Enter a date to come: the call would expire without being made.'
					: 'Enter a date to come, or leave it out to call at once. A start up to an hour ago is taken as now.',
			);
		}
		const filled = giveUp ? { [start]: startTime.toISO(), [giveUp]: lastTime.toISO() } : {};
		return { ...request, body: { ...body, ...filled } };
	};
}

function startName(giveUp: string | undefined): string {
	return giveUp ? 'Start Time' : 'Scheduled Time';
}
