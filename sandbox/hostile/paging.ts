import { send, type Exchange, type Memory, type Mode, type Outgoing } from './mode';
import { changed } from './parameters';

/** Parameters that say which page is wanted, at any of the vendors. */
const PLACES = new Set([
	'offset',
	'page',
	'cursor',
	'nextCursor',
	'previousCursor',
	'searchAfter',
	'startAfterDate',
	'lastMessageId',
]);

/** Parameters that say how much of it. */
const SIZES = new Set(['limit', 'pageLimit', 'pageSize', 'max_calls']);

/** The names of the rows in an answer; `data` only where it is a list. */
const ROWS = new Set([
	'entries',
	'results',
	'records',
	'items',
	'conversations',
	'contacts',
	'messages',
	'users',
	'numbers',
	'endCallPayloadList',
	'data',
]);

const TOTALS = new Set(['total', 'total_found', 'totalCount', 'calls_total']);

/** What is left of a page on a server that gives less than it is asked for. */
const SMALL_PAGE = 10;

/** Lists that never end, or end too early. */
export const paging = {
	ignoresPage: pagingMode('gives the first page whatever page is asked for', {
		rewrite: firstPage,
	}),
	sameFullPage: pagingMode('gives the first page again and again, each time with another cursor', {
		rewrite: firstPage,
		answer: (answer, { struckBefore }) => withNext(answer, struckBefore),
	}),
	cursorsABAB: pagingMode('gives the first two pages in turn, and so their cursors', {
		rewrite: (request, memory) => {
			const [list] = request.url.split('?');
			const known = memory.get(list) ?? { pages: [], asked: 0 };
			memory.set(list, known);
			const { pages } = known;
			const isNew = !pages.some(
				({ url, body }) => url === request.url && body.equals(request.body),
			);
			if (isNew && pages.length < 2) pages.push(request);
			return pages[known.asked++ % 2] ?? request;
		},
	}),
	totalHuge: pagingMode('says that there are 100,000,000, and gives none', {
		rewrite: firstPage,
		answer: (answer, { struckBefore }) =>
			withNext(
				withTotal(
					withRows(answer, () => []),
					() => 100_000_000,
				),
				struckBefore,
			),
	}),
	totalMore: pagingMode('says that there are 50 more than it gives', {
		answer: (answer) => withTotal(answer, (total) => total + 50),
	}),
	totalButNoRows: pagingMode('tells the total, and gives no rows', {
		answer: (answer) => withRows(answer, () => []),
	}),
	smallServerPage: pagingMode('gives ten rows at most, and tells no total', {
		rewrite: (request) =>
			changed(request, (name, value) =>
				SIZES.has(name) && Number(value) > SMALL_PAGE ? likeGiven(value, SMALL_PAGE) : value,
			),
		answer: (answer) => withTotal(answer, () => undefined),
	}),
} satisfies Record<string, Mode>;

function pagingMode(
	does: string,
	{
		rewrite,
		answer: change = (answer) => answer,
	}: {
		rewrite?: (request: Outgoing, memory: Memory) => Outgoing;
		answer?: (answer: unknown, exchange: Exchange) => unknown;
	},
): Mode {
	return {
		does,
		isAccepted: true,
		needsUpstream: true,
		rewrite,
		act: (exchange) => {
			const { response, answer } = exchange;
			const isJson = String(answer.headers['content-type']).includes('json');
			if (!isJson) return send(response, answer);
			const value = change(JSON.parse(answer.body.toString()), exchange);
			send(response, { ...answer, body: Buffer.from(JSON.stringify(value)) });
		},
	};
}

function firstPage(request: Outgoing): Outgoing {
	return changed(request, (name, value) => (PLACES.has(name) ? undefined : value));
}

function likeGiven(given: unknown, value: number): unknown {
	return typeof given === 'string' ? String(value) : value;
}

/** The answer with its rows changed: a list, or records by id. */
function withRows(answer: unknown, change: (rows: unknown[]) => unknown[]): unknown {
	return mapped(answer, (name, value) => {
		if (!ROWS.has(name)) return value;
		if (Array.isArray(value)) return change(value);
		if (!isRecordsById(value)) return value;
		return Object.fromEntries(change(Object.entries(value)) as Array<[string, unknown]>);
	});
}

function isRecordsById(value: unknown): value is object {
	return (
		typeof value === 'object' &&
		value !== null &&
		Object.keys(value).length > 0 &&
		Object.entries(value).every(([key, one]) => /^\d+$/.test(key) && typeof one === 'object')
	);
}

/** The answer with every total changed; undefined takes it away. */
function withTotal(answer: unknown, change: (total: number) => number | undefined): unknown {
	return mapped(answer, (name, value) => {
		if (!TOTALS.has(name)) return value;
		const total = change(Number(value));
		return total === undefined ? undefined : likeGiven(value, total);
	});
}

/** The answer with a cursor that was not there before, and the word that there is more. */
function withNext(answer: unknown, number: number): unknown {
	return mapped(answer, (name, value) => {
		if (name === 'nextPage' || name === 'hasNextPage') return true;
		if (name === 'nextCursor') return Buffer.from(`{"place":${number}}`).toString('base64url');
		if (name === 'lastMessageId') return `t22c6DQcTDf3${String(number).padStart(8, '0')}`;
		return value;
	});
}

/** A copy with every named value changed, from the outside in; undefined takes it away. */
function mapped(value: unknown, change: (name: string, value: unknown) => unknown): unknown {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).flatMap(([name, inner]) => {
			const given = change(name, inner);
			return given === undefined ? [] : [[name, given === inner ? mapped(inner, change) : given]];
		}),
	);
}
