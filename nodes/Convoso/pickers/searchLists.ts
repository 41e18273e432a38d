import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { askForRecords, pickList } from './ask';

/** The active lists of the account. lists/search has no paging and wants `status`. */
export async function searchLists(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const lists = (await askForRecords(this, '/lists/search', { status: 1 })) as IDataObject[];
	return pickList(
		lists,
		filter,
		({ id }) => id,
		({ name }) => String(name ?? 'List'),
	);
}
