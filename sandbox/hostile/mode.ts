import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** One request as it came, secrets and all. */
export interface Received {
	method: string;
	/** Path and query. */
	url: string;
	headers: IncomingHttpHeaders;
	/** As text. */
	body: string;
	/** ms since 1970 */
	at: number;
	/** The mode that struck it; undefined where it was let through. */
	mode?: string;
}

/** An answer, before it is sent. */
export interface Answer {
	status: number;
	headers: OutgoingHttpHeaders;
	body: Buffer;
}

/** A request on its way to the vendor behind. */
export interface Outgoing {
	method: string;
	url: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/** A request that is struck, and what there is to answer it with. */
export interface Exchange {
	request: Received;
	response: ServerResponse;
	/** What the vendor behind answered; without one, or where it never got the request, a plain success. */
	answer: Answer;
	/** Addresses of the hostile server itself and of the other host. */
	origin: string;
	elsewhere: string;
	/** How many requests this mode has struck before. */
	struckBefore: number;
	/** How long the slow ones wait between two bytes, ms. */
	tickMs: number;
	/** How much the large ones send. */
	bodyBytes: number;
}

/** What a mode remembers of each list: its first two pages as they were asked for, and how often it was asked. */
export type Memory = Map<string, { pages: Outgoing[]; asked: number }>;

/** One way to misbehave. */
export interface Mode {
	/** In a few words, for people. */
	does: string;
	/** Whether the vendor behind carries the request out before the mode acts. */
	isAccepted: boolean;
	/** True where it makes no sense without a vendor behind. */
	needsUpstream?: boolean;
	/** Changes the request on its way to the vendor behind. */
	rewrite?: (request: Outgoing, memory: Memory) => Outgoing;
	/** Answers, or does not. */
	act: (exchange: Exchange) => void | Promise<void>;
}

/** Sends an answer as HTTP has it. */
export function send(response: ServerResponse, { status, headers, body }: Answer): void {
	response.writeHead(status, { ...headers, 'content-length': body.length });
	response.end(body);
}

/** An answer in JSON. */
export function json(status: number, value: unknown, headers: OutgoingHttpHeaders = {}): Answer {
	return {
		status,
		headers: { 'content-type': 'application/json', ...headers },
		body: Buffer.from(JSON.stringify(value)),
	};
}

/** A web page, as proxies and firewalls send it. */
export function page(status: number, title: string): Answer {
	const text = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
	return {
		status,
		headers: { 'content-type': 'text/html; charset=utf-8' },
		body: Buffer.from(text),
	};
}

/** The modes of a table, one for each name. */
export function table<Name extends string>(entries: Array<[Name, Mode]>): Record<Name, Mode> {
	return Object.fromEntries(entries) as Record<Name, Mode>;
}
