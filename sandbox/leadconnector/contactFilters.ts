import type { Condition, Filter } from './contactContract';

/** A contact as the search sees it, by the names of its filter fields. */
export type Searchable = Record<string, unknown>;

/** Whether a contact passes all filters. */
export function passesAll(contact: Searchable, filters: Filter[] = []): boolean {
	return filters.every((filter) => passes(contact, filter));
}

function passes(contact: Searchable, filter: Filter): boolean {
	if (!('group' in filter)) return meets(contact, filter);
	return filter.group === 'OR'
		? filter.filters.some((one) => passes(contact, one))
		: filter.filters.every((one) => passes(contact, one));
}

function meets(contact: Searchable, condition: Condition): boolean {
	const value = contact[condition.field];
	switch (condition.operator) {
		case 'exists':
			return !isEmpty(value);
		case 'not_exists':
			return isEmpty(value);
		case 'eq':
			return isEqual(value, condition.value);
		case 'not_eq':
			return !isEqual(value, condition.value);
		case 'contains':
			return textOf(value).includes(textOf(condition.value));
		case 'not_contains':
			return !textOf(value).includes(textOf(condition.value));
		case 'range':
			return isWithin(value, condition.value);
	}
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '' || textOf(value) === '[]';
}

/** A list holds what it is compared with, one or all of several. */
function isEqual(value: unknown, wanted: unknown): boolean {
	const all = [wanted].flat().map(textOf);
	const held = [value].flat().map(textOf);
	return all.every((one) => held.includes(one));
}

function isWithin(
	value: unknown,
	{ gte, lte, gt, lt }: Partial<Record<'gte' | 'lte' | 'gt' | 'lt', string | number>>,
): boolean {
	if (isEmpty(value)) return false;
	const compared = (limit: string | number) => order(value, limit);
	return (
		(gte === undefined || compared(gte) >= 0) &&
		(lte === undefined || compared(lte) <= 0) &&
		(gt === undefined || compared(gt) > 0) &&
		(lt === undefined || compared(lt) < 0)
	);
}

/** Which of two values comes first: below 0 the first, above 0 the second. */
export function order(a: unknown, b: unknown): number {
	const [first, second] = [a, b].map((one) => (typeof one === 'number' ? one : textOf(one)));
	if (first === second) return 0;
	return first < second ? -1 : 1;
}

function textOf(value: unknown): string {
	return (typeof value === 'object' ? JSON.stringify(value) : String(value ?? '')).toLowerCase();
}
