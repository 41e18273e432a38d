import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { askForRecords, pickList } from './ask';

/** The lead statuses of the account, by abbreviation. status/search gives all of them for an empty query. */
export async function searchStatuses(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const statuses = (await askForRecords(this, '/status/search', { query: '' })) as IDataObject[];
	return pickList(
		statuses,
		filter,
		({ status }) => status,
		({ name }) => String(name ?? 'Status'),
	);
}
