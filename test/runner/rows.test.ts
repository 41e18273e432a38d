import { rowsIn } from '../../nodes/shared/rows';

const rows = [{ id: 'r1' }, { id: 'r2' }];
const byId = { r1: { call: 1 }, r2: { call: 2 } };
const named = [
	{ id: 'r1', call: 1 },
	{ id: 'r2', call: 2 },
];
const told = { names: ['calls', 'data', 'results'], id: 'id' };

it.each<[string, unknown, object[] | undefined]>([
	['at the top', rows, rows],
	['under the own name', { calls: rows }, rows],
	['under another name', { results: rows }, rows],
	['within the own name', { calls: { calls: rows } }, rows],
	['within data', { data: { calls: rows } }, rows],
	['under the own name rather than another', { results: [{ id: 'x' }], calls: rows }, rows],
	['beside a count', { data: { calls: 2, results: rows } }, rows],
	['by ids', { calls: byId }, named],
	['by ids that they hold themselves', { calls: { a: rows[0], b: rows[1] } }, rows],
	['by ids within the own name', { calls: { calls: byId } }, named],
	['null', { calls: null }, []],
	['null under another name', { results: null }, undefined],
	[
		'null beside something in the place of the rows',
		{ calls: null, results: { page: 1 } },
		undefined,
	],
	['empty', { calls: [] }, []],
	['with one that is no record', { calls: [rows[0], 'r2'] }, undefined],
	['by ids with one that is no record', { calls: { ...byId, total: 2 } }, undefined],
	['elsewhere', { other: rows }, undefined],
	['nowhere', {}, undefined],
	['text', 'r1', undefined],
	['an object of other things', { meta: { page: 1 }, links: { next: '' } }, undefined],
])('finds rows %s', (_label, answer, expected) => {
	expect(rowsIn(answer, told)?.rows).toEqual(expected);
});

const isRecord = (one: object) => 'call' in one;

it.each<[string, unknown, object[] | undefined]>([
	['as the whole answer', byId, named],
	['under a name', { results: byId }, named],
	['that are something else', { calls: { page: { number: 1 } } }, undefined],
	['under the name of a list', { results: { call: 1 } }, undefined],
])('tells records by ids %s', (_label, answer, expected) => {
	expect(rowsIn(answer, { ...told, isRecord })?.rows).toEqual(expected);
});

it.each<[string, unknown, object[] | undefined]>([
	['nothing', {}, []],
	['counts', { total: 0, data: { calls: 0 } }, []],
	['an empty object', { results: {} }, []],
	['something else in the place of the rows', { results: { page: 1 } }, undefined],
	['something else in the own place', { calls: { page: 1 } }, undefined],
])('takes %s for no rows only where a vendor leaves them out', (_label, answer, expected) => {
	expect(rowsIn(answer, told)?.rows).toBeUndefined();
	expect(rowsIn(answer, { ...told, mayLack: true })?.rows).toEqual(expected);
});

it('takes records by ids only under the names that have them', () => {
	expect(rowsIn({ data: byId }, { ...told, byIdUnder: ['calls'] })).toBeUndefined();
	expect(rowsIn({ calls: byId }, { ...told, byIdUnder: ['calls'] })?.rows).toEqual(named);
});

it('gives what stands beside the rows, the inner before the outer', () => {
	const found = rowsIn({ total: 9, cursor: 'a', data: { results: rows, total: 2 } }, told);
	expect(found?.frame).toMatchObject({ total: 2, cursor: 'a' });
	expect(rowsIn({ calls: byId, total: 2 }, told)?.frame).toMatchObject({ total: 2 });
});
