import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	IN8nRequestOperations,
	INodeExecutionData,
} from 'n8n-workflow';

import { apiError, invalidInput } from './errors';
import { isOn } from './switches';
import { inFlight } from './workers';

/** What an operation's postReceive makes of one page, as the JSON of a single item. */
export type Page = {
	rows: IDataObject[];
	/** How many rows there are in all, where the vendor tells. */
	total?: number;
	/** The cursor for the page after this one; none on the last page. */
	next?: string | number | null;
};

/** What both ways of paging need to know. */
interface Paging {
	/** The most rows a page may hold. */
	pageSize: number;
	/** The largest Limit a user may enter; none when left out. */
	maxLimit?: number;
	/** Names a row, so that one that moves between two pages while we read is not given twice. */
	idOf: (row: IDataObject) => unknown;
	/** What is done with the rows before they leave the node, such as fetching a file for each. */
	complete?: (
		this: IExecutePaginationFunctions,
		items: INodeExecutionData[],
	) => Promise<INodeExecutionData[]>;
}

/** How a vendor pages by the number of rows to pass over. */
export interface OffsetPaging extends Paging {
	/** Where the window is sent. */
	place: 'body' | 'qs';
	/** The vendor's parameters for `limit` rows from row `offset` (from 0) on. `offset` is a multiple of `limit`. */
	window: (offset: number, limit: number) => IDataObject;
	/** How many pages are asked for at once, once the total is known. */
	pagesInFlight: number;
	/** The largest offset the vendor takes; none when left out. */
	maxOffset?: number;
}

/** How a vendor pages by a cursor that each page gives for the next one. */
export interface CursorPaging extends Paging {
	/** Puts cursor (undefined for the first page) and page size into a request; leaves the given one as it is. */
	ask: (
		options: DeclarativeRestApiSettings.HttpRequestOptions,
		cursor: Page['next'],
		limit: number,
	) => DeclarativeRestApiSettings.HttpRequestOptions;
}

/** What n8n calls for the pages of an operation. */
type Pagination = Extract<IN8nRequestOperations['pagination'], (...args: never[]) => unknown>;

/** Asks for one page, from `offset` on. */
export type PageAt = (offset: number, limit: number) => Promise<Page>;

/** What makes a page of an answer's items. */
export function asPageItem(page: Page): INodeExecutionData[] {
	return [{ json: page }];
}

/** The page that an operation's postReceive has made; see {@link asPageItem}. */
export function pageIn([item]: INodeExecutionData[]): Page {
	return item.json as Page;
}

/**
 * Paging for an operation with Return All and Limit. The operation's postReceive turns each answer into one {@link Page}.
 *
 * The first page tells the total; the others are then asked for several at once and put together in order. Without a
 * total they are read one after the other until one brings nothing new.
 *
 * @returns a function for `routing.operations.pagination`; it throws where the vendor speaks of more rows than it gave
 */
export function offsetPages(paging: OffsetPaging): Pagination {
	return async function (request) {
		const wanted = wantedRows(this, paging);
		const pageAt: PageAt = async (offset, limit) => {
			const values = {
				...(request.options[paging.place] as IDataObject),
				...paging.window(offset, limit),
			};
			const options = { ...request.options, [paging.place]: values };
			return pageIn(await this.makeRoutingRequest({ ...request, options }));
		};
		const rows = new Rows(paging.idOf, wanted);
		const beyond = (total?: number) => outOfReach(this, paging, total);
		const { total } = await readByOffset(pageAt, { ...paging, wanted, beyond }, rows);
		return await completed(this, paging, rows, total);
	};
}

/** How {@link readByOffset} goes about it. */
export interface OffsetReading
	extends Pick<OffsetPaging, 'pageSize' | 'pagesInFlight' | 'maxOffset'> {
	/** How many rows are asked for at most. */
	wanted: number;
	/** The error when rows lie beyond the largest offset; without it, reading stops in front of them. */
	beyond?: (total?: number) => Error;
}

/** What came of reading by offset. */
interface OffsetRead {
	/** Of the first page, if the vendor tells. */
	total?: number;
	/** How many rows were within reach of the largest offset. */
	reach: number;
	/** Whether rows lie beyond that. */
	isCut: boolean;
}

/**
 * Reads pages from the first row on, several at once as soon as the total is known, and hands their rows over in order.
 *
 * @param pageAt asks for one page
 * @param rows takes them
 */
export async function readByOffset(
	pageAt: PageAt,
	reading: OffsetReading,
	rows: RowTaker,
): Promise<OffsetRead> {
	const size = Math.min(reading.pageSize, reading.wanted);
	const first = await pageAt(0, size);
	const given = first.rows.length;
	// A server that gives fewer rows than asked for, though there are more, has a smaller page: step by what it gives.
	const step = given > 0 && given < size ? given : size;
	return first.total === undefined
		? await readOneByOne(pageAt, reading, rows, first, step)
		: await readByTotal(pageAt, reading, rows, { first, total: first.total, step });
}

async function readOneByOne(
	pageAt: PageAt,
	{ maxOffset = Infinity, beyond }: OffsetReading,
	rows: RowTaker,
	first: Page,
	step: number,
): Promise<OffsetRead> {
	let offset = step;
	for (let isNew = rows.keep(first.rows) > 0; isNew && !rows.isFull; offset += step) {
		if (offset > maxOffset) {
			if (beyond) throw beyond();
			return { reach: offset, isCut: true };
		}
		isNew = rows.keep((await pageAt(offset, step)).rows) > 0;
	}
	return { reach: offset, isCut: false };
}

