import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { hintFor } from '../shared/hints';

/**
 * Asks Convoso for the records of a pick list.
 *
 * @param path e.g. /lists/search
 * @returns `data` of the answer
 * @throws NodeApiError that says what to do; typing the id always works
 */
export async function askForRecords(
	context: ILoadOptionsFunctions,
	path: string,
	body: IDataObject = {},
): Promise<unknown> {
	const { baseUrl } = await context.getCredentials<{ baseUrl: string }>('convosoApi');
	const answer = (await context.helpers.httpRequestWithAuthentication.call(context, 'convosoApi', {
		method: 'POST',
		baseURL: baseUrl,
		url: path,
		headers: {
			Accept: 'application/json',
			'Content-Type': 'application/x-www-form-urlencoded',
		},
		body,
		ignoreHttpStatusErrors: true,
	})) as { success?: boolean; code?: unknown; text?: string; error?: string; data?: unknown };
	if (answer?.success === true) return answer.data ?? [];

	const code = answer?.code === undefined ? undefined : String(answer.code);
	const message = `Convoso: ${answer?.text ?? answer?.error ?? 'no list came back'}`;
	throw new NodeApiError(
		context.getNode(),
		{ message },
		{
			message,
			description: `${hintFor('any', code)} You can also type the ID ('By ID').`,
		},
	);
}

/**
 * Makes a pick list of records, keeping those whose name or id holds the search text.
 *
 * @param nameOf what the user sees; the id follows in brackets
 */
export function pickList(
	records: IDataObject[],
	filter: string | undefined,
	idOf: (record: IDataObject) => unknown,
	nameOf: (record: IDataObject) => string,
): INodeListSearchResult {
	const wanted = (filter ?? '').trim().toLowerCase();
	const results = records
		.map((record) => ({
			name: `${nameOf(record)} (${String(idOf(record))})`,
			value: String(idOf(record)),
		}))
		.filter(({ name }) => name.toLowerCase().includes(wanted))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
	return { results };
}
