import { Agent, get } from 'node:http';

/** One request to n8n's health page and how long its answer took, in ms. */
export interface Ping {
	sentAt: number;
	ms: number;
}

/** Time between two pings, in ms. */
const EVERY_MS = 100;

/**
 * Asks n8n for its health page every 100 ms, whether or not the last answer has come.
 *
 * @returns call it to stop; resolves with all pings once each is answered
 */
export function startPings(n8nUrl: string): () => Promise<Ping[]> {
	const agent = new Agent({ keepAlive: true });
	const pings: Array<Promise<Ping>> = [];
	const timer = setInterval(() => pings.push(ping(`${n8nUrl}/healthz`, agent)), EVERY_MS);
	return async () => {
		clearInterval(timer);
		const answered = await Promise.all(pings);
		agent.destroy();
		return answered;
	};
}

async function ping(url: string, agent: Agent): Promise<Ping> {
	const sentAt = Date.now();
	await new Promise<void>((resolve, reject) => {
		get(url, { agent }, (response) => {
			response.resume().once('end', resolve);
		}).once('error', reject);
	});
	return { sentAt, ms: Date.now() - sentAt };
}

/**
 * The longest that a ping had to wait, of those that waited at any time between two moments.
 *
 * @param from ms since 1970
 * @param to ms since 1970
 */
export function longestSilence(pings: Ping[], from: number, to: number): number {
	const inside = pings.filter(({ sentAt, ms }) => sentAt + ms >= from && sentAt <= to);
	return Math.max(0, ...inside.map(({ ms }) => ms));
}
