import type { IDataObject, INodePropertyOptions, PostReceiveAction } from 'n8n-workflow';
import { z } from 'zod';

import { answerRefused, answerUnreadable } from '../shared/answers';
import { bodyOf, plain } from '../shared/fields';
import { asPageItem, cursorPages, type Page } from '../shared/paging';
import { rowsIn } from '../shared/rows';
import { camelObject, withCamelKeys } from './answer';

/** A record of one of the server's lists. */
export interface Listed {
	/** The name of its id. */
	id: string;
	/** Names that every record has one of, by which records that are given by id are known. */
	marks: string[];
	/** Makes what the server tells of it into what the node gives; undefined when it is no such record. */
	describe: (raw: unknown) => IDataObject | undefined;
}

/** Whatever has the keys of either contract. */
export const anyObject = camelObject({});

const pageSchema = camelObject({
	nextCursor: z.coerce.string().nullish(),
	hasNextPage: z.unknown(),
	totalCount: z.coerce.number().int().nonnegative().nullish(),
	total: z.coerce.number().int().nonnegative().nullish(),
});

/** Names under which rows are found; the first is the server's. */
const ROWS = ['items', 'data', 'results', 'records', 'entries', 'rows', 'queues', 'conversations'];

/**
 * Reads a page of any list, whichever way its rows are wrapped.
 *
 * @returns undefined when it is none, when a row is no record, and when more is to follow to which there is no way
 */
export function readPage(data: unknown, { id, marks, describe }: Listed): Page | undefined {
	const isRecord = (one: IDataObject) =>
		marks.some((name) => anyObject.parse(one)[name] !== undefined);
	const found = rowsIn(withCamelKeys(data), { names: ROWS, id, isRecord });
	const parsed = pageSchema.safeParse(found?.frame ?? {});
	if (!found || !parsed.success) return undefined;
	const { nextCursor, hasNextPage, totalCount, total = totalCount } = parsed.data;
	if (hasNextPage === true && !nextCursor) return undefined;
	return {
		rows: found.rows.map((raw) => describe(raw) ?? (anyObject.parse(raw) as IDataObject)),
		...(typeof total === 'number' ? { total } : {}),
		...(nextCursor && hasNextPage !== false ? { next: nextCursor } : {}),
	};
}

/**
 * One record.
 *
 * @param parameter the display name of its id
 * @param name of that parameter
 */
export function asRecord(parameter: string, name: string, { describe }: Listed): PostReceiveAction {
	return async function ([{ json }], response) {
		const found = describe(json);
		if (found) return [{ json: found }];
		if (json !== null) throw answerUnreadable(this, response);
		throw answerRefused(this, {
			message: `has nothing under ${String(plain(this.getNodeParameter(name)))}`,
			hint: `Check '${parameter}'.`,
			status: response.statusCode,
			outcome: 'refused',
		});
	};
}

/**
 * What asks for a page of any list. The filter is sent with the first page only: the cursor holds it from then on, and the
 * server refuses the two together.
 *
 * @param limit the most rows of the page
 * @param filter null for all rows
 * @param cursor the `next` of the page before; null for the first page
 */
export function pageBody(
	limit: number,
	filter: IDataObject | null,
	cursor: Page['next'] = null,
): IDataObject {
	return {
		limit,
		nextCursor: cursor,
		previousCursor: null,
		filter: cursor === null ? filter : null,
	};
}

/**
 * The routing of a read of one of the server's lists. The fields of the body are the filter; see {@link pageBody}.
 *
 * @param pageSize the most rows of a page
 */
export function listRouting(
	url: string,
	pageSize: number,
	listed: Listed,
): INodePropertyOptions['routing'] {
	const asPage: PostReceiveAction = async function ([{ json }], response) {
		const page = readPage(json, listed);
		if (page) return asPageItem(page);
		throw answerUnreadable(this, response);
	};
	const pagination = cursorPages({
		pageSize,
		idOf: (row) => row[listed.id],
		ask: (options, cursor, limit) => {
			const fields = bodyOf(options);
			const filter = Object.keys(fields).length > 0 ? fields : null;
			return { ...options, body: pageBody(limit, filter, cursor) };
		},
	});
	return {
		request: { method: 'POST', url },
		send: { paginate: true },
		output: { postReceive: [asPage] },
		operations: { pagination },
	};
}
