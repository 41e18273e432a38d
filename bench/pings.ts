import { get } from 'node:http';

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
	const pings: Array<Promise<Ping>> = [];
	const timer = setInterval(() => pings.push(ping(`${n8nUrl}/healthz`)), EVERY_MS);
	return async () => {
		clearInterval(timer);
		return await Promise.all(pings);
	};
}

async function ping(url: string): Promise<Ping> {
	const sentAt = Date.now();
	await new Promise<void>((resolve) => {
		// A connection of its own: one that is kept open is cut by n8n when it comes to itself after a long silence. A ping that
		// fails has waited in vain until then.
		get(url, { agent: false }, (response) => {
			response.resume().once('close', resolve);
		}).once('error', () => resolve());
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
