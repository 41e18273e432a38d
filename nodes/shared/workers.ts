/**
 * Runs `task` for 0 … `count` - 1 in order of start, at most `width` at once.
 *
 * @param isStopped asked before each start; once true nothing more starts, and what runs is waited for
 * @throws the first error of a task, after every running task has ended
 */
export async function inFlight(
	count: number,
	width: number,
	task: (index: number) => Promise<void>,
	isStopped: () => boolean = () => false,
): Promise<void> {
	let next = 0;
	const failures: unknown[] = [];
	const worker = async () => {
		while (next < count && failures.length === 0 && !isStopped()) {
			const index = next++;
			await task(index).catch((error: unknown) => failures.push(error));
		}
	};
	await Promise.all(Array.from({ length: Math.min(width, count) }, worker));
	if (failures.length > 0) throw failures[0];
}

/**
 * Runs `task` after all that was begun before it with the same key.
 *
 * @param line whom to wait for, by key
 */
export async function inTurn<T>(
	line: Map<string, Promise<unknown>>,
	key: string,
	task: () => Promise<T>,
): Promise<T> {
	const turn = (line.get(key) ?? Promise.resolve()).then(task);
	const settled = turn.catch(() => {});
	line.set(key, settled);
	void settled.then(() => line.get(key) === settled && line.delete(key));
	return await turn;
}

/** Lets at most `width` holders in at once; the others wait in line. */
export class Gate {
	private free: number;

	private readonly waiting: Array<() => void> = [];

	constructor(width: number) {
		this.free = width;
	}

	/** Runs `task` as soon as there is room, and gives the room back when it ends. */
	async pass<T>(task: () => Promise<T>): Promise<T> {
		if (this.free > 0) this.free--;
		else await new Promise<void>((enter) => this.waiting.push(enter));
		try {
			return await task();
		} finally {
			const enter = this.waiting.shift();
			if (enter) enter();
			else this.free++;
		}
	}
}
