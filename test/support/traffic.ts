import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';

/** One request that is not answered yet. */
interface Flight {
	/** Missing where it needs no socket. */
	request?: ClientRequest;
	/** Whether its other end does nothing but wait. */
	isHeld: boolean;
	/** Aborted when it is over. */
	end: AbortController;
}

/** The HTTP requests that this process has sent and that are not answered yet. */
export class Traffic {
	private readonly flights = new Set<Flight>();

	/** The most at once since the last {@link reset}. */
	most = 0;

	private landings: Array<() => void> = [];

	listen(): void {
		subscribe('http.client.request.start', this.onStart);
	}

	stop(): void {
		unsubscribe('http.client.request.start', this.onStart);
	}

	reset(): void {
		this.most = this.flights.size;
	}

	/** Resolves when none is in flight but those that are held, and what the answers brought about has been done. */
	async settled(): Promise<void> {
		do {
			if (this.isBusy) await new Promise<void>((resolve) => this.landings.push(resolve));
			// What follows upon an answer is done in the next turns of the event loop.
			for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
		} while (this.isBusy);
	}

	/** Counts one more; what comes back is to be called when it is answered. */
	depart(request?: ClientRequest): () => void {
		const flight = { request, isHeld: false, end: new AbortController() };
		this.flights.add(flight);
		this.most = Math.max(this.most, this.flights.size);
		return () => {
			this.flights.delete(flight);
			flight.end.abort();
			this.land();
		};
	}

	/**
	 * Waits no longer for a request, since its other end waits itself.
	 *
	 * @param port from which it came, as the other end sees it
	 * @returns aborted when its sender has hung up
	 */
	hold(port?: number): AbortSignal {
		const flight = [...this.flights].find(({ request }) => request?.socket?.localPort === port);
		if (!flight) return AbortSignal.abort();
		flight.isHeld = true;
		this.land();
		return flight.end.signal;
	}

	private get isBusy(): boolean {
		return [...this.flights].some(({ isHeld }) => !isHeld);
	}

	private land(): void {
		if (!this.isBusy) this.landings.splice(0).forEach((land) => land());
	}

	private readonly onStart = (message: unknown) => {
		const { request } = message as { request: ClientRequest };
		const over = this.depart(request);
		request.once('response', (response: IncomingMessage) => response.once('end', over));
		request.once('close', over);
	};
}
