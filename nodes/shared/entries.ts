/** The value under a key of a map, made and put there where there is none. */
export function entryOf<K, V extends object>(
	map: { get: (key: K) => V | undefined; set: (key: K, value: V) => unknown },
	key: K,
	make: () => V,
): V {
	const known = map.get(key);
	if (known) return known;
	const made = make();
	map.set(key, made);
	return made;
}
