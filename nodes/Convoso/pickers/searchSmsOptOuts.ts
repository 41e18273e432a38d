import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { phoneFilter, pickPage } from './ask';

/** The SMS opt-outs, narrowed by a whole phone number. */
export async function searchSmsOptOuts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await pickPage(
		this,
		'/sms-opt-out/search',
		phoneFilter(filter),
		paginationToken,
		({ phone_code, phone_number, campaign_name }) =>
			[`+${String(phone_code)} ${String(phone_number)}`, campaign_name].filter(Boolean).join(', '),
	);
}
