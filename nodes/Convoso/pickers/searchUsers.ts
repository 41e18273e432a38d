import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { askForRecords, pickList } from './ask';

const PAGE_SIZE = 100;

/** The users of the account, page by page; Convoso itself searches by email, first or last name. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await pickUsers(this, 'id', filter, paginationToken);
}

/** The same, for what Convoso wants to know by email. */
export async function searchUserEmails(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await pickUsers(this, 'email', filter, paginationToken);
}

/** users/search answers with an object by user id. */
async function pickUsers(
	context: ILoadOptionsFunctions,
	value: 'id' | 'email',
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const offset = Number(paginationToken ?? 0);
	const data = (await askForRecords(context, '/users/search', {
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
			(user) => user[value],
			({ first_name, last_name, email }) =>
				[first_name, last_name, value === 'id' && email && `<${String(email)}>`]
					.filter(Boolean)
					.join(' '),
		),
		...(users.length > 0 && next < Number(data.total) ? { paginationToken: String(next) } : {}),
	};
}
