import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import { apiError, invalidInput } from './errors';
import { inFlight } from './workers';

/** What an operation's postReceive makes of one page, as the JSON of a single item. */
export interface Page {
	rows: IDataObject[];
	/** How many rows there are in all, where the vendor tells. */
	total?: number;
	/** The cursor for the page after this one; none on the last page. */
	next?: unknown;
}

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
		cursor: unknown,
		limit: number,
	) => DeclarativeRestApiSettings.HttpRequestOptions;
}

/**
 * Paging for an operation with Return All and Limit. The operation's postReceive turns each answer into one {@link Page}.
 *
 * The first page tells the total; the others are then asked for several at once and put together in order. Without a
 * total they are read one after the other until one is short.
 *
 * @returns a function for `routing.operations.pagination`
 */
export function offsetPages(paging: OffsetPaging) {
	return async function (
		this: IExecutePaginationFunctions,
		request: DeclarativeRestApiSettings.ResultOptions,
	): Promise<INodeExecutionData[]> {
		const wanted = wantedRows(this, paging);
		const pageAt = async (offset: number, limit: number): Promise<Page> => {
			const values = {
				...(request.options[paging.place] as IDataObject),
				...paging.window(offset, limit),
			};
			const [item] = await this.makeRoutingRequest({
				...request,
				options: { ...request.options, [paging.place]: values },
			});
			return item.json as unknown as Page;
		};

		const rows = collectRows(paging, wanted);
		const beyond = (total?: number) => outOfReach(this, paging, total);
		await readByOffset(pageAt, { ...paging, wanted, beyond }, rows);
		const { items } = rows;
		return paging.complete ? await paging.complete.call(this, items) : items;
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

/**
 * Reads pages from the first row on, several at once as soon as the total is known, and hands their rows over in order.
 *
 * @param pageAt asks for one page
 * @param rows takes them
 * @returns the total of the first page, if the vendor tells, and how many rows were within reach of its largest offset
 */
export async function readByOffset(
	pageAt: (offset: number, limit: number) => Promise<Page>,
	{ pageSize, pagesInFlight, maxOffset = Infinity, wanted, beyond }: OffsetReading,
	rows: Pick<RowCollection, 'keep' | 'isFull'>,
): Promise<{ total?: number; reach: number; isCut: boolean }> {
	const size = Math.min(pageSize, wanted);
	const first = await pageAt(0, size);
	const { total } = first;
	if (total === undefined) {
		rows.keep(first.rows);
		let { length } = first.rows;
		let offset = size;
		for (; length === size && !rows.isFull(); offset += size) {
			if (offset > maxOffset) {
				if (beyond) throw beyond();
				return { reach: offset, isCut: true };
			}
			const page = await pageAt(offset, size);
			rows.keep(page.rows);
			({ length } = page.rows);
		}
		return { reach: offset, isCut: false };
	}
	// A server that gives fewer rows than asked for, though there are more, has a smaller page: step by what it gives.
	const step = total > first.rows.length && first.rows.length > 0 ? first.rows.length : size;
	const reach = (Math.floor(maxOffset / step) + 1) * step;
	const needed = Math.min(total, wanted);
	const isCut = needed > reach;
	if (isCut && beyond) throw beyond(total);
	rows.keep(first.rows);
	const isEmpty = first.rows.length === 0;
	const count = isEmpty ? 0 : Math.max(0, Math.ceil(Math.min(needed, reach) / step) - 1);
	const pages: Array<IDataObject[] | undefined> = new Array(count);
	await inFlight(count, pagesInFlight, async (index) => {
		pages[index] = (await pageAt(step * (index + 1), step)).rows;
	});
	for (let index = 0; index < count; index++) {
		rows.keep(pages[index]!);
		// Each page is let go as soon as its rows are taken over.
		pages[index] = undefined;
	}
	return { total, reach, isCut };
}

function outOfReach(
	context: IExecutePaginationFunctions,
	{ pageSize, maxOffset = Infinity }: OffsetPaging,
	total?: number,
): Error {
	const most = (maxOffset + pageSize).toLocaleString('en');
	return apiError(context.getNode(), context.getItemIndex(), {
		message: `There are ${total?.toLocaleString('en') ?? 'too many'} results, and only the first ${most} can be read`,
		description:
			'Nothing was returned, so that none is missing unnoticed. Narrow the search with a filter.',
		outcome: 'refused',
	});
}

/**
 * Paging by cursor for an operation with Return All and Limit: page after page until there is no next one, or Limit is
 * reached. The operation's postReceive turns each answer into one {@link Page}.
 *
 * @returns a function for `routing.operations.pagination`
 */
export function cursorPages(paging: CursorPaging) {
	return async function (
		this: IExecutePaginationFunctions,
		request: DeclarativeRestApiSettings.ResultOptions,
	): Promise<INodeExecutionData[]> {
		const wanted = wantedRows(this, paging);
		const { items, keep, isFull } = collectRows(paging, wanted);
		let cursor: unknown;
		do {
			const size = Math.min(paging.pageSize, wanted - items.length);
			const options = paging.ask(request.options, cursor, size);
			const [item] = await this.makeRoutingRequest({ ...request, options });
			const page = item.json as unknown as Page;
			keep(page.rows);
			// A cursor that does not move would go round for ever.
			cursor = page.rows.length > 0 && page.next !== cursor ? page.next : undefined;
		} while (cursor !== undefined && cursor !== null && !isFull());
		return paging.complete ? await paging.complete.call(this, items) : items;
	};
}

/** How many rows the user wants: Infinity with Return All, else a checked Limit. */
function wantedRows(context: IExecutePaginationFunctions, { maxLimit }: Paging): number {
	if (context.getNodeParameter('returnAll')) return Infinity;
	const limit = Number(context.getNodeParameter('limit'));
	if (Number.isInteger(limit) && limit >= 1 && limit <= (maxLimit ?? Infinity)) return limit;
	const hint = maxLimit
		? `Enter a whole number from 1 to ${maxLimit}, or turn on 'Return All'.`
		: "Enter a whole number from 1 on, or turn on 'Return All'.";
	throw invalidInput(context, 'Limit', `is ${limit}`, hint);
}

/** The rows read so far, in order. */
interface RowCollection {
	items: INodeExecutionData[];
	keep: (rows: IDataObject[]) => void;
	isFull: () => boolean;
}

/** Gathers rows in order, each once, up to the wanted number. */
function collectRows({ idOf }: Paging, wanted: number): RowCollection {
	const seen = new Set<unknown>();
	const items: INodeExecutionData[] = [];
	const keep = (rows: IDataObject[]) => {
		for (const row of rows) {
			const id = idOf(row);
			if (items.length >= wanted || (id !== undefined && seen.has(id))) continue;
			if (id !== undefined) seen.add(id);
			items.push({ json: row });
		}
	};
	return { items, keep, isFull: () => items.length >= wanted };
}
