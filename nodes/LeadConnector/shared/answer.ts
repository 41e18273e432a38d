import type {
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	NodeApiError,
	PostReceiveAction,
} from 'n8n-workflow';
import { isResourceLocatorValue } from 'n8n-workflow';
import { z } from 'zod';

import { refusedBy, unreadableAnswer } from '../../shared/errors';
import type { Page } from '../../shared/paging';
import { request } from './account';
import { adviceFor } from './hints';

/** The vendor's error body: `message` is a text, or a list of texts in a 422. */
const refusalSchema = z
	.object({
		message: z.union([z.string(), z.array(z.coerce.string())]).optional(),
		msg: z.string().optional(),
		error: z.string().optional(),
		error_description: z.string().optional(),
		traceId: z.string().optional(),
	})
	.passthrough();

const record = z.record(z.unknown());

/** Operations that only read, which need the other scope. */
const READS = new Set(['get', 'getMany', 'getRecording', 'getTranscription']);

/**
 * First step of every answer: turns a status from 400 on, and `success: false`, into an error with the vendor's words, its
 * trace ID and what to do.
 *
 * Sources: BadRequestDTO, UnauthorizedDTO and UnprocessableDTO of the vendor's OpenAPI description; `traceId` from its
 * OAuth overview.
 */
export const readAnswer = async function (
	this: IExecuteSingleFunctions,
	items: INodeExecutionData[],
	response: IN8nHttpFullResponse,
): Promise<INodeExecutionData[]> {
	const hasFailed = (response.body as { success?: unknown } | undefined)?.success === false;
	if (response.statusCode < 400 && !hasFailed) return items;
	const { resource, operation } = this.getNode().parameters as Record<string, string>;
	const section = resource === 'message' ? 'conversations/message' : 'conversations';
	throw refusal(this, response, {
		operation: `${resource}.${operation}`,
		scope: `${section}.${READS.has(operation) ? 'readonly' : 'write'}`,
	});
};

/**
 * The error for an answer that refuses a request.
 *
 * @param about what was asked, see {@link adviceFor}
 */
export function refusal(
	context: Pick<IExecuteSingleFunctions, 'getNode' | 'getItemIndex'>,
	response: IN8nHttpFullResponse,
	about: { operation: string; scope: string },
): NodeApiError {
	const status = response.statusCode;
	const { message, traceId } = wordsOf(response);
	const { hint, isCredential } = adviceFor({ ...about, status, message });
	return refusedBy(context, 'LeadConnector', {
		message,
		hint: traceId ? `${hint} LeadConnector's trace ID: ${traceId}.` : hint,
		status,
		outcome: isCredential ? 'credential' : 'refused',
	});
}

/** What the vendor says in a refusal, in one line, and its trace ID. */
export function wordsOf(response: IN8nHttpFullResponse): { message: string; traceId?: string } {
	const parsed = refusalSchema.safeParse(asJson(response.body));
	const words = parsed.success ? parsed.data : {};
	const message = words.message ?? words.msg ?? words.error_description ?? words.error;
	return {
		message:
			[message ?? []].flat().join('; ') || `answered with HTTP status ${response.statusCode}`,
		traceId: words.traceId,
	};
}

/** A body that was asked for as bytes (a recording) or text still holds JSON when it is a refusal. */
function asJson(body: unknown): unknown {
	const isBytes = Buffer.isBuffer(body) || body instanceof ArrayBuffer;
	const text = isBytes ? Buffer.from(body as ArrayBuffer).toString('utf8') : body;
	if (typeof text !== 'string') return body;
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/**
 * Asks something besides the operation's own request, before that is sent.
 *
 * @param about what is asked, see {@link adviceFor}
 * @throws NodeApiError of which nothing was sent: whatever goes wrong here, the operation itself did not happen
 */
export async function lookUp(
	context: IExecuteSingleFunctions,
	options: IHttpRequestOptions,
	about: { operation: string; scope: string },
): Promise<IDataObject> {
	const response = await request(context, options);
	if (response.statusCode >= 400) throw refusal(context, response, about);
	const body = record.safeParse(response.body);
	if (body.success) return body.data as IDataObject;
	const error = unreadableAnswer(context, 'LeadConnector', response.statusCode, response.body);
	error.context.outcome = 'refused';
	throw error;
}

/**
 * The record of an answer.
 *
 * @param wrapper where the real server puts it; the document has it at the top. Both are taken.
 */
export function asRecord(wrapper?: string): PostReceiveAction {
	return async function (this: IExecuteSingleFunctions, _items, response) {
		const body = objectIn(this, response);
		const inner = record.safeParse(wrapper === undefined ? undefined : body[wrapper]);
		return [{ json: (inner.success ? inner.data : body) as IDataObject }];
	};
}

/**
 * The rows of a list answer as one {@link Page}.
 *
 * @param name of the list; `{name: {name: […]}}`, as the real server answers, is taken too
 * @param nextOf the cursor for the page after this one
 */
export function asPage(
	name: string,
	nextOf: (this: IExecuteSingleFunctions, rows: IDataObject[], frame: IDataObject) => unknown,
): PostReceiveAction {
	return async function (this: IExecuteSingleFunctions, _items, response) {
		const body = objectIn(this, response);
		const inner = record.safeParse(body[name]);
		const frame = (inner.success ? inner.data : body) as IDataObject;
		const rows = z.array(record).safeParse(frame[name]);
		if (!rows.success) {
			throw unreadableAnswer(this, 'LeadConnector', response.statusCode, response.body);
		}
		const page: Page = {
			rows: rows.data as IDataObject[],
			next: nextOf.call(this, rows.data as IDataObject[], frame),
		};
		return [{ json: page as unknown as IDataObject }];
	};
}

/** The id that a parameter holds, whether it is a text or was picked from a list. */
export function idOf(context: IExecuteSingleFunctions, parameter: string): string {
	const raw = context.getNodeParameter(parameter);
	const value = isResourceLocatorValue(raw) ? raw.value : raw;
	return String(value ?? '').trim();
}

/**
 * The body of an answer as an object.
 *
 * @throws NodeApiError with outcome 'unknown' when it is none: a page, a cut answer, nothing
 */
export function objectIn(
	context: IExecuteSingleFunctions,
	{ statusCode, body }: IN8nHttpFullResponse,
): IDataObject {
	const parsed = record.safeParse(body);
	if (parsed.success) return parsed.data as IDataObject;
	throw unreadableAnswer(context, 'LeadConnector', statusCode, body);
}
