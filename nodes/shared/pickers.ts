import type {
	IDataObject,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { editorClient, type Client, type Question } from './client';
import { refusalError } from './errors';
import type { Page } from './paging';
import type { Service } from './service';
import { byName } from './words';

/** What the user looks for in a list. */
export interface Search {
	/** What was typed, trimmed; empty for everything. */
	filter: string;
	/** What the page before gave for this one; undefined for the first. */
	cursor?: string;
	/** How many entries the pages before had, where the list is paged by that. */
	offset: number;
	client: Client;
	context: ILoadOptionsFunctions;
}

/** One list of records that a user can pick from. */
export interface PickList {
	/** POST when left out. */
	method?: IHttpRequestMethods;
	path: string | ((search: Search) => string | Promise<string>);
	/** What is sent: in the body of a POST, in the query of a GET. */
	params?: (search: Search) => IDataObject | Promise<IDataObject>;
	/** The entries in the answer's data, and what the vendor says of the rest. */
	page: (data: unknown, search: Search) => Page | undefined | Promise<Page | undefined>;
	/** The field that names a record; `id` when left out. */
	id?: string;
	/** What the user sees; the id follows in brackets where `showsId`. */
	name: (row: IDataObject) => string;
	showsId?: boolean;
	/** How the list is read: all at once and searched here, or page by page as the vendor searches and sorts it. */
	isPaged?: boolean;
	/** Entries that are no records of the vendor's, in front of the others. */
	first?: INodeListSearchResult['results'];
	/** See {@link Question.about}; `list` when left out. */
	about?: string;
	/** See {@link Question.advice}. */
	advice?: Question['advice'];
	/** What else the user can do: "You can also type the ID ('By ID')." */
	otherwise: string;
}

/** A pick list, as n8n calls it. */
export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Makes the lists of a vendor into what n8n calls for its resource locators. */
export function listSearches<Name extends string>(
	service: Service,
	lists: Record<Name, PickList>,
): Record<Name, ListSearch> {
	const entries = Object.entries<PickList>(lists).map(([name, list]): [string, ListSearch] => [
		name,
		async function (filter, paginationToken) {
			return await search(this, service, list, filter, paginationToken);
		},
	]);
	return Object.fromEntries(entries) as Record<Name, ListSearch>;
}

async function search(
	context: ILoadOptionsFunctions,
	service: Service,
	list: PickList,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const client = await editorClient(context, service);
	const [offset = '0', cursor] = paginationToken?.split(/:(.*)/s) ?? [];
	const looked: Search = { filter: filter.trim(), cursor, offset: Number(offset), client, context };
	const page = await pageOf(list, looked).catch((error: Error & { description?: string }) => {
		error.description = [error.description, list.otherwise].filter(Boolean).join(' ');
		throw error;
	});
	const read = looked.offset + (page?.rows.length ?? 0);
	if (!page || (page.total !== undefined && read < page.total && isLast(list, page, read))) {
		throw refusalError(context.getNode(), service.name, {
			message: page ? `only ${read} of ${page.total} entries came` : 'no list came back',
			hint: list.otherwise,
			status: 0,
			outcome: 'refused',
		});
	}
	return {
		results: [...(looked.offset === 0 ? (list.first ?? []) : []), ...entriesOf(list, page, looked)],
		...(isLast(list, page, read) ? {} : { paginationToken: `${read}:${page.next ?? ''}` }),
	};
}

async function pageOf(list: PickList, looked: Search): Promise<Page | undefined> {
	const { method = 'POST', path, params, about = 'list', advice } = list;
	const sent = await params?.(looked);
	const data = await looked.client.ask({
		method,
		path: typeof path === 'string' ? path : await path(looked),
		...(method === 'GET' ? { qs: sent } : { body: sent }),
		about,
		advice,
	});
	return await list.page(data, looked);
}

/** Whether no page follows: the list is not paged, the vendor gives no cursor, or all that it speaks of are read. */
function isLast({ isPaged }: PickList, { rows, total, next }: Page, read: number): boolean {
	if (!isPaged || rows.length === 0) return true;
	if (next !== undefined) return next === null;
	return total === undefined || read >= total;
}

function entriesOf(
	{ id = 'id', name, showsId, isPaged }: PickList,
	{ rows }: Page,
	{ filter }: Search,
): INodeListSearchResult['results'] {
	const entries = rows.map((row) => {
		const value = String(row[id]);
		const label = name(row) || value;
		return { name: showsId && label !== value ? `${label} (${value})` : label, value };
	});
	if (isPaged) return entries;
	const wanted = filter.toLowerCase();
	const found = entries.filter((one) => `${one.name} ${one.value}`.toLowerCase().includes(wanted));
	return byName(found, (one) => one.name);
}

/** Makes a pick list into the menu of a field that takes several: all its pages at once. */
export function menuOf(list: ListSearch) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const options: INodePropertyOptions[] = [];
		const seen = new Set<unknown>();
		let token: string | undefined;
		do {
			seen.add(token);
			const page = await list.call(this, undefined, token);
			options.push(...page.results);
			token = page.paginationToken as string | undefined;
		} while (token !== undefined && !seen.has(token));
		return options;
	};
}
