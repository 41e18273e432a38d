import type { IDataObject } from 'n8n-workflow';

import { cursorPages } from '../../shared/paging';

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
			const filter = options.body as IDataObject;
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
