import type { IDataObject } from 'n8n-workflow';

import { isDoubtful, unreadable } from '../shared/answers';
import type { Refusal } from '../shared/errors';
import { rowsIn } from '../shared/rows';
import type { Answer, Asked, Verdict } from '../shared/service';
import { wordsIn } from '../shared/words';
import { adviceFor } from './hints';
import { signsOf, verdictOfWords } from './signs';

/**
 * Reads an answer: the status first, then what the body says of itself. What was asked for is handed on as it came, since
 * Convolo documents no answer but the list of calls.
 */
export function readAnswer(answer: Answer, asked: Asked): Verdict {
	const { status, body } = answer;
	if (status >= 400) return { refusal: refused(answer, asked) };
	if (isMarkup(body) || body === null || body === undefined || body === '') {
		return { refusal: unreadable(answer, asked) };
	}
	return asked.isRead ? readReport(answer, asked) : readStart(answer, asked);
}

/** A report. The record of a call that failed may hold the reason, and is no refusal. */
function readReport(answer: Answer, asked: Asked): Verdict {
	const { body } = answer;
	if (typeof body !== 'object') return { refusal: unreadable(answer, asked) };
	if (Array.isArray(body) && body.length !== 1) return { data: body };
	const { hasId, content, yes, no } = signsOf(body, false);
	const says = content.length === 0 ? wordsIn(body) !== undefined && !yes : isRefusal(content);
	return hasId || !(no || says) ? { data: body } : { refusal: refused(answer, asked) };
}

/** Whether all that an answer holds is a refusal inside of its `data`. */
function isRefusal(content: unknown[]): boolean {
	const inner = signsOf(content, false);
	return inner.no && !inner.hasId && inner.content.length === 0;
}

/**
 * What came of the start of a call: it was accepted where the answer says so or names the call, and refused where the
 * answer says that. Of anything else nobody knows.
 */
function readStart(answer: Answer, asked: Asked): Verdict {
	const { body } = answer;
	const signs = signsOf(body, true);
	const heard = verdictOfWords(wordsOf(body) ?? '');
	const yes = signs.yes || body === true || (!signs.no && heard === 'yes');
	const no = signs.no || body === false || (!signs.yes && heard === 'no');
	if (yes && !no) return { data: body };
	// A call that has an ID may ring, whatever else the answer says.
	if (yes === no || isDoubtful(signs.status ?? 0)) return { refusal: unclear(answer) };
	return { refusal: refused(answer, asked) };
}

function refused(answer: Answer, asked: Asked): Refusal {
	const { status, body } = answer;
	const { code, status: inner } = signsOf(body, !asked.isRead);
	const meant = status < 400 && inner !== undefined ? inner : status;
	const words = wordsOf(body);
	const { hint, isCredential } = adviceFor(asked.advice, meant, words);
	const nameless =
		status < 400 ? 'refused the request without saying why' : unreadable(answer, asked).message;
	return {
		message: words ?? nameless,
		hint,
		code,
		status,
		outcome: isCredential ? 'credential' : 'refused',
	};
}

function unclear({ status, body }: Answer): Refusal {
	const message = wordsOf(body) ?? 'did not say whether it took the call';
	return { message, hint: '', code: signsOf(body, true).code, status, outcome: 'unknown' };
}

/** The words of an answer; undefined for a web page, cut data, and what has none. */
function wordsOf(body: unknown): string | undefined {
	return isMarkup(body) ? undefined : wordsIn(body);
}

function isMarkup(body: unknown): boolean {
	return typeof body === 'string' && /^\s*[<[{]/.test(body);
}

/** Where the calls of a list may stand; the first is the one that Convolo's document names. */
const PLACES = ['endCallPayloadList', 'calls', 'records', 'results', 'entries', 'items', 'data'];

/**
 * The calls in an answer of payload-data-list, as a list or by their ids.
 *
 * Source: `endCallPayloadList` beside `data` with the statistics, from a public client. `calls_total` there is not taken
 * as the number of rows, since it is not known to follow the filters.
 *
 * @returns undefined where there is no list, or something in it is no call
 */
export function callsIn(answer: unknown): IDataObject[] | undefined {
	const isRecord = (call: IDataObject) => CALL_FIELDS.some((name) => name in call);
	return rowsIn(answer, { names: PLACES, id: 'call_id', isRecord })?.rows;
}

/** What the end_call webhook says of every call; the reports give the same record. */
const CALL_FIELDS = ['call_id', 'lead', 'call_status', 'widget_key', 'time_started_iso_string'];
