import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { phoneFilter, pickPage } from './ask';

/** The do-not-call list, narrowed by a whole phone number. */
export async function searchDncNumbers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await pickPage(
		this,
		'/dnc/search',
		phoneFilter(filter),
		paginationToken,
		({ phone_code, phone_number, campaign_name }) =>
			[`+${String(phone_code)} ${String(phone_number)}`, campaign_name].filter(Boolean).join(', '),
	);
}
