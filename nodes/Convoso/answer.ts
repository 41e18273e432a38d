import camelCase from 'lodash/camelCase';
import get from 'lodash/get';
import omit from 'lodash/omit';
import type { IDataObject, PostReceiveAction, PreSendAction } from 'n8n-workflow';

import { answerRefused, unreadable } from '../shared/answers';
import type { Refusal } from '../shared/errors';
import { bodyOf, given } from '../shared/fields';
import { isObject } from '../shared/object';
import { asPageItem, type Page } from '../shared/paging';
import { rowsIn } from '../shared/rows';
import type { Answer, Asked, Verdict } from '../shared/service';
import { adviceFor } from './hints';

/**
 * Reads an answer: `success: false` (sent with HTTP 200), a code beside a text, and HTTP errors are refusals with Convoso's
 * text, its code and what to do. What was asked for is handed on as it came.
 *
 * Sources: error form `{success:false, code, text}` from running integrations; `{success:false, error}` from the Leads
 * API document. HTTP 401, 403 and 500 from Convoso's API glossary.
 */
export function readAnswer(answer: Answer, asked: Asked): Verdict {
	const { status, body } = answer;
	if (!isObject(body)) {
		const isList = Array.isArray(body) && status < 400 && asked.isRead;
		return isList ? { data: { data: body } } : { refusal: unreadable(answer, asked) };
	}
	if (status < 400 && isSuccess(body, asked)) return { data: body };
	return { refusal: refusalOf(body, status, asked) };
}

/** Whether Convoso said yes. Of a read, the rows alone say it too, as in the Leads API document. */
function isSuccess(body: IDataObject, { isRead }: Asked): boolean {
	const { success, data, results, entries } = body;
	if (isYes(success)) return true;
	if (success !== undefined && success !== null) return false;
	const hasRows = [data, results, entries].some((one) => isObject(one) || Array.isArray(one));
	return isRead && !isRefusing(body) && hasRows;
}

function isRefusing(body: IDataObject): boolean {
	const code = codeOf(body);
	return Boolean(body.error) || body.result === false || (Boolean(code) && code !== '200');
}

function codeOf({ code }: IDataObject): string | undefined {
	return code === undefined || code === null ? undefined : String(code);
}

function refusalOf(body: IDataObject, status: number, asked: Asked): Refusal {
	const { success, text, error, message } = body;
	// Some servers wrap the words in an object or a list, which says nothing.
	const said = [text, error, message].find((words) => typeof words === 'string');
	const code = codeOf(body);
	const isSaid = status >= 400 || isNo(success) || isRefusing(body) || said !== undefined;
	const advice = adviceFor(asked, code ?? (status >= 400 ? String(status) : undefined), said);
	const isCredential = advice.isCredential || status === 401 || status === 403;
	return {
		message:
			said ?? (isSaid ? `answered with HTTP status ${status}` : 'did not say whether it took this'),
		hint: advice.hint,
		code,
		status,
		outcome: isCredential ? 'credential' : isSaid || asked.isRead ? 'refused' : 'unknown',
	};
}

function isYes(value: unknown): boolean {
	return /^(true|1)$/i.test(String(value));
}

function isNo(value: unknown): boolean {
	return /^(false|0)$/i.test(String(value));
}

/** Names under which rows are found. */
const ROWS = ['entries', 'results', 'records', 'agents', 'data'];

/**
 * The rows of an answer, whichever way they are wrapped.
 *
 * Sources: `{data:{total,entries:[…]}}` from running integrations; `data:[…]` (campaigns, lists, statuses); `data:{total_found,
 * entries:500,results:[…]}` (call log), where `entries` is a count; records by id (users, agent performance); top-level
 * `results` (search) and `entries` (get-recordings) from the Leads API document. An empty search may come without `data`.
 *
 * @param idName the field for the id of records that are given by id and do not hold it themselves
 * @param place the path of the rows where they are in no usual place
 * @returns undefined where something stands in the place of the rows that is none
 */
export function rowsOf(body: IDataObject, idName: string, place?: string): Page | undefined {
	const found = rowsIn(place ? { ...body, rows: get(body, place) as unknown } : body, {
		names: place ? ['rows'] : ROWS,
		id: idName,
		mayLack: true,
	});
	if (!found) return undefined;
	// Agent performance tells it beside `data`, the searches within.
	const { total, total_found } = found.frame;
	// Numbers come as numbers from some endpoints and as text from others.
	const all = Number(total ?? total_found ?? NaN);
	const isCount = Number.isInteger(all) && all >= 0;
	return { rows: found.rows.map(withTextIds), ...(isCount ? { total: all } : {}) };
}

/** Makes the rows of an answer one {@link Page}; see {@link rowsOf}. */
export function pageOf(idName: string, place?: string): PostReceiveAction {
	return async function ([{ json }], response) {
		const page = rowsOf(json, idName, place);
		if (page) return asPageItem(page);
		throw answerRefused(this, {
			message: 'sent rows in an unknown form',
			hint: 'Nothing was returned, so that none is missing unnoticed. Look for a newer version of this node.',
			status: response.statusCode,
			outcome: 'refused',
		});
	};
}

/** The rows of an answer with them in one of the usual places. */
export const asPage = pageOf('id');

/** What was sent for an item, by the item's context. */
const sentFor = new WeakMap<object, IDataObject>();

/**
 * Keeps what is sent, for {@link asRecord} to give beside the id, which is all that Convoso answers to an insert.
 *
 * @param but what is no part of the record
 */
export function keepSent(but: string[] = []): PreSendAction {
	return async function (request) {
		sentFor.set(this, omit(bodyOf(request), but));
		return request;
	};
}

/**
 * What an insert or update made: the `data` of the answer, with its ids as text, and what {@link keepSent} has kept.
 *
 * Source: `{success, data:{lead_id}}`, and a top-level `id` in the Leads API document.
 *
 * @param isPromised whether the answer must name the id: without it nobody knows whether there is such a record
 */
export function asRecord(idName: string, isPromised = false): PostReceiveAction {
	return async function ([{ json: body }], response) {
		const data = isObject(body.data) ? body.data : {};
		const id = data[idName] ?? body[idName] ?? data.id ?? body.id;
		if (isPromised && (id === undefined || id === null || id === '')) {
			throw answerRefused(this, {
				message: `said yes and gave no ${idName}`,
				hint: '',
				status: response.statusCode,
				outcome: 'unknown',
			});
		}
		const named = id === undefined ? {} : { [idName]: id };
		return [{ json: withTextIds({ ...sentFor.get(this), ...data, ...named }) }];
	};
}

/** The whole answer but its frame, for one that is a single record. */
export const asAnswer: PostReceiveAction = async ([{ json: body }]) => {
	const rest = omit(body, 'success', 'code', 'data');
	return [{ json: withTextIds({ ...rest, ...(body.data as IDataObject | undefined) }) }];
};

/**
 * What a write leaves that is answered by nothing but `success`: that it is done, and to what.
 *
 * @param done the word for it
 * @param idName Convoso's name of the id; the parameter has the same name in camel case
 */
export function asDone(done: 'deleted' | 'success', idName: string): PostReceiveAction {
	return async function () {
		return [{ json: { [done]: true, [idName]: given(this, camelCase(idName)) } }];
	};
}

/** Ids stay text: some endpoints send numbers, and a long number would lose its last digits. */
function withTextIds(record: IDataObject): IDataObject {
	const copy = { ...record };
	for (const [key, value] of Object.entries(record)) {
		if (typeof value === 'number' && /(^|_)u?id$/.test(key)) copy[key] = String(value);
	}
	return copy;
}
