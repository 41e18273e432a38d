import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import { notRead, pageIn, readByOffset, wantsAll, type PageAt } from '../../../shared/paging';
import { compare } from '../../../shared/words';
import { byOffset } from '../../routing';

/** log/retrieve gives 500 rows a page and takes offsets up to 40,000 (Call Log Retrieve help article). */
const PAGE = { pageSize: 500, maxOffset: 40_000, pagesInFlight: 5 };

/** How often a window is read when pages of it did not fit together. */
const READS = 3;

/** With Limit: the first rows in the order that the user chose. */
const firstRows = byOffset({ ...PAGE, maxLimit: PAGE.maxOffset + PAGE.pageSize });

/**
 * Paging for the call log. Return All reads oldest first; where there are more rows than the largest offset reaches, the
 * next window starts at the second of the last row seen. Rows of that second come in both windows and are kept once.
 *
 * @throws NodeApiError when rows could be missing: more calls within one second than a window holds, an answer out of
 * order, or pages that do not add up to Convoso's own total
 */
export async function dateWindows(
	this: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
): Promise<INodeExecutionData[]> {
	if (!wantsAll(this)) return await firstRows.call(this, request);

	const { order, ...chosen } = request.options.body as IDataObject;
	const calls = new Map<unknown, IDataObject>();
	let filters = chosen;
	for (;;) {
		const pageAt: PageAt = async (offset, limit) => {
			const body = { ...filters, order: 'ASC', offset, limit };
			const options = { ...request.options, body };
			return pageIn(await this.makeRoutingRequest({ ...request, options }));
		};
		const { isCut, last } = await readWindow(this, pageAt, calls);
		if (!isCut) break;
		if (last === filters.start_time) throw tooManyInOneSecond(this, last);
		filters = { ...filters, start_time: last };
	}

	// A window that was read twice has added its missing rows at the end.
	const direction = order === 'ASC' ? 1 : -1;
	const inOrder = [...calls.values()].sort(
		(a, b) => direction * compare(String(a.call_date ?? ''), String(b.call_date ?? '')),
	);
	return inOrder.map((json) => ({ json }));
}

/** Reads one window as far as the largest offset reaches, and puts its rows into `calls` by id. */
async function readWindow(
	context: IExecutePaginationFunctions,
	pageAt: PageAt,
	calls: Map<unknown, IDataObject>,
): Promise<{ isCut: boolean; last: string }> {
	const ids = new Set<unknown>();
	for (let read = 1; ; read++) {
		let last = '';
		let isInOrder = true;
		const keep = (rows: IDataObject[]) => {
			const before = ids.size;
			for (const row of rows) {
				const id = row.id ?? row;
				ids.add(id);
				if (!calls.has(id)) calls.set(id, row);
				const date = String(row.call_date ?? '');
				isInOrder &&= date >= last;
				last = date;
			}
			return ids.size - before;
		};
		const rows = { keep, isFull: false };
		const {
			isCut,
			reach,
			total = 0,
		} = await readByOffset(pageAt, { ...PAGE, wanted: Infinity }, rows);
		if (isCut && !isInOrder) throw outOfOrder(context);
		// Calls of the same second may change places between two pages: one comes twice, another not at all.
		if (ids.size >= Math.min(total, reach)) return { isCut, last };
		if (read === READS) throw incomplete(context, ids.size, Math.min(total, reach));
	}
}

function tooManyInOneSecond(context: IExecutePaginationFunctions, second: string) {
	const most = (PAGE.maxOffset + PAGE.pageSize).toLocaleString('en');
	return notRead(
		context,
		`There are more than ${most} calls in the one second ${second}, and Convoso lets nobody read beyond them`,
		"Narrow the search with a filter, e.g. 'Campaign', and run one search for each.",
	);
}

function outOfOrder(context: IExecutePaginationFunctions) {
	return notRead(
		context,
		'Convoso did not send the calls in order of time, so that the rest of them cannot be read',
		"Narrow the search with 'Since' and 'Until' to fewer calls.",
	);
}

function incomplete(context: IExecutePaginationFunctions, found: number, total: number) {
	return notRead(
		context,
		`Convoso speaks of ${total.toLocaleString('en')} calls and sent ${found.toLocaleString('en')} different ones`,
		"Try again, or narrow the search with 'Since' and 'Until'.",
	);
}
