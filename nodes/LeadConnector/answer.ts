import { jsonParse, type IDataObject } from 'n8n-workflow';

import { isDoubtful, unreadable } from '../shared/answers';
import type { Refusal } from '../shared/errors';
import { isObject } from '../shared/object';
import type { Answer, Asked, Verdict } from '../shared/service';
import { isEmpty } from '../shared/values/read';
import { readFlag } from '../shared/values/flag';
import { wordsIn } from '../shared/words';
import { adviceFor } from './hints';

/** A value that is an object; undefined for any other. */
export function recordIn(value: unknown): IDataObject | undefined {
	return isObject(value) ? value : undefined;
}

/** Fields in which the vendor says what is wrong, the most telling first. */
const WORDS = ['message', 'msg', 'error_description', 'error', 'errors'];

/** What names a thing that the vendor has stored. The conversation alone, in which it was to be stored, does not. */
const IDS = ['id', 'messageId', 'messageIds', 'emailMessageId'];

/** What the vendor says of itself; `succeded` is its spelling. */
const SIGNS = ['success', 'succeded', 'succeeded'];

/** A mouthful of JSON that the vendor's inner service gave, within the words: `400 - "{\"message\":\"Invalid id\"}"`. */
const INNER_WORDS = /\\*"message\\*":\s*\\*"([^"\\]+)/;

/** Words that say no without any other sign of it. */
const NO_WORDS =
	/not (found|allowed|authori[sz]ed|exist|valid|enabled)|unauthori[sz]ed|forbidden|denied|invalid|missing|required|must be|should not|fail|error|cannot|bad request|too many/i;

const ANOTHER_VERSION = "Try again later. If it stays like this, choose another 'API Version'.";

/**
 * Reads an answer: a status from 400 on, `success: false`, a status or an error in the body are refusals with the vendor's
 * words, its trace ID and what to do. What was asked for is handed on as it came.
 *
 * Sources: BadRequestDTO, UnauthorizedDTO, UnprocessableDTO and CancelScheduledResponseDto of the vendor's OpenAPI
 * description; `traceId` from its OAuth overview; an error as an object beside the conversation's ID, and a 201 that holds
 * only a trace ID although nothing was stored, from its issue tracker.
 */
export function readAnswer(answer: Answer, asked: Asked): Verdict {
	const frame = frameOf(answer.body);
	if (frame && (answer.status >= 400 || saysNo(frame))) {
		return { refusal: refusalOf(frame, answer, asked) };
	}
	if (answer.status < 400 && (frame ?? mayBe(answer, asked))) return { data: answer.body };
	return { refusal: unreadable(answer, asked) };
}

/** The refusal for an answer that holds something else than was asked for, or nothing of it. */
export function withoutData(answer: Answer, asked: Asked, missing: string): Refusal {
	const frame = frameOf(answer.body);
	if (!frame || Array.isArray(answer.body)) return unreadable(answer, asked);
	const words = wordsOf(frame);
	const refusal = refusalOf(frame, answer, asked);
	if (soundsLikeNo(frame)) return refusal;
	return {
		...refusal,
		message: `answered without ${missing}${words === undefined ? '' : `: ${words}`}`,
		hint: `${asked.isRead ? ANOTHER_VERSION : ''} ${traceIn(frame)}`.trim(),
		outcome: asked.isRead ? 'refused' : 'unknown',
	};
}

/** Whether the words of an answer say no, where nothing else in it does. */
export function soundsLikeNo(frame: IDataObject): boolean {
	return NO_WORDS.test(wordsOf(frame) ?? '');
}

/** Whether the vendor says yes of itself: by `success`, or by a status in the body. */
export function saysYes(frame: IDataObject): boolean {
	const status = Number(frame.status ?? frame.statusCode);
	return SIGNS.some((name) => flagOf(frame[name]) === true) || (status >= 200 && status < 300);
}

/** Whether an answer with a good status says no. */
function saysNo(frame: IDataObject): boolean {
	if (SIGNS.some((name) => flagOf(frame[name]) === false) || statusIn(frame) >= 400) return true;
	const error = frame.error ?? frame.errors;
	const isError = !isEmpty(error) && error !== false && error !== 0 && !isEmptyObject(error);
	return isError && IDS.every((name) => isEmpty(frame[name]));
}

function flagOf(value: unknown): boolean | undefined {
	const read = readFlag(value);
	return 'value' in read ? read.value : undefined;
}

function isEmptyObject(value: unknown): boolean {
	return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** The status that the body names; NaN where it names none. */
function statusIn({ status, statusCode, error }: IDataObject): number {
	const inner = recordIn(error) ?? {};
	return Number(statusCode ?? inner.statusCode ?? inner.status ?? status);
}

/** Whether an answer that is no JSON may be what was asked for: a recording, text of a call, or nothing at all. */
function mayBe({ status, body }: Answer, { answer }: Asked): boolean {
	if (Buffer.isBuffer(body)) return true;
	if (isEmpty(body)) return status === 204 || answer === 'nothing';
	return answer === 'text' && !/^\s*[<{[]/.test(String(body));
}

function refusalOf(frame: IDataObject, { status }: Answer, asked: Asked): Refusal {
	const told = statusIn(frame);
	const meant = status < 400 && told >= 400 ? told : status;
	const message = wordsOf(frame) ?? `answered with HTTP status ${meant}`;
	const advice = adviceFor({ ...asked, status: meant, message });
	const hint = advice?.hint ?? 'Check the values of this item against what LeadConnector says.';
	const isCredential = advice?.isCredential ?? (meant === 401 || meant === 403);
	const isUnknown = !asked.isRead && isDoubtful(meant);
	return {
		message,
		hint: `${hint} ${traceIn(frame)}`.trim(),
		status: meant,
		outcome: isUnknown ? 'unknown' : isCredential ? 'credential' : 'refused',
	};
}

/** What the vendor says in an answer, in one line; undefined where it says nothing. */
function wordsOf(frame: IDataObject): string | undefined {
	const said = WORDS.map((name) => wordsIn({ [name]: frame[name] })).find(Boolean);
	return said && (INNER_WORDS.exec(said)?.[1] ?? said);
}

function traceIn({ traceId }: IDataObject): string {
	return typeof traceId === 'string' ? `LeadConnector's trace ID: ${traceId}.` : '';
}

/** An answer as an object or a list. A body that was asked for as bytes (a recording) or text holds JSON when it is a refusal. */
function frameOf(body: unknown): IDataObject | undefined {
	const text: unknown = Buffer.isBuffer(body) ? body.toString('utf8') : body;
	const value: unknown = typeof text === 'string' ? jsonParse(text, { fallbackValue: null }) : text;
	return typeof value === 'object' && value !== null ? (value as IDataObject) : undefined;
}
