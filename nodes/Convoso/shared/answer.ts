import camelCase from 'lodash/camelCase';
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

const row = z.record(z.unknown());

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

/**
 * The rows of a list answer as one {@link Page}, whichever way they are wrapped.
 *
 * Sources: `{data:{total,entries:[…]}}` from running integrations; top-level `results` (search) and `entries`
 * (get-recordings) from the Leads API document. An empty search may come without `data`.
 */
export const asPage: PostReceiveAction = async (_items, response) => {
	const body = response.body as IDataObject;
	const data = (body.data ?? body) as IDataObject;
	const list = [data.entries, data.results].find(Array.isArray) ?? [];
	const rows = z.array(row).parse(list) as IDataObject[];
	const total = count.safeParse(data.total);
	const page: Page = {
		rows: rows.map(withTextIds),
		...(total.success && data.total !== undefined ? { total: total.data } : {}),
	};
	return [{ json: page as unknown as IDataObject }];
};

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

/**
 * What a delete leaves: that it is done, and of what.
 *
 * @param idName Convoso's name of the id; the parameter has the same name in camel case
 */
export function asDeleted(idName: string): PostReceiveAction {
	return async function (this: IExecuteSingleFunctions) {
		const parameter = this.getNodeParameter(camelCase(idName));
		const id = isResourceLocatorValue(parameter) ? parameter.value : parameter;
		return [{ json: { deleted: true, [idName]: String(id).trim() } }];
	};
}

/** Ids stay text: some endpoints send numbers, and a long number would lose its last digits. */
function withTextIds(record: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(record).map(([key, value]) => [
			key,
			/(^|_)u?id$/.test(key) && typeof value === 'number' ? String(value) : value,
		]),
	);
}
