import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { currentBusiness, generalOf, nameIn, pickList } from './business';

/** The agents of the business, by their names in its default language. */
export async function searchAgents(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { businessApp, businessData } = await currentBusiness(this);
	const entries = (businessApp.agents ?? []).map((agent) => ({
		id: agent.id,
		name: nameIn(generalOf(agent).name, businessData.defaultLanguage),
	}));
	return pickList(entries, filter);
}
