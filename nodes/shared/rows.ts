import type { IDataObject } from 'n8n-workflow';

import { isObject } from './object';

/** How a vendor's lists are told. */
interface Told {
	/** Names under which the rows may stand, the vendor's own first. */
	names: string[];
	/** The field for the id of records that are given by their ids and do not hold it themselves. */
	id: string;
	/** Names under which records may be given by their ids; all of them when left out. */
	byIdUnder?: string[];
	/** Tells a record from an object of another kind. With it the whole answer may be records by their ids. */
	isRecord?: (value: IDataObject) => boolean;
	/** True where an answer that has nothing in any of these places has no rows. */
	mayLack?: boolean;
}

/** The rows of an answer, and what stands beside them: a total, a cursor. */
export interface Rows {
	rows: IDataObject[];
	/** The answer, and where the rows stand within an object of it, what that holds. */
	frame: IDataObject;
}

/**
 * Where the rows are in an answer: at the top, under one of the names, there or in `data` within an object, or as an object
 * of records by their ids. An own name that is null is what some servers call an empty list, where nothing else is there.
 *
 * @returns undefined where there are none, or something among them is no record
 */
export function rowsIn(answer: unknown, told: Told): Rows | undefined {
	if (Array.isArray(answer)) return rowsOf(answer, {});
	if (!isObject(answer)) return undefined;
	const { names, id, byIdUnder = names, isRecord, mayLack } = told;
	const frames = [answer[names[0]], answer.data]
		.filter(isObject)
		.map((inner): IDataObject => ({ ...answer, ...inner }));
	const places = names.flatMap((name) => placesOf(name, [...frames, answer]));
	const list = places.find(({ held }) => Array.isArray(held));
	if (list) return rowsOf(list.held as unknown[], list.frame);

	const whole = isRecord ? [{ name: '', held: answer, frame: answer }] : [];
	const byId = [...places.filter(({ name }) => byIdUnder.includes(name)), ...whole].find(
		({ held }) => isById(held, told),
	);
	if (byId) {
		const records = Object.entries(byId.held as Record<string, IDataObject>);
		return rowsOf(
			records.map(([key, record]) => ({ [id]: key, ...record })),
			byId.frame,
		);
	}
	const isNone = answer[names[0]] === null;
	const isLacking = places.every(({ held }) => held === answer.data || !isFilled(held));
	return (isNone || mayLack) && isLacking ? rowsOf([], frames.at(-1) ?? answer) : undefined;
}

function placesOf(name: string, frames: IDataObject[]) {
	return frames.map((frame) => ({ name, held: frame[name] as unknown, frame }));
}

function rowsOf(list: unknown[], frame: IDataObject): Rows | undefined {
	return list.every(isObject) ? { rows: list, frame } : undefined;
}

/** Whether a value is nothing but records under their ids. */
function isById(value: unknown, { names, isRecord = () => true }: Told): boolean {
	return (
		isFilled(value) &&
		Object.entries(value).every(
			([key, one]) => !names.includes(key) && isObject(one) && isRecord(one),
		)
	);
}

function isFilled(value: unknown): value is IDataObject {
	return isObject(value) && Object.keys(value).length > 0;
}
