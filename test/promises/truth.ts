import type { Answer } from '../../sandbox/hostile/mode';
import type { Sandbox } from '../../sandbox/sandbox';
import type { OtherEnd, WireAnswer, WireRequest } from '../support/fakeWire';
import type { Traffic } from '../support/traffic';
import type { VirtualTime } from '../support/virtualTime';
import { faults, kindOf } from './faults';
import type { OperationCase } from './operations';

/** A fault, and what is open in it. */
export interface Strike {
	/** Its name. */
	fault: string;
	/** Whether the vendor carries the request out, where the fault leaves that open. */
	isAccepted: boolean;
	/** How long what drags on drags on, ms. */
	ms: number;
}

/** When an execution is cancelled: before or after the answer to a request, by its number; or after some ms. */
export type Cancel = { request: number; isBefore: boolean } | { ms: number };

/** Where a run takes place. */
export interface Place {
	sandbox: Sandbox;
	clock: VirtualTime;
	traffic: Traffic;
}

/** What happens to a run. */
export interface Fate {
	/** What befalls the first requests, in the order in which they come. */
	strikes: Array<Strike | undefined>;
	cancel?: Cancel;
	cancelExecution: () => void;
}

/** Stands in the place of the vendor, lets happen what is to happen, and knows what really happened. */
export class Truth {
	/** How often the vendor accepted each item. */
	readonly accepted = new Map<number, number>();

	/** The items of which a request may have reached the vendor. */
	readonly sent = new Set<number>();

	/** How often each kind of fault befell a request. */
	readonly faults = new Map<string, number>();

	/** In virtual ms. */
	cancelledAt?: number;

	private requests = 0;

	private readonly underWay: Array<Promise<unknown>> = [];

	constructor(
		private readonly place: Place,
		private readonly one: OperationCase,
		private readonly fate: Fate,
	) {
		const { cancel } = fate;
		if (cancel && 'ms' in cancel) void place.clock.reached(cancel.ms).then(() => this.cancel());
	}

	/** Answers the requests of the run. */
	readonly otherEnd: OtherEnd = async (request, signal) => {
		const { cancel, strikes } = this.fate;
		const number = this.requests++;
		const isCancel = cancel && 'request' in cancel && cancel.request === number;
		if (isCancel && cancel.isBefore) this.cancel();
		const answering = this.answer(request, signal, strikes[number]);
		this.underWay.push(answering);
		const answered = await answering;
		if (isCancel) this.cancel();
		return answered;
	};

	/** Resolves when the vendor has done all that it will do. */
	async settled(): Promise<void> {
		await Promise.allSettled(this.underWay);
	}

	private cancel(): void {
		this.cancelledAt ??= this.place.clock.passed;
		this.fate.cancelExecution();
	}

	private async answer(
		request: WireRequest,
		signal: AbortSignal,
		strike: Strike | undefined,
	): Promise<WireAnswer> {
		const fault = strike && faults[strike.fault];
		const carryOut = async () => await this.carryOut(request);
		if (fault?.isSent !== false && this.isMain(request)) this.sent.add(request.item!);
		if (!fault) return await carryOut();
		const kind = kindOf(strike.fault);
		this.faults.set(kind, (this.faults.get(kind) ?? 0) + 1);
		// Where the vendor answers nothing, an empty 200 is its yes, and not a fault.
		const isYes = strike.fault === 'empty200' && this.one.answer === 'nothing';
		return await fault.strike({
			request,
			signal,
			clock: this.place.clock,
			carryOut,
			...strike,
			isAccepted: strike.isAccepted || isYes,
		});
	}

	private async carryOut(request: WireRequest): Promise<Answer> {
		const { sandbox, traffic } = this.place;
		const answered = await sandbox.answer(request).finally(traffic.depart());
		if (this.isMain(request) && isSuccess(answered)) {
			this.accepted.set(request.item!, (this.accepted.get(request.item!) ?? 0) + 1);
		}
		return answered;
	}

	/** Whether this is the request that changes something. */
	private isMain({ method, url, item }: WireRequest): boolean {
		const { requests, main } = this.one;
		return item !== undefined && `${method} ${url.split('?')[0]}` === requests[main];
	}
}

/** Whether the vendor has carried a request out, by its own answer; some vendors refuse inside of a 200. */
function isSuccess({ status, body }: Answer): boolean {
	return status < 300 && !/"success":\s*false|"status":\s*[45]\d\d\b/.test(body.toString());
}
