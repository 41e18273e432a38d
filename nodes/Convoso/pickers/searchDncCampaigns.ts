import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { searchCampaigns } from './searchCampaigns';

/** The campaigns, and above them 0, which stands for the whole account in a list of blocked numbers. */
export async function searchDncCampaigns(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { results } = await searchCampaigns.call(this, filter);
	return { results: [{ name: 'All Campaigns (0)', value: '0' }, ...results] };
}
