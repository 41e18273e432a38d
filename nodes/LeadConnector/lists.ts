import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeExecutionData,
	PostReceiveAction,
} from 'n8n-workflow';
import { z } from 'zod';

import { asPageItem, type Page } from '../shared/paging';
import { record } from './answer';
import { without } from './outputs';

/** Where the rows of a list may stand, other than under its own name. */
const PLACES = ['data', 'records', 'results', 'entries', 'items'];

/** A list as the vendor answers it. */
export interface List {
	rows: IDataObject[];
	/** What stands beside the rows. */
	frame: IDataObject;
	/** How many rows there are in all, where the vendor tells. */
	total?: number;
}

/**
 * The list in an answer: under its name, as in the document; there within an object, as the real server has it; under
 * another usual name, as an object by ids, or at the top.
 *
 * @returns undefined where there is none, or something in it is no record
 */
export function listIn(answer: unknown, name: string): List | undefined {
	if (Array.isArray(answer)) return listOf(answer, {});
	const outer = record.safeParse(answer).data as IDataObject | undefined;
	if (!outer) return undefined;
	const frames = [outer[name], outer.data]
		.map((one) => record.safeParse(one).data as IDataObject | undefined)
		.flatMap((inner) => (inner ? [{ ...outer, ...inner }] : []));
	for (const frame of [...frames, outer]) {
		const rows = [name, ...PLACES].map((place) => frame[place]).find(Array.isArray);
		if (rows) return listOf(rows, frame);
	}
	const byId = record.safeParse(outer[name]).data;
	// No rows at all are null to some servers.
	if (outer[name] === null) return listOf([], outer);
	return byId && Object.keys(byId).length > 0 ? listOf(Object.values(byId), outer) : undefined;
}

function listOf(entries: unknown[], frame: IDataObject): List | undefined {
	const rows = z.array(record).safeParse(entries);
	if (!rows.success) return undefined;
	const meta = record.safeParse(frame.meta).data ?? {};
	const total = Number(frame.total ?? meta.total ?? NaN);
	return {
		rows: rows.data as IDataObject[],
		frame,
		...(Number.isInteger(total) ? { total } : {}),
	};
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
	return async function (
		this: IExecuteSingleFunctions,
		[{ json }]: INodeExecutionData[],
		response,
	) {
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
