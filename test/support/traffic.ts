import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';

/** The HTTP requests that this process has sent and that are not answered yet. */
export class Traffic {
	private inFlight = 0;

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
		this.most = this.inFlight;
	}

	/** Resolves when none is in flight and what the answers brought about has been done. */
	async settled(): Promise<void> {
		do {
			if (this.inFlight > 0) await new Promise<void>((resolve) => this.landings.push(resolve));
			// What follows upon an answer is done in the next turns of the event loop.
			for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
		} while (this.inFlight > 0);
	}

	/** Counts one more; what comes back is to be called when it is answered. */
	depart(): () => void {
		let isOver = false;
		this.inFlight++;
		this.most = Math.max(this.most, this.inFlight);
		return () => {
			if (isOver) return;
			isOver = true;
			this.inFlight--;
			if (this.inFlight === 0) this.landings.splice(0).forEach((land) => land());
		};
	}

	private readonly onStart = (message: unknown) => {
		const { request } = message as { request: ClientRequest };
		const over = this.depart();
		request.once('response', (response: IncomingMessage) => response.once('end', over));
		request.once('close', over);
	};
}
