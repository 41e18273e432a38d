import { once } from 'node:events';
import {
	createServer,
	request as requestFrom,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

import { clock } from '../kit/clock';
import {
	json,
	send,
	type Answer,
	type Memory,
	type Mode,
	type Outgoing,
	type Received,
} from './mode';
import { modes, type HostileMode } from './modes';

export type { Received } from './mode';
export { modeNames, modes, type HostileMode } from './modes';

/** How a hostile server is set up. */
export interface HostileSettings {
	mode: HostileMode;
	/** Origin of the vendor behind it, e.g. of a sandbox; without one it answers for itself. */
	upstream?: string;
	/** Which requests it strikes, the first with number 0; the others it passes on. All when left out. */
	strikes?: (request: Received, number: number) => boolean;
	/** Whether the vendor behind carries struck requests out; left out, each mode says so itself. */
	isAccepted?: boolean;
	/** How long the slow ones wait between two bytes, ms; a second when left out. */
	tickMs?: number;
	/** How much the large ones send; 300 MB when left out. */
	bodyBytes?: number;
	/** 0 for any free one. */
	port?: number;
	/** Called with the port from which a request came that is left waiting. */
	onHold?: (port: number | undefined) => void;
}

/** A vendor that breaks every promise a client could rely on, alone or in front of an honest one. */
export interface Hostile {
	/** e.g. http://127.0.0.1:4000 */
	readonly origin: string;
	/** May be changed at any time; what a mode remembers is forgotten then. */
	mode: HostileMode;
	strikes: HostileSettings['strikes'];
	isAccepted: HostileSettings['isAccepted'];
	/** Every request it got, oldest first. */
	readonly received: Received[];
	/** The other host, to which redirects lead: it takes everything, and keeps what it got. */
	readonly elsewhere: { readonly origin: string; readonly received: Received[] };
	/** Forgets what it received, and what its mode remembers. */
	reset: () => void;
	close: () => Promise<void>;
}

/** What anybody would take for a success. */
const SUCCESS = json(200, { success: true });

/** Starts a hostile server on 127.0.0.1. */
export async function startHostile(settings: HostileSettings): Promise<Hostile> {
	const hostile = new HostileServer(settings);
	await hostile.listen();
	return hostile;
}

class HostileServer implements Hostile {
	origin = '';

	strikes: Hostile['strikes'];

	isAccepted: Hostile['isAccepted'];

	readonly received: Received[] = [];

	readonly elsewhere = { origin: '', received: [] as Received[] };

	private current: HostileMode;

	private memory: Memory = new Map();

	private struck = 0;

	private closing: Array<() => Promise<void>> = [];

	constructor(private readonly settings: HostileSettings) {
		this.current = settings.mode;
		this.strikes = settings.strikes;
		this.isAccepted = settings.isAccepted;
	}

	get mode(): HostileMode {
		return this.current;
	}

	set mode(name: HostileMode) {
		this.current = name;
		this.memory = new Map();
		this.struck = 0;
	}

	async listen(): Promise<void> {
		const front = await listen(this.settings.port ?? 0, async (request, response) => {
			await this.answer(request, response);
		});
		const other = await listen(0, async (request, response) => {
			this.elsewhere.received.push(receivedFrom(request, await bodyOf(request)));
			send(response, SUCCESS);
		});
		this.origin = `http://127.0.0.1:${front.port}`;
		// By name, so that it is another host for whoever compares names.
		this.elsewhere.origin = `http://localhost:${other.port}`;
		this.closing = [front.close, other.close];
	}

	reset(): void {
		this.received.length = 0;
		this.elsewhere.received.length = 0;
		this.mode = this.current;
	}

	async close(): Promise<void> {
		await Promise.all(this.closing.map(async (close) => await close()));
	}

	private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await bodyOf(request);
		const received = receivedFrom(request, body);
		const number = this.received.push(received) - 1;
		const isStruck = this.strikes?.(received, number) ?? true;
		const mode: Mode = modes[isStruck ? this.current : 'none'];
		if (isStruck) received.mode = this.current;
		const { tickMs = 1000, bodyBytes = 300 * 1024 * 1024 } = this.settings;
		await mode.act({
			request: received,
			response,
			answer: await this.vendorsAnswer(mode, { ...received, body }, isStruck),
			origin: this.origin,
			elsewhere: this.elsewhere.origin,
			struckBefore: isStruck ? this.struck++ : 0,
			tickMs,
			bodyBytes,
		});
		const isLeft = !response.writableEnded && !response.destroyed;
		if (isLeft) this.settings.onHold?.(request.socket.remotePort);
	}

	private async vendorsAnswer(
		{ needsUpstream, rewrite, isAccepted }: Mode,
		asked: Outgoing,
		isStruck: boolean,
	): Promise<Answer> {
		const { upstream } = this.settings;
		if (needsUpstream && !upstream) throw new Error(`${this.current} needs an upstream`);
		const isCarriedOut = isStruck ? (this.isAccepted ?? isAccepted) : true;
		if (!upstream || !isCarriedOut) return SUCCESS;
		return await forward(upstream, rewrite ? rewrite(asked, this.memory) : asked);
	}
}

/** A server whose open connections do not keep it from closing. */
async function listen(
	port: number,
	handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<{ port: number; close: () => Promise<void> }> {
	const sockets = new Set<Socket>();
	const server: Server = createServer((request, response) => {
		handle(request, response).catch((error: unknown) => {
			if (response.headersSent || response.destroyed) return;
			send(response, json(500, { statusCode: 500, message: `sandbox: ${String(error)}` }));
		});
	});
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('error', () => {});
		socket.once('close', () => sockets.delete(socket));
	});
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	return {
		port: (server.address() as AddressInfo).port,
		close: async () => {
			for (const socket of sockets) socket.destroy();
			server.close();
			await once(server, 'close');
		},
	};
}

function receivedFrom({ method, url, headers }: IncomingMessage, body: Buffer): Received {
	return { method: method!, url: url!, headers, body: body.toString(), at: clock.now() };
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

/** What the vendor behind answers. Its own name stays in the request, so that its addresses lead here. */
async function forward(
	upstream: string,
	{ method, url, headers, body }: Outgoing,
): Promise<Answer> {
	const {
		'transfer-encoding': _chunked,
		'content-length': _length,
		connection: _connection,
		...kept
	} = headers;
	const outgoing = requestFrom(`${upstream}${url}`, {
		method,
		headers: { ...kept, ...(body.length > 0 ? { 'content-length': body.length } : {}) },
		agent: false,
	});
	outgoing.end(body);
	const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
	const { 'transfer-encoding': _unchunked, connection: _closed, ...given } = incoming.headers;
	return { status: incoming.statusCode!, headers: given, body: await bodyOf(incoming) };
}