async function readByTotal(
	pageAt: PageAt,
	{ maxOffset = Infinity, pagesInFlight, wanted, beyond }: OffsetReading,
	rows: RowTaker,
	{ first, total, step }: { first: Page; total: number; step: number },
): Promise<OffsetRead> {
	const reach = (Math.floor(maxOffset / step) + 1) * step;
	const needed = Math.min(total, wanted);
	const isCut = needed > reach;
	if (isCut && beyond) throw beyond(total);
	let isNew = rows.keep(first.rows) > 0;
	const count = Math.max(0, Math.ceil(Math.min(needed, reach) / step) - 1);
	const pages = new Map<number, IDataObject[]>();
	let next = 0;
	await inFlight(
		count,
		pagesInFlight,
		async (index) => {
			pages.set(index, (await pageAt(step * (index + 1), step)).rows);
			// In order, and each page is let go as soon as its rows are taken over. One that brings nothing new is the last.
			for (let page = pages.get(next); page && isNew; page = pages.get(++next)) {
				isNew = rows.keep(page) > 0;
				pages.delete(next);
			}
		},
		() => !isNew,
	);
	return { total, reach, isCut };
}

function outOfReach(
	context: IExecutePaginationFunctions,
	{ pageSize, maxOffset = Infinity }: OffsetPaging,
	total?: number,
): Error {
	const most = (maxOffset + pageSize).toLocaleString('en');
	return notRead(
		context,
		`There are ${total?.toLocaleString('en') ?? 'too many'} results, and only the first ${most} can be read`,
		'Narrow the search with a filter.',
	);
}

/** The error where some of the rows cannot be read: then none are given. */
export function notRead(context: IExecutePaginationFunctions, message: string, hint: string) {
	return apiError(context.getNode(), context.getItemIndex(), {
		message,
		description: `Nothing was returned, so that none is missing unnoticed. ${hint}`,
		outcome: 'refused',
	});
}

/**
 * Paging by cursor for an operation with Return All and Limit: page after page until there is no next one, or Limit is
 * reached. The operation's postReceive turns each answer into one {@link Page}.
 *
 * @returns a function for `routing.operations.pagination`; it throws where the vendor speaks of more rows than it gave
 */
export function cursorPages(paging: CursorPaging): Pagination {
	return async function (request) {
		const wanted = wantedRows(this, paging);
		const rows = new Rows(paging.idOf, wanted);
		// A cursor that comes again would go round for ever, also by way of others.
		const seen = new Set<Page['next']>([undefined, null]);
		let cursor: Page['next'];
		let total: number | undefined;
		do {
			seen.add(cursor);
			const size = Math.min(paging.pageSize, wanted - rows.items.length);
			const options = paging.ask(request.options, cursor, size);
			const page = pageIn(await this.makeRoutingRequest({ ...request, options }));
			total ??= page.total;
			const isNew = rows.keep(page.rows) > 0;
			cursor = isNew ? page.next : undefined;
		} while (!seen.has(cursor) && !rows.isFull);
		return await completed(this, paging, rows, total);
	};
}

/** What leaves the node. A list that is shorter than the vendor says it is is refused. */
async function completed(
	context: IExecutePaginationFunctions,
	{ complete }: Paging,
	{ items, wanted }: Rows,
	total = 0,
): Promise<INodeExecutionData[]> {
	if (items.length >= Math.min(total, wanted)) {
		return complete ? await complete.call(context, items) : items;
	}
	throw apiError(context.getNode(), context.getItemIndex(), {
		message: `Only ${items.length.toLocaleString('en')} of ${total.toLocaleString('en')} results could be read`,
		description:
			'The service speaks of more than it gave. Nothing was returned, so that none is missing unnoticed. Try again, or narrow the search with a filter.',
		outcome: 'refused',
	});
}

/** Whether the user wants all rows. */
export function wantsAll(context: IExecuteSingleFunctions): boolean {
	return isOn(context, { name: 'returnAll', displayName: 'Return All' });
}

/** How many rows the user wants: Infinity with Return All, else a checked Limit. */
function wantedRows(context: IExecutePaginationFunctions, { maxLimit }: Paging): number {
	if (wantsAll(context)) return Infinity;
	const limit = Number(context.getNodeParameter('limit'));
	if (Number.isInteger(limit) && limit >= 1 && limit <= (maxLimit ?? Infinity)) return limit;
	const hint = maxLimit
		? `Enter a whole number from 1 to ${maxLimit}, or turn on 'Return All'.`
		: "Enter a whole number from 1 on, or turn on 'Return All'.";
	throw invalidInput(context, 'Limit', `is ${limit}`, hint);
}

/** Takes rows page by page. */
type RowTaker = Pick<Rows, 'keep' | 'isFull'>;

/** Gathers rows in order, each once, up to the wanted number. */
class Rows {
	readonly items: INodeExecutionData[] = [];

	private readonly seen = new Set<unknown>();

	/** The last page, as text, for rows that have no id. */
	private last = '';

	constructor(
		private readonly idOf: Paging['idOf'],
		readonly wanted: number,
	) {}

	get isFull(): boolean {
		return this.items.length >= this.wanted;
	}

	/** @returns how many of them were new */
	keep(rows: IDataObject[]): number {
		const hasIds = rows.every((row) => this.idOf(row) !== undefined);
		if (!hasIds && this.isSamePage(rows)) return 0;
		let fresh = 0;
		for (const row of rows) {
			const id = this.idOf(row);
			if (id !== undefined && this.seen.has(id)) continue;
			fresh++;
			if (this.isFull) continue;
			if (id !== undefined) this.seen.add(id);
			this.items.push({ json: row });
		}
		return fresh;
	}

	private isSamePage(rows: IDataObject[]): boolean {
		const text = JSON.stringify(rows);
		const isSame = text === this.last;
		this.last = text;
		return isSame;
	}
}
