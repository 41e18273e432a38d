import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { askForRecords, pickList } from './ask';

/** All lists of the account, those that are inactive marked as such. lists/search gives either kind at a time. */
export async function searchAllLists(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const lists: IDataObject[] = [];
	for (const status of [1, 0]) {
		lists.push(...((await askForRecords(this, '/lists/search', { status })) as IDataObject[]));
	}
	return pickList(
		lists,
		filter,
		({ id }) => id,
		({ name, status }) => `${String(name ?? 'List')}${status === 'N' ? ', inactive' : ''}`,
	);
}
