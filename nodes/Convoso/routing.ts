import type { IDataObject, INodePropertyOptions, PostReceiveAction } from 'n8n-workflow';

import { cursorPages, offsetPages, type OffsetPaging } from '../shared/paging';
import { asPage, pageOf } from './answer';

type Routing = INodePropertyOptions['routing'];

/** How an endpoint gives its rows page by page: the most that it gives at once, and what else differs from the others. */
type Paged = Pick<OffsetPaging, 'pageSize'> & Partial<OffsetPaging>;

/** The routing of one request. Convoso takes everything as a POST. */
export function post(url: string, answer: PostReceiveAction): Routing {
	return { request: { method: 'POST', url }, output: { postReceive: [answer] } };
}

/** Paging as Convoso does it, by `offset` and `limit` in the body. */
export function byOffset(paging: Paged): ReturnType<typeof offsetPages> {
	return offsetPages({
		place: 'body',
		window: (offset, limit) => ({ offset, limit }),
		pagesInFlight: 5,
		idOf: ({ id }) => id,
		...paging,
	});
}

/** The routing of a search that the vendor pages by `offset` and `limit`, for Return All and Limit. */
export function pagedSearch(url: string, paging: Paged): Routing {
	return searchRouting(url, byOffset(paging), asPage);
}

/**
 * The routing of a search that the vendor answers with all rows at once; Limit then only shortens them.
 *
 * @param idName the field that names a row
 * @param place see {@link pageOf}
 */
export function wholeSearch(url: string, idName: string, place?: string): Routing {
	const pagination = cursorPages({
		ask: (options) => options,
		pageSize: Infinity,
		idOf: (row: IDataObject) => row[idName],
	});
	return searchRouting(url, pagination, pageOf(idName, place));
}

/** The routing of a read that asks page after page by `pagination`. */
export function searchRouting(
	url: string,
	pagination: ReturnType<typeof offsetPages>,
	answer: PostReceiveAction,
): Routing {
	return { ...post(url, answer), send: { paginate: true }, operations: { pagination } };
}
