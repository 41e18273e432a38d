import type { IDataObject, IExecuteSingleFunctions, PostReceiveAction } from 'n8n-workflow';
import { z } from 'zod';

import { toAnswer, unreadable } from '../shared/answers';
import { refusedBy } from '../shared/errors';
import { bodyOf, plain } from '../shared/fields';
import { asPageItem, cursorPages, type Page } from '../shared/paging';
import { ADDRESS_FIELD, withCamelKeys } from './answer';
import { aiCall } from './service';

/** Makes what the server tells of a record into what the node gives; undefined when it is no such record. */
type Describe = (raw: unknown) => IDataObject | undefined;

const pageSchema = z.preprocess(
	withCamelKeys,
	z
		.object({
			items: z.array(z.unknown()).nullish(),
			nextCursor: z.string().nullish(),
			hasNextPage: z.boolean().nullish(),
			totalCount: z.number().nullish(),
		})
		.passthrough(),
);

/**
 * Reads a page of any list.
 *
 * @returns undefined when it is none
 */
export function readPage(data: unknown, describe: Describe): Page | undefined {
	const parsed = pageSchema.safeParse(data);
	if (!parsed.success) return undefined;
	const { items, nextCursor, hasNextPage, totalCount } = parsed.data;
	return {
		rows: (items ?? []).map(describe).filter((row) => row !== undefined),
		...(typeof totalCount === 'number' ? { total: totalCount } : {}),
		...(nextCursor && hasNextPage !== false ? { next: nextCursor } : {}),
	};
}

/** A page of a list as one {@link Page}. */
export function asPage(describe: Describe): PostReceiveAction {
	return async function (this: IExecuteSingleFunctions, [{ json }], response) {
		const page = readPage(json, describe);
		if (page) return asPageItem(page);
		throw refusedBy(
			this,
			aiCall.name,
			unreadable(toAnswer(response), { isRead: true }, ADDRESS_FIELD),
		);
	};
}

/**
 * One record.
 *
 * @param parameter the display name of its id
 * @param name of that parameter
 */
export function asRecord(parameter: string, name: string, describe: Describe): PostReceiveAction {
	return async function (this: IExecuteSingleFunctions, [{ json }], response) {
		const found = describe(json);
		if (found) return [{ json: found }];
		const isNone = json === null;
		throw refusedBy(
			this,
			aiCall.name,
			isNone
				? {
						message: `has nothing under ${String(plain(this.getNodeParameter(name)))}`,
						hint: `Check '${parameter}'.`,
						status: response.statusCode,
						outcome: 'refused',
					}
				: unreadable(toAnswer(response), { isRead: true }, ADDRESS_FIELD),
		);
	};
}

/**
 * Paging of the server's lists. The fields of the body are the filter, sent with the first page only: the cursor holds it
 * from then on, and the server refuses the two together.
 *
 * @param pageSize the most rows of a page
 * @param id name of a row's id
 */
export function listPages(pageSize: number, id: string) {
	return cursorPages({
		pageSize,
		idOf: (row) => row[id],
		ask: (options, cursor, limit) => {
			const filter = bodyOf(options);
			const isFirst = cursor === undefined;
			return {
				...options,
				body: {
					limit,
					nextCursor: isFirst ? null : (cursor as string),
					previousCursor: null,
					filter: isFirst && Object.keys(filter).length > 0 ? filter : null,
				},
			};
		},
	});
}
