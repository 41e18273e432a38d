/** What goes wrong. `before`: the vendor never sees the request; `after`: it has carried it out. */
export type FaultKind =
	| {
			kind: 'answer';
			status: number;
			headers?: Record<string, string>;
			body?: unknown;
			when?: 'before' | 'after';
	  }
	/** The vendor says no, in its own words. `code` is its own, or an HTTP status. */
	| { kind: 'refuse'; code: number | string; words: string }
	| { kind: 'drop'; when: 'before' | 'after' }
	| { kind: 'delay'; ms: number }
	/** The vendor gets the request, which came from `port`, only when the promise is kept. */
	| { kind: 'hold'; until: (port?: number) => Promise<unknown> }
	/** Half of the JSON. */
	| { kind: 'cut' }
	/** A web page with status 200, as a proxy or a wrong address gives. */
	| { kind: 'html' }
	| { kind: 'empty' };

/** Which requests a fault hits. */
export interface FaultTarget {
	vendor: string;
	/** Path below the vendor's base URL. */
	path: string | RegExp;
	/** How many requests it hits; 1 when left out. */
	times?: number;
	/** How many matching requests pass before it starts. */
	after?: number;
	/** Further condition on the parsed body. */
	where?: (body: unknown) => boolean;
}

export type Fault = FaultKind & FaultTarget;

/** Faults waiting to happen. */
export class Faults {
	private readonly waiting: Array<{ fault: Fault; left: number; skip: number }> = [];

	add(fault: Fault): void {
		this.waiting.push({ fault, left: fault.times ?? 1, skip: fault.after ?? 0 });
	}

	clear(): void {
		this.waiting.length = 0;
	}

	/** The fault that hits this request, used up by it. */
	take(vendor: string, path: string, body: unknown): Fault | undefined {
		for (const entry of this.waiting) {
			const { fault } = entry;
			const hits =
				fault.vendor === vendor &&
				(typeof fault.path === 'string' ? fault.path === path : fault.path.test(path)) &&
				(fault.where?.(body) ?? true);
			if (!hits || entry.left === 0) continue;
			if (entry.skip > 0) {
				entry.skip--;
				continue;
			}
			entry.left--;
			return fault;
		}
		return undefined;
	}
}
