import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { locationOf } from '../shared/account';
import { askForRecords } from './ask';

/**
 * The users of the location. GET /users/search needs the ID of the agency, which a location's token does not tell, so the
 * older GET /users/ is asked.
 */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const { users } = await askForRecords(
		this,
		{ method: 'GET', url: '/users/', qs: { locationId: await locationOf(this) } },
		'users.readonly',
	);
	const results = ((users ?? []) as IDataObject[])
		.map(({ id, name, firstName, lastName, email }) => ({
			name: [name ?? [firstName, lastName].filter(Boolean).join(' '), email && `<${String(email)}>`]
				.filter(Boolean)
				.join(' '),
			value: String(id),
		}))
		.filter(({ name }) => name.toLowerCase().includes(filter.trim().toLowerCase()))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
	return { results };
}
