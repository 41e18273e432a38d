import type { HostileMode } from '../../sandbox/hostile';
import type { OperationCase } from './operations';
import { promisesLab } from './walk';

const lab = promisesLab();
const { begin, everyOperation, everyQuestion, run, sandbox } = lab;

/** More requests than any list of the simulated accounts takes, however its pages come. */
const MOST_REQUESTS = 100;

/** What vendors call the number of rows there are in all. */
const TOTALS = ['total', 'total_found', 'totalCount'];

const modes: HostileMode[] = [
	'ignoresPage',
	'sameFullPage',
	'cursorsABAB',
	'totalHuge',
	'totalMore',
	'totalButNoRows',
	'smallServerPage',
];

/** Every operation that lists, asked for all of it without a filter. */
async function everyList(): Promise<OperationCase[]> {
	const lists = (await everyOperation()).filter(({ parameters }) => 'returnAll' in parameters);
	return lists.map((one) => ({
		...one,
		parameters: { ...one.parameters, returnAll: true, filters: {} },
	}));
}

/** What an honest vendor gives, and whether it tells how many there are. */
async function honest(one: OperationCase) {
	begin(one.type, 'none');
	const { items, error } = await run(one);
	const tellsTotal = sandbox.journal.entries.some(({ answer }) => {
		const frame = (answer ?? {}) as { data?: object };
		return [frame, frame.data ?? {}].some((one) => TOTALS.some((name) => Object.hasOwn(one, name)));
	});
	return { count: error ? undefined : items.length, tellsTotal };
}

it.each(modes)(
	'a list that is answered with %s ends, whole or with a word about it',
	async (mode) => {
		const wrong: string[] = [];
		let compared = 0;
		for (const one of await everyList()) {
			const { count, tellsTotal } = await honest(one);
			if (count === undefined || count === 0) continue;
			begin(one.type, mode);
			const { items, error } = await run(one);
			const requests = lab.hostile.received.length;
			if (requests > MOST_REQUESTS) wrong.push(`${one.name}: ${requests} requests`);
			compared++;
			// Who tells no total and gives no rows cannot be told from one who has none.
			const isHidden = mode.startsWith('total') && !tellsTotal;
			if (!error && items.length < count && !isHidden) {
				wrong.push(`${one.name}: ${items.length} of ${count}`);
			}
			if (mode.startsWith('total') && tellsTotal && !error) wrong.push(`${one.name}: no word`);
		}
		expect(wrong).toEqual([]);
		expect(compared).toBeGreaterThan(10);
	},
	300_000,
);

it.each(modes)(
	'a pick list that is answered with %s ends',
	async (mode) => {
		const wrong: string[] = [];
		for (const one of await everyQuestion()) {
			begin(one.type, mode);
			await one.ask().catch(() => undefined);
			const requests = lab.hostile.received.length;
			if (requests > MOST_REQUESTS) wrong.push(`${one.name}: ${requests} requests`);
		}
		expect(wrong).toEqual([]);
	},
	300_000,
);
