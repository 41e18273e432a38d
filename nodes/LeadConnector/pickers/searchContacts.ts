import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { locationOf } from '../shared/account';
import { askForRecords } from './ask';

const PAGE_SIZE = 100;

/** The longest search text that LeadConnector takes, in characters. */
const MAX_QUERY = 75;

/** The contacts of the location; LeadConnector itself searches. */
export async function searchContacts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const page = Number(paginationToken ?? 1);
	const { contacts, total } = await askForRecords(
		this,
		{
			method: 'POST',
			url: '/contacts/search',
			body: {
				locationId: await locationOf(this),
				page,
				pageLimit: PAGE_SIZE,
				...(filter ? { query: filter.slice(0, MAX_QUERY) } : {}),
			},
		},
		'contacts.readonly',
	);
	const rows = (contacts ?? []) as IDataObject[];
	return {
		results: rows.map((row) => ({ name: nameOf(row), value: String(row.id) })),
		...(rows.length > 0 && page * PAGE_SIZE < Number(total)
			? { paginationToken: String(page + 1) }
			: {}),
	};
}

function nameOf({ contactName, firstName, lastName, phone, email, id }: IDataObject): string {
	const name = contactName ?? [firstName, lastName].filter(Boolean).join(' ');
	return [name, phone ?? email].filter(Boolean).join(', ') || String(id);
}
