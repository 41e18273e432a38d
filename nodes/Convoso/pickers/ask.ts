import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
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

/** How many records a page of a pick list holds. */
const PAGE_SIZE = 100;

/**
 * Makes one page of a pick list, in the order in which Convoso gives the records.
 *
 * @param body what narrows the search
 * @param paginationToken of the page before, as n8n hands it back
 * @param nameOf what the user sees; the id follows in brackets
 */
export async function pickPage(
	context: ILoadOptionsFunctions,
	path: string,
	body: IDataObject,
	paginationToken: string | undefined,
	nameOf: (record: IDataObject) => string,
): Promise<INodeListSearchResult> {
	const offset = Number(paginationToken ?? 0);
	const data = (await askForRecords(context, path, {
		...body,
		offset,
		limit: PAGE_SIZE,
	})) as IDataObject;
	const records = ([data.entries, data.results].find(Array.isArray) ?? []) as IDataObject[];
	const next = offset + records.length;
	const isLast = records.length === 0 || next >= Number(data.total ?? data.total_found);
	return {
		results: records.map((record) => ({
			name: `${nameOf(record)} (${String(record.id)})`,
			value: String(record.id),
		})),
		...(isLast ? {} : { paginationToken: String(next) }),
	};
}

/** What the user typed as a phone number to look for; text that is none looks for nothing. */
export function phoneFilter(filter: string | undefined): IDataObject {
	const digits = (filter ?? '').replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '');
	return digits === '' ? {} : { phone_number: digits };
}

/** A pick list, as n8n calls it. */
export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Makes a pick list into the menu of a field that takes several: all its pages at once. */
export function menuOf(search: ListSearch) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const options: INodePropertyOptions[] = [];
		let page: INodeListSearchResult | undefined;
		do {
			page = await search.call(this, undefined, page?.paginationToken as string | undefined);
			options.push(...page.results);
		} while (page.paginationToken !== undefined);
		return options;
	};
}
