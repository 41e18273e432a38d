import type { IDataObject, INodePropertyOptions, PostReceiveAction } from 'n8n-workflow';

import { cursorPages, offsetPages } from '../shared/paging';
import { asPage, pageOf, type Place } from './answer';

/** How an endpoint gives its rows page by page. */
interface Paged {
	/** The most rows it gives at once. */
	pageSize: number;
	/** The largest offset it takes. */
	maxOffset?: number;
	/** The field that names a row; `id` when left out. */
	idName?: string;
}

/** The routing of a search that the vendor pages by `offset` and `limit`, for Return All and Limit. */
export function pagedSearch(
	url: string,
	{ pageSize, maxOffset, idName = 'id' }: Paged,
): INodePropertyOptions['routing'] {
	const pagination = offsetPages({
		place: 'body',
		window: (offset, limit) => ({ offset, limit }),
		pageSize,
		maxOffset,
		pagesInFlight: 5,
		idOf: (row) => row[idName],
	});
	return searchRouting(url, pagination, asPage);
}

/**
 * The routing of a search that the vendor answers with all rows at once; Limit then only shortens them.
 *
 * @param idName the field that names a row
 * @param place see {@link pageOf}
 */
export function wholeSearch(
	url: string,
	idName: string,
	place?: Place,
): INodePropertyOptions['routing'] {
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
): INodePropertyOptions['routing'] {
	return {
		request: { method: 'POST', url },
		send: { paginate: true },
		output: { postReceive: [answer] },
		operations: { pagination },
	};
}
