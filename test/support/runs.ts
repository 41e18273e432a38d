/**
 * CI tries everything (`TEST_RUNS=full`). Without it `npm test` tries a part of the longest runs, the same one each time, so
 * that it is soon over: fewer random cases, and each operation under some of the ways in which a vendor can go wrong.
 */
export const isFull = process.env.TEST_RUNS === 'full';

/** How many random cases are tried: all, or one of `part`. */
export const runs = (all: number, part = 10): number => (isFull ? all : Math.ceil(all / part));

/** One of so many is tried outside CI. */
const TURNS = 12;

/** All, or every twelfth; over twelve turns that follow each other, each comes once. */
export const share = <T>(all: T[], turn: number): T[] =>
	isFull ? all : all.filter((_one, index) => (index + turn) % TURNS === 0);

/** Where chance begins. A change is judged by the same random cases as the one before it; `SEED=7 npm test` tries others. */
export const seed = Number(process.env.SEED ?? 20_261_122);
