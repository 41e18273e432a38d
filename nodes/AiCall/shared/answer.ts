import type {
	IDataObject,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	PostReceiveAction,
} from 'n8n-workflow';
import { isResourceLocatorValue } from 'n8n-workflow';
import { z } from 'zod';

import { apiError, refusedBy, unreadableAnswer } from '../../shared/errors';
import type { Page } from '../../shared/paging';
import { factsOf } from './hints';
import { describeCall, describeConversation, withCamelKeys } from './words';

const NAME = 'AI Call';

/** The frame of every answer. `data` and `message` may be null on success and on failure. */
const envelopeSchema = z
	.object({
		success: z.boolean(),
		data: z.unknown(),
		code: z.coerce.string().nullish(),
		message: z.string().nullish(),
	})
	.passthrough();

/** What stands in an answer that is no envelope: a framework's or a proxy's. */
const otherSchema = z
	.object({ detail: z.string(), title: z.string(), message: z.string() })
	.partial()
	.passthrough();

type ItemContext = Pick<IExecuteSingleFunctions, 'getNode' | 'getItemIndex'>;

/**
 * Takes an answer out of its envelope.
 *
 * The server answers `{data, success, message, code}`, the published page shows `{Success, Data, Code, Message}`; both are
 * taken. Refusals, a bad key among them, come with HTTP 200.
 *
 * @returns its `data`
 * @throws NodeApiError with the server's sentence, its code and what to do
 */
export function dataOf(context: ItemContext, status: number, body: unknown): unknown {
	const answer = envelopeSchema.safeParse(withCamelKeys(body));
	if (answer.success && answer.data.success && status < 400) return answer.data.data;
	if (!answer.success && (status < 400 || status >= 500)) {
		throw unreadableAnswer(context, NAME, status, body);
	}
	const other = otherSchema.safeParse(withCamelKeys(body));
	const { code, message } = answer.success
		? answer.data
		: { code: undefined, message: other.data?.detail ?? other.data?.title ?? other.data?.message };
	const facts = factsOf(code ?? String(status));
	const { options } = context.getNode().parameters as { options?: { business?: unknown } };
	const isThisItemsOwn = facts.isAboutBusiness === true && options?.business !== undefined;
	throw refusedBy(context, NAME, {
		message: message || (code ? 'refused the request' : `answered with HTTP status ${status}`),
		hint: facts.hint,
		code: code ?? undefined,
		status,
		outcome: isThisItemsOwn ? 'refused' : (facts.outcome ?? 'refused'),
	});
}

/** First step of every answer: its `data` goes on to the steps after it. */
export const readAnswer = async function (
	this: IExecuteSingleFunctions,
	_items: INodeExecutionData[],
	response: IN8nHttpFullResponse,
): Promise<INodeExecutionData[]> {
	return [{ json: { data: dataOf(this, response.statusCode, response.body) as IDataObject } }];
};

/**
 * The queue ids of the calls that a request made, an item each. One request makes one call; `null` stands where one was
 * not queued.
 */
export const asQueued = async function (
	this: IExecuteSingleFunctions,
	[{ json }]: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const ids = z.array(z.string().nullable()).nullish().safeParse(json.data).data ?? [];
	const queued = ids.filter((id): id is string => !!id);
	if (queued.length > 0) return queued.map((queueId) => ({ json: { queueId } }));
	throw apiError(this.getNode(), this.getItemIndex(), {
		message: `${NAME} took the call but gave no queue ID for it`,
		description: '',
		outcome: 'unknown',
	});
};

/** One call of the outbound queue, with its state in words. */
export const asCall: PostReceiveAction = record('Queue ID', 'queueId', describeCall);

/** One conversation, with its transcript. */
export const asConversation: PostReceiveAction = record(
	'Conversation',
	'conversationId',
	describeConversation,
);

/** A page of the outbound queue as one {@link Page}. */
export const asCallPage: PostReceiveAction = page(describeCall);

/** A page of conversations as one {@link Page}. */
export const asConversationPage: PostReceiveAction = page(describeConversation);

function record(
	parameter: string,
	name: string,
	describe: (raw: unknown) => IDataObject | undefined,
): PostReceiveAction {
	return async function (this: IExecuteSingleFunctions, [{ json }], response) {
		const found = describe(json.data);
		if (found) return [{ json: found }];
		if (json.data !== null) throw unreadableAnswer(this, NAME, response.statusCode, response.body);
		const asked = this.getNodeParameter(name);
		const id = isResourceLocatorValue(asked) ? asked.value : asked;
		throw refusedBy(this, NAME, {
			message: `has nothing under ${String(id)}`,
			hint: `Check '${parameter}'.`,
			status: response.statusCode,
			outcome: 'refused',
		});
	};
}

const pageSchema = z
	.object({
		items: z.array(z.unknown()).nullish(),
		nextCursor: z.string().nullish(),
		hasNextPage: z.boolean().nullish(),
		totalCount: z.number().nullish(),
	})
	.passthrough();

/**
 * Reads a page of any list.
 *
 * @returns undefined when it is none
 */
export function readPage(
	data: unknown,
	describe: (raw: unknown) => IDataObject | undefined,
): Page | undefined {
	const parsed = pageSchema.safeParse(withCamelKeys(data));
	if (!parsed.success) return undefined;
	const { items, nextCursor, hasNextPage, totalCount } = parsed.data;
	return {
		rows: (items ?? []).map(describe).filter((row) => row !== undefined),
		...(typeof totalCount === 'number' ? { total: totalCount } : {}),
		...(nextCursor && hasNextPage !== false ? { next: nextCursor } : {}),
	};
}

function page(describe: (raw: unknown) => IDataObject | undefined): PostReceiveAction {
	return async function (this: IExecuteSingleFunctions, [{ json }], response) {
		const read = readPage(json.data, describe);
		if (!read) throw unreadableAnswer(this, NAME, response.statusCode, response.body);
		return [{ json: read as unknown as IDataObject }];
	};
}
