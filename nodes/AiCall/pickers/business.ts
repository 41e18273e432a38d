import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { z } from 'zod';

import { apiRoot, businessIdOf } from '../shared/address';
import { dataOf } from '../shared/answer';
import { withCamelKeys } from '../shared/words';

const record = z.record(z.unknown());

/** An agent, a number or a campaign. */
const holding = z.preprocess(withCamelKeys, record);

/** What the pick lists need of a business; the server sends much more. */
const businessSchema = z
	.object({
		businessData: z
			.object({ name: z.string().nullish(), defaultLanguage: z.string().nullish() })
			.passthrough(),
		businessApp: z
			.object({
				agents: z.array(holding).nullish(),
				numbers: z.array(holding).nullish(),
				telephonyCampaigns: z.array(holding).nullish(),
			})
			.passthrough(),
	})
	.passthrough();

export type Business = z.infer<typeof businessSchema>;

/**
 * Asks the server on behalf of a pick list.
 *
 * @param path below the API's root, e.g. /business/12
 * @returns `data` of the answer
 * @throws NodeApiError that says what to do
 */
export async function askServer(context: ILoadOptionsFunctions, path: string): Promise<unknown> {
	const { baseUrl } = await context.getCredentials<{ baseUrl: string }>('aiCallApi');
	const { statusCode, body } = (await context.helpers.httpRequestWithAuthentication.call(
		context,
		'aiCallApi',
		{
			method: 'GET',
			baseURL: apiRoot(baseUrl),
			url: path,
			headers: { Accept: 'application/json' },
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		},
	)) as { statusCode: number; body: unknown };
	const asItem = { getNode: () => context.getNode(), getItemIndex: () => 0 };
	return dataOf(asItem, statusCode, body);
}

/** The business that the node is set to, with all that it holds: the server has no narrower question. */
export async function currentBusiness(context: ILoadOptionsFunctions): Promise<Business> {
	const credentials = await context.getCredentials('aiCallApi');
	const id = businessIdOf(context.getCurrentNodeParameter('options'), credentials);
	return await businessById(context, id);
}

/** @param id of a business that the key may see */
export async function businessById(context: ILoadOptionsFunctions, id: string): Promise<Business> {
	const data = withCamelKeys(
		await askServer(context, `/business/${encodeURIComponent(id)}`),
	) as IDataObject;
	return businessSchema.parse({
		...data,
		businessData: withCamelKeys(data?.businessData) ?? {},
		businessApp: withCamelKeys(data?.businessApp) ?? {},
	});
}

/**
 * A name that may be a text or a map by language.
 *
 * @param language to take from the map; else any
 */
export function nameIn(name: unknown, language: string | null | undefined): string {
	if (typeof name === 'string') return name;
	const names = record.safeParse(name).data ?? {};
	const text = names[language ?? ''] ?? Object.values(names).find((one) => !!one);
	return typeof text === 'string' ? text : '';
}

/** A record's `general` part. */
export function generalOf(one: Record<string, unknown>): Record<string, unknown> {
	return record.safeParse(withCamelKeys(one.general)).data ?? {};
}

/**
 * Makes a pick list, keeping the entries whose name or id holds the search text.
 *
 * @param entries id and name of each
 */
export function pickList(
	entries: Array<{ id: unknown; name: string }>,
	filter: string | undefined,
): INodeListSearchResult {
	const wanted = (filter ?? '').trim().toLowerCase();
	const results = entries
		.map(({ id, name }) => ({ name: name || String(id), value: String(id) }))
		.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
	return { results };
}
