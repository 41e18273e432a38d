import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { currentBusiness, generalOf, nameIn, pickList } from './business';

/** The telephony campaigns of the business; web campaigns cannot call. */
export async function searchCampaigns(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { businessApp, businessData } = await currentBusiness(this);
	const entries = (businessApp.telephonyCampaigns ?? []).map((campaign) => ({
		id: campaign.id,
		name: nameIn(generalOf(campaign).name, businessData.defaultLanguage),
	}));
	return pickList(entries, filter);
}
