import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { askForRecords, pickList } from './ask';

const PAGE_SIZE = 100;

/**
 * The users of the account, page by page; Convoso itself searches by email, first or last name. users/search answers with
 * an object keyed by user id.
 */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const offset = Number(paginationToken ?? 0);
	const data = (await askForRecords(this, '/users/search', {
		...(filter ? { user: filter } : {}),
		offset,
		limit: PAGE_SIZE,
	})) as { total?: unknown; results?: Record<string, IDataObject> };
	const users = Object.values(data.results ?? {});
	const next = offset + users.length;
	return {
		...pickList(
			users,
			'',
			({ id }) => id,
			({ first_name, last_name, email }) =>
				[first_name, last_name, email && `<${String(email)}>`].filter(Boolean).join(' '),
		),
		...(users.length > 0 && next < Number(data.total) ? { paginationToken: String(next) } : {}),
	};
}
