import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { isDoubtful, unreadable } from '../shared/answers';
import type { Refusal } from '../shared/errors';
import { plain } from '../shared/fields';
import { isObject } from '../shared/object';
import type { Answer, Asked, Verdict } from '../shared/service';
import { wordsIn } from '../shared/words';
import { adviceFor, adviceForStatus } from './hints';

/** An object of the server with these fields, whichever way their names begin; what else it holds stays in it. */
export const camelObject = <S extends z.ZodRawShape>(shape: S) =>
	z.preprocess(withCamelKeys, z.object(shape).passthrough());

/** The frame of every answer, and what stands in those of frameworks and proxies. */
const frameSchema = camelObject({
	success: z.unknown(),
	ok: z.unknown(),
	result: z.unknown(),
	data: z.unknown(),
	code: z.unknown(),
	status: z.unknown(),
	error: z.unknown(),
	errors: z.unknown(),
});

type Frame = z.infer<typeof frameSchema>;

/** Words that refuse, where an answer has no other sign. */
const REFUSING =
	/\b(not (found|allowed|valid|authori[sz]ed)|invalid|unauthori[sz]ed|forbidden|denied|disabled|expired|missing|required|rejected|refused|exceeded|insufficient)\b/i;

/**
 * Takes an answer out of its frame: the status is looked at first, then the body.
 *
 * The server answers `{data, success, message, code}`, the published page shows `{Success, Data, Code, Message}`; both are
 * taken. Refusals, a bad key among them, come with HTTP 200. What has no sign of success is handed on for what it holds, so
 * that a queue ID counts as the success that it is.
 */
export function readAnswer(answer: Answer, asked: Asked): Verdict {
	const { status, body } = answer;
	const frame = frameSchema.safeParse(body).data;
	if (status < 400 && Array.isArray(body)) return { data: body };
	const words = frame && wordsOf(frame);
	if (!frame || (status >= 400 && words === undefined && !isFilled(frame.code))) {
		return { refusal: withoutWords(answer, asked) };
	}
	if (status < 400 && isTaken(body)) return { data: contentOf(frame) };
	const refusal = refusalOf(frame, answer, asked);
	if (status >= 400 || isRefusing(frame)) return { refusal };
	if (holdsMore(frame)) return { data: contentOf(frame) };
	if (words === undefined) return { refusal: withoutWords(answer, asked) };
	if (REFUSING.test(words)) return { refusal };
	const outcome = asked.isRead ? 'refused' : 'unknown';
	return { refusal: { message: words, hint: '', status, outcome } };
}

/** The refusal for an answer that says nothing, or is not in the server's form. */
function withoutWords(answer: Answer, asked: Asked): Refusal {
	const { status } = answer;
	const refusal = unreadable(answer, asked);
	const { hint = refusal.hint } = adviceForStatus(status, asked.isRead) ?? {};
	const isOfItem = status === 403 && isBusinessOfItem(asked.parameters);
	return { ...refusal, hint, outcome: isOfItem ? 'refused' : refusal.outcome };
}

/** What an answer says, besides what it carries. */
function wordsOf(frame: Frame): string | undefined {
	return (
		wordsIn(omit(frame, 'data')) ??
		[frame.status, frame.result].find((one) => typeof one === 'string')
	);
}

/** Whether an answer says that what was asked for was done. */
export function isTaken(body: unknown): boolean {
	const frame = frameSchema.safeParse(body).data;
	return frame !== undefined && flagOf(frame) === true;
}

/** The server's own sign; true and false may be written as numbers or text. */
function flagOf({ success, ok }: Frame): boolean | undefined {
	const sign = String(success ?? ok).toLowerCase();
	if (['true', '1'].includes(sign)) return true;
	return ['false', '0'].includes(sign) ? false : undefined;
}

function contentOf(frame: Frame): unknown {
	return frame.data === undefined ? frame : frame.data;
}

