import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { z } from 'zod';

import { inFlight } from '../../shared/workers';
import { withCamelKeys } from '../shared/words';
import { askServer, businessById, pickList } from './business';

/** Names asked for at once. */
const NAMES_IN_FLIGHT = 5;

/** The server spells the list with two s; the right spelling is taken too. */
const userSchema = z
	.object({ bussiness: z.array(z.coerce.string()), businesses: z.array(z.coerce.string()) })
	.partial()
	.passthrough();

/**
 * The businesses of the account. The server gives their numbers only to a key that may manage the user, and no names: each
 * is asked for, and one that may not be seen keeps its number as name.
 */
export async function searchBusinesses(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	let user: unknown;
	try {
		user = await askServer(this, '/user');
	} catch (error) {
		const { description } = error as Error & { description?: string };
		const message = 'This API key may not list businesses';
		throw new NodeApiError(
			this.getNode(),
			{ message },
			{
				message,
				description: `Type the ID ('By ID'), or allow user management for the key in the dashboard. ${description ?? ''}`,
			},
		);
	}
	const { bussiness, businesses } = userSchema.parse(withCamelKeys(user));
	const ids = bussiness ?? businesses ?? [];
	const entries = ids.map((id) => ({ id, name: '' }));
	await inFlight(ids.length, NAMES_IN_FLIGHT, async (index) => {
		const found = await businessById(this, ids[index]).catch(() => undefined);
		entries[index].name = found?.businessData.name ?? '';
	});
	return pickList(entries, filter);
}
