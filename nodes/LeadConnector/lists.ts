import type { IExecuteSingleFunctions, PostReceiveAction } from 'n8n-workflow';

import { asPageItem, type Page } from '../shared/paging';
import { rowsIn, type Rows } from '../shared/rows';
import { record } from './answer';
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
	const meta = record.safeParse(found.frame.meta).data ?? {};
	const total = Number(found.frame.total ?? meta.total ?? NaN);
	return { ...found, ...(Number.isInteger(total) ? { total } : {}) };
}

/**
 * The rows of a list answer as one {@link Page}.
 *
 * @param nextOf the cursor for the page after this one
 */
export function asPage(
	name: string,
	nextOf: (this: IExecuteSingleFunctions, list: List) => Page['next'],
): PostReceiveAction {
	return async function ([{ json }], response) {
		const list = listIn(json, name);
		if (!list) throw without(this, response, 'a list');
		const { rows, total } = list;
		return asPageItem({
			rows,
			...(total === undefined ? {} : { total }),
			next: nextOf.call(this, list),
		});
	};
}