/** Whether there is anything in an answer beside signs and words. */
function holdsMore({ data, ...frame }: Frame): boolean {
	const signs =
		/^(success|ok|result|code|status|statusCode|errors?|messages?|text|detail|title|type|traceId)$/;
	return (
		Array.isArray(data) || isFilled(data) || Object.keys(frame).some((name) => !signs.test(name))
	);
}

function isRefusing(frame: Frame): boolean {
	const { result, code, error, errors } = frame;
	if (flagOf(frame) === false || result === false || isFilled(error) || isFilled(errors))
		return true;
	return (
		statusIn(frame) !== undefined ||
		(isFilled(code) && !/^(0|1|2\d\d|ok|success)$/i.test(String(code)))
	);
}

/** The status of HTTP that an answer with another one holds, as a number or as text. */
function statusIn({ code, status }: Frame): number | undefined {
	return [code, status].map(Number).find((one) => one >= 400 && one < 600);
}

/** Whether there is something in a value that is more than a form of nothing. */
function isFilled(value: unknown): boolean {
	if (typeof value === 'object' && value !== null) return Object.values(value).some(isFilled);
	return !['', 'undefined', 'null', 'false', 'none'].includes(String(value).trim().toLowerCase());
}

function refusalOf(frame: Frame, { status }: Answer, asked: Asked): Refusal {
	const meant = status >= 400 ? status : (statusIn(frame) ?? status);
	const code =
		isFilled(frame.code) && String(frame.code) !== String(meant) ? String(frame.code) : undefined;
	const words = wordsOf(frame);
	const advice = adviceFor({ code, status: meant, words }, asked);
	const isOfItem = advice.isAboutBusiness === true && isBusinessOfItem(asked.parameters);
	const { outcome = 'refused' } = advice;
	// Refused, and yet there is a call, or the server failed at a moment that it does not tell: nobody knows whether it rings.
	const isOpen = isDoubtful(meant) || (outcome === 'refused' && queueIdsIn(frame.data).length > 0);
	return {
		message: words ?? (meant >= 400 ? `answered with HTTP status ${meant}` : 'refused the request'),
		hint: advice.hint,
		// With blanks in it, so that a long one does not run off the panel.
		code: code?.replace(/:(?=\S)/g, ': '),
		status,
		outcome: isOpen && !asked.isRead ? 'unknown' : isOfItem ? 'refused' : outcome,
	};
}

/** Names under which a queue id is given. */
const IDS = /^(call)?(queue)?_?ids?$/i;

/**
 * The queue ids in what an answer holds: text, a list, or an object in which one is named. Words such as "queued" are none.
 */
export function queueIdsIn(data: unknown): string[] {
	if (typeof data === 'string')
		return /^[\w-]*\d[\w-]*$/.test(data) && data.length > 7 ? [data] : [];
	if (typeof data !== 'object' || data === null) return [];
	if (Array.isArray(data)) return data.flatMap(queueIdsIn);
	const entries = Object.entries(data as IDataObject);
	const named = entries.filter(([name]) => IDS.test(name)).flatMap(([, value]) => value);
	const ids = named
		.filter((id) => ['string', 'number'].includes(typeof id) && isFilled(id))
		.map(String);
	// Under another name only an object can hold one: a text there may be anything.
	return ids.length > 0
		? ids
		: entries.flatMap(([, value]) => (typeof value === 'object' ? queueIdsIn(value) : []));
}

/** Whether the business is chosen by an expression, so that it may be another one for each item. */
export function isBusinessOfItem({ options }: IDataObject): boolean {
	const written = plain((options as IDataObject | undefined)?.business);
	return typeof written === 'string' && written.startsWith('=');
}

/** The first letter of each key in lower case: the published page has `QueueId` for `queueId`. Deeper keys stay. */
export function withCamelKeys(value: unknown): unknown {
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [key[0]?.toLowerCase() + key.slice(1), inner]),
	);
}
