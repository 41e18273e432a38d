import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { pickPage } from './ask';

/** The callbacks, narrowed by their comments. */
export async function searchCallbacks(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await pickPage(
		this,
		'/callbacks/search',
		filter ? { comments: filter } : {},
		paginationToken,
		({ callback_time, phone_number, user_name }) =>
			[callback_time, phone_number, user_name].filter(Boolean).join(', '),
	);
}
