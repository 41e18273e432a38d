import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodePropertyRouting,
	PostReceiveAction,
	PreSendAction,
} from 'n8n-workflow';

import { asPageItem, cursorPages, type Page } from '../shared/paging';
import { rowsIn, type Rows } from '../shared/rows';
import { recordIn } from './answer';
import { without } from './outputs';

/** Where the rows of a list may stand, other than under its own name. */
const PLACES = ['data', 'records', 'results', 'entries', 'items'];

/** A list as the vendor answers it. */
export interface List extends Rows {
	/** How many rows there are in all, where the vendor tells. */
	total?: number;
}

/**
 * The list in an answer: under its name, as in the document; there within an object, as the real server has it; or in another
 * usual place. Only under its name may it be an object by ids.
 *
 * @returns undefined where there is none, or something in it is no record
 */
export function listIn(answer: unknown, name: string): List | undefined {
	const found = rowsIn(answer, { names: [name, ...PLACES], id: 'id', byIdUnder: [name] });
	if (!found) return undefined;
	const meta = recordIn(found.frame.meta) ?? {};
	const total = Number(found.frame.total ?? meta.total ?? NaN);
	return { ...found, ...(Number.isInteger(total) ? { total } : {}) };
}

/** How an operation asks for a list page by page. */
interface Listing extends Pick<INodePropertyRouting, 'request'> {
	/** The list's name in the answer. */
	name: string;
	/** The cursor for the page after this one. */
	nextOf: (this: IExecuteSingleFunctions, list: List) => Page['next'];
	/** The most rows a page may hold. */
	pageSize: number;
	/** Where {@link window} is sent. */
	place: 'body' | 'qs';
	/** The vendor's parameters for the page behind a cursor; the first one has none. */
	window: (cursor: string | undefined, limit: number) => IDataObject;
	preSend?: PreSendAction[];
}

/** The routing of an operation with Return All and Limit. */
export function listRouting({
	request,
	name,
	nextOf,
	pageSize,
	place,
	window,
	preSend,
}: Listing): INodePropertyRouting {
	const asPage: PostReceiveAction = async function ([{ json }], response) {
		const list = listIn(json, name);
		if (!list) throw without(this, response, 'a list');
		const { rows, total } = list;
		return asPageItem({
			rows,
			...(total === undefined ? {} : { total }),
			next: nextOf.call(this, list),
		});
	};
	const pagination = cursorPages({
		pageSize,
		idOf: ({ id }) => id,
		ask: (options, cursor, limit) => {
			const values = options[place] as IDataObject;
			const behind = cursor === undefined ? undefined : String(cursor);
			return { ...options, [place]: { ...values, ...window(behind, limit) } };
		},
	});
	return {
		request,
		send: { preSend, paginate: true },
		output: { postReceive: [asPage] },
		operations: { pagination },
	};
}
