import type { OutgoingHttpHeaders } from 'node:http';

import { json, send, type Mode } from './mode';

const HOUR = 3_600_000;

/** A 429 that nothing was carried out for. */
function tooMany(does: string, headers: () => OutgoingHttpHeaders): Mode {
	return {
		does: `429 with ${does}`,
		isAccepted: false,
		act: ({ response }) => {
			send(response, json(429, { statusCode: 429, message: 'Too Many Requests' }, headers()));
		},
	};
}

const retryAfter = (does: string, value: () => string) =>
	tooMany(does, () => ({ 'retry-after': value() }));

/** Limits that are named, but badly. */
export const limits = {
	retryAfterNone: tooMany('no Retry-After', () => ({})),
	retryAfter0: retryAfter('Retry-After 0', () => '0'),
	retryAfterNegative: retryAfter('a negative Retry-After', () => '-5'),
	retryAfterPast: retryAfter('a Retry-After in the past', () =>
		new Date(Date.UTC(2020, 0)).toUTCString(),
	),
	retryAfterEmpty: retryAfter('an empty Retry-After', () => ''),
	retryAfterInfinity: retryAfter('Retry-After Infinity', () => 'Infinity'),
	retryAfterText: retryAfter('a Retry-After in words', () => 'soon'),
	retryAfterHour: retryAfter('a Retry-After of an hour', () => '3600'),
	dailyQuota0: tooMany('nothing left of the daily quota', () => ({
		'x-ratelimit-limit-daily': '200000',
		'x-ratelimit-daily-remaining': '0',
	})),
	rateRemaining0: {
		does: 'good answers that say: nothing left for an hour',
		isAccepted: true,
		act: ({ response, answer }) => {
			const headers = {
				...answer.headers,
				'x-ratelimit-max': '100',
				'x-ratelimit-remaining': '0',
				'x-ratelimit-interval-milliseconds': String(HOUR),
			};
			send(response, { ...answer, headers });
		},
	},
} satisfies Record<string, Mode>;
