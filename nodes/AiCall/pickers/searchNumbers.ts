import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { currentBusiness, pickList } from './business';

/** The numbers of the business that may make voice calls. A SIP number has no country. */
export async function searchNumbers(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { businessApp } = await currentBusiness(this);
	const entries = (businessApp.numbers ?? [])
		.filter(({ voiceEnabled }) => voiceEnabled !== false)
		.map(({ id, number, countryCode }) => ({
			id,
			name: countryCode ? `${String(number)} (${String(countryCode)})` : String(number ?? ''),
		}));
	return pickList(entries, filter);
}
