/** Time as the simulated vendors see it. Tests put their own function in its place, so that it passes with that of the nodes. */
export const clock = {
	/** Milliseconds since 1970. */
	now: (): number => Date.now(),
};
