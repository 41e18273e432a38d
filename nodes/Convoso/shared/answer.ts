import camelCase from 'lodash/camelCase';
import omit from 'lodash/omit';
import type {
	IDataObject,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	PostReceiveAction,
} from 'n8n-workflow';
import { isResourceLocatorValue } from 'n8n-workflow';
import { z } from 'zod';

import { refusedBy, unreadableAnswer, type Outcome } from '../../shared/errors';
import type { Page } from '../../shared/paging';
import { hintFor } from './hints';

/** The frame of every answer; what it carries differs by endpoint and by account. */
const envelopeSchema = z
	.object({
		success: z.boolean().optional(),
		code: z.coerce.string().optional(),
		text: z.string().optional(),
		error: z.string().optional(),
		message: z.string().optional(),
	})
	.passthrough();

/** Numbers come as numbers from some endpoints and as text from others. */
const count = z.coerce.number().int().nonnegative();

/** Checked as a whole only: looking at each field would cost more than fetching a large page. */
const row = z.custom<IDataObject>(isObject);

/**
 * First step of every answer: refuses what is no Convoso answer, and turns `success: false` (sent with HTTP 200) and HTTP
 * errors into an error with Convoso's text, its code and what to do.
 *
 * Sources: error form `{success:false, code, text}` from running integrations; `{success:false, error}` from the Leads
 * API document. HTTP 401, 403 and 500 from Convoso's API glossary.
 */
export const readAnswer = async function (
	this: IExecuteSingleFunctions,
	items: INodeExecutionData[],
	response: IN8nHttpFullResponse,
): Promise<INodeExecutionData[]> {
	const status = response.statusCode;
	const parsed = envelopeSchema.safeParse(response.body);
	if (!parsed.success) {
		throw unreadableAnswer(this, 'Convoso', status, response.body);
	}
	const answer = parsed.data;
	const isRefused =
		answer.success === false || (answer.success === undefined && answer.error !== undefined);
	if (!isRefused && status < 400) return items;

	const code = answer.code ?? (status >= 400 ? String(status) : undefined);
	const message =
		answer.text ?? answer.error ?? answer.message ?? `answered with HTTP status ${status}`;
	const { resource, operation } = this.getNode().parameters;
	throw refusedBy(this, 'Convoso', {
		message,
		hint: hintFor(`${String(resource)}.${String(operation)}`, code),
		code: answer.code,
		status,
		outcome: outcomeFor(code, message),
	});
};

function outcomeFor(code: string | undefined, message: string): Outcome {
	const isCredential =
		code === '5001' ||
		code === '401' ||
		code === '403' ||
		/invalid authentication token/i.test(message);
	return isCredential ? 'credential' : 'refused';
}

/** Finds the rows in the `data` of an answer, or in the whole answer where it has none. */
export type Place = (data: unknown, body: IDataObject) => unknown;

/** The first of the usual places that holds a list or records by id, not a count. */
const usualPlace: Place = (data, body) => {
	const { entries, results } = (data ?? body) as IDataObject;
	return [data, entries, results].find(Array.isArray) ?? [entries, results].find(isObject);
};

/**
 * Makes the rows of an answer one {@link Page}, whichever way they are wrapped.
 *
 * Sources: `{data:{total,entries:[…]}}` from running integrations; `data:[…]` (campaigns, lists, statuses); `data:{total_found,
 * entries:500,results:[…]}` (call log), where `entries` is a count; records by id (users, agent performance); top-level
 * `results` (search) and `entries` (get-recordings) from the Leads API document. An empty search may come without `data`.
 *
 * @param idName the field for the id of records that are given by id and do not hold it themselves
 * @param place finds the rows where they are in no usual place
 */
export function pageOf(idName: string, place: Place = usualPlace): PostReceiveAction {
	return async function (this: IExecuteSingleFunctions, _items, response) {
		const body = response.body as IDataObject;
		const found = place(body.data, body) ?? [];
		const list = Array.isArray(found)
			? found
			: Object.entries(found).map(([id, record]) =>
					isObject(record) ? { [idName]: id, ...record } : record,
				);
		const rows = z.array(row).safeParse(list);
		if (!rows.success) throw unreadableAnswer(this, 'Convoso', response.statusCode, response.body);
		const { total, total_found } = (body.data ?? body) as IDataObject;
		const all = count.safeParse(total ?? total_found ?? NaN);
		const page: Page = {
			rows: rows.data.map(withTextIds),
			...(all.success ? { total: all.data } : {}),
		};
		return [{ json: page as unknown as IDataObject }];
	};
}

/** The rows of an answer with them in one of the usual places. */
export const asPage = pageOf('id');

/**
 * What an insert or update made: the `data` of the answer, with its ids as text.
 *
 * Source: `{success, data:{lead_id}}`, and a top-level `id` in the Leads API document.
 */
export function asRecord(idName: string): PostReceiveAction {
	return async (_items, response) => {
		const body = response.body as IDataObject;
		const data = (body.data ?? {}) as IDataObject;
		const id = data[idName] ?? body[idName] ?? body.id;
		return [{ json: withTextIds({ ...data, ...(id === undefined ? {} : { [idName]: id }) }) }];
	};
}

/** The whole answer but its frame, for one that is a single record. */
export const asAnswer: PostReceiveAction = async (_items, response) => {
	const body = response.body as IDataObject;
	const rest = omit(body, 'success', 'code', 'data');
	return [{ json: withTextIds({ ...rest, ...(body.data as IDataObject | undefined) }) }];
};

/**
 * What a delete leaves: that it is done, and of what.
 *
 * @param idName Convoso's name of the id; the parameter has the same name in camel case
 */
export function asDeleted(idName: string): PostReceiveAction {
	return async function (this: IExecuteSingleFunctions) {
		return [{ json: { deleted: true, [idName]: given(this, idName) } }];
	};
}

/** What a change leaves that is answered by nothing but `success`: that it is done, and to what; see {@link asDeleted}. */
export function asDone(idName: string): PostReceiveAction {
	return async function (this: IExecuteSingleFunctions) {
		return [{ json: { success: true, [idName]: given(this, idName) } }];
	};
}

/** The id that the user gave under Convoso's name. */
export function given(context: IExecuteSingleFunctions, idName: string): string {
	const parameter = context.getNodeParameter(camelCase(idName));
	const value = isResourceLocatorValue(parameter) ? parameter.value : parameter;
	return String(value).trim();
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Ids stay text: some endpoints send numbers, and a long number would lose its last digits. */
function withTextIds(record: IDataObject): IDataObject {
	const copy = { ...record };
	for (const [key, value] of Object.entries(record)) {
		if (typeof value === 'number' && /(^|_)u?id$/.test(key)) copy[key] = String(value);
	}
	return copy;
}
