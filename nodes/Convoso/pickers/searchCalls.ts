import { DateTime } from 'luxon';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { phoneFilter, pickPage } from './ask';

/** The calls of the last seven days, newest first, narrowed by a whole phone number. */
export async function searchCalls(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await pickPage(
		this,
		'/log/retrieve',
		{ start_time: sevenDaysAgo(), ...phoneFilter(filter) },
		paginationToken,
		({ call_date, first_name, last_name, phone_number }) =>
			[call_date, [first_name, last_name].filter(Boolean).join(' '), phone_number]
				.filter(Boolean)
				.join(', '),
	);
}

/** A few hours off where the account is not on UTC, which does not matter here. */
function sevenDaysAgo(): string {
	return DateTime.utc().minus({ days: 7 }).toFormat('yyyy-MM-dd HH:mm:ss');
}
