import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { askForRecords, pickList } from './ask';

/** All campaigns of the account, those that are off marked as such. campaigns/search has no parameters. */
export async function searchCampaigns(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const campaigns = (await askForRecords(this, '/campaigns/search')) as IDataObject[];
	return pickList(
		campaigns,
		filter,
		({ id }) => id,
		({ name, status }) => `${String(name ?? 'Campaign')}${status === 'N' ? ', off' : ''}`,
	);
}
