/** What several rounds of one measure came to. */
export interface Figure {
	median: number;
	min: number;
	max: number;
	rounds: number;
}

/**
 * Sums up the rounds of a measure. The median is not moved by the one round in which the machine did something else;
 * min and max show whether there was one.
 *
 * @param values one a round, at least one
 */
export function figure(values: number[]): Figure {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length / 2;
	return {
		median: (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2,
		min: sorted[0],
		max: sorted.at(-1)!,
		rounds: sorted.length,
	};
}

/**
 * Compares two contenders round by round: both values of a round were taken right after each other, so what slowed the
 * machine slowed both.
 *
 * @returns the ratios ours / theirs
 */
export function ratio(ours: number[], theirs: number[]): Figure {
	return figure(ours.map((value, round) => value / theirs[round]));
}

/**
 * Lets contenders take turns: A B C A B C …
 *
 * @param take measures one contender once
 * @returns the values by contender, one a round
 */
export async function takeTurns<Name extends string, T>(
	names: readonly Name[],
	rounds: number,
	take: (name: Name, round: number) => Promise<T>,
): Promise<Record<Name, T[]>> {
	const taken = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, T[]>;
	for (let round = 1; round <= rounds; round++) {
		for (const name of names) taken[name].push(await take(name, round));
	}
	return taken;
}
