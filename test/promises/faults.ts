import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

import { modes, type HostileMode } from '../../sandbox/hostile';
import { echoes } from '../../sandbox/hostile/echoes';
import { limits } from '../../sandbox/hostile/limits';
import { json, type Answer } from '../../sandbox/hostile/mode';
import { redirects } from '../../sandbox/hostile/redirects';
import { statuses } from '../../sandbox/hostile/statuses';
import type { WireAnswer, WireRequest } from '../support/fakeWire';
import type { VirtualTime } from '../support/virtualTime';

/** A request that is struck. */
export interface Struck {
	request: WireRequest;
	/** Aborted when the client hangs up. */
	signal: AbortSignal;
	clock: VirtualTime;
	/** Hands the request to the vendor. */
	carryOut: () => Promise<Answer>;
	/** Whether the vendor carries it out, where that is open. */
	isAccepted: boolean;
	/** How long what drags on drags on, ms. */
	ms: number;
}

/** One way in which a request goes wrong. */
interface Fault {
	/** False where nothing of the request reaches the vendor, and the client can know that. */
	isSent: boolean;
	strike: (struck: Struck) => Promise<WireAnswer>;
}

/** Only what answers at all: the others are struck in virtual time, below. */
const answering = [
	...Object.keys({ ...statuses, ...limits, ...redirects, ...echoes }),
	'cutJson',
	'html200',
	'empty200',
] as HostileMode[];

/** Good answers that are badly dressed: the vendor has done what they say. */
const GOOD = /^(echoSecretsSuccess|rateRemaining)/;

const ELSEWHERE = 'http://elsewhere.example';

/** The answer of a hostile mode, without a socket. */
function answerOf(name: HostileMode): Fault {
	const mode = modes[name];
	return {
		isSent: true,
		strike: async ({ request, carryOut, isAccepted }) => {
			const isCarriedOut = GOOD.test(name) || (mode.isAccepted && isAccepted);
			const answer = isCarriedOut ? await carryOut() : json(200, { success: true });
			const response = new Written();
			await mode.act({
				request: { ...request, body: request.body.toString(), at: 0 },
				response,
				answer,
				origin: `http://${request.headers.host ?? 'itself.example'}`,
				elsewhere: ELSEWHERE,
				struckBefore: 0,
				tickMs: 0,
				bodyBytes: 0,
			});
			return response.answer;
		},
	};
}

/** Keeps what is written instead of sending it. */
class Written extends ServerResponse {
	readonly answer: Answer = { status: 200, headers: {}, body: Buffer.alloc(0) };

	constructor() {
		super(new IncomingMessage(new Socket()));
	}

	override writeHead(status: number, ...more: unknown[]): this {
		const { 'content-length': _length, ...headers } = (more.at(-1) ?? {}) as Answer['headers'];
		Object.assign(this.answer, { status, headers });
		return this;
	}

	override end(body?: unknown): this {
		if (Buffer.isBuffer(body)) this.answer.body = body;
		return this;
	}
}

/** What Node.js says of a failed system call. */
const failed = (syscall: string, code: string) =>
	Object.assign(new Error(`${syscall} ${code} 127.0.0.1:1`), { syscall, code });

/** A connection that never came to be. */
const unreached = (error: () => Error): Fault => ({
	isSent: false,
	strike: async () => {
		throw error();
	},
});

/** A connection that is lost, after the vendor has carried the request out or before. */
const lost = (error: () => Error): Fault => ({
	isSent: true,
	strike: async ({ carryOut, isAccepted }) => {
		if (isAccepted) await carryOut();
		throw error();
	},
});

const answered = async ({ carryOut, isAccepted }: Struck) =>
	isAccepted ? await carryOut() : json(200, { success: true });

/** What breaks the connection itself, or drags on. */
const broken: Record<string, Fault> = {
	refusedConnection: unreached(() => failed('connect', 'ECONNREFUSED')),
	unreachableHost: unreached(() => failed('connect', 'EHOSTUNREACH')),
	unknownHost: unreached(() => failed('getaddrinfo', 'ENOTFOUND')),
	badCertificate: unreached(() =>
		Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
	),
	noTls: unreached(() =>
		Object.assign(new Error('write EPROTO: wrong version number'), { code: 'EPROTO' }),
	),
	reset: lost(() => failed('read', 'ECONNRESET')),
	hangUp: lost(() => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })),
	brokenPipe: lost(() => failed('write', 'EPIPE')),
	refusedLater: lost(() => failed('read', 'ECONNREFUSED')),
	notHttp: lost(() =>
		Object.assign(new Error('Parse Error: Expected HTTP/'), { code: 'HPE_INVALID_CONSTANT' }),
	),
	silent: {
		isSent: true,
		strike: async ({ carryOut, isAccepted, clock, signal }) => {
			if (isAccepted) await carryOut();
			await clock.passUnless(signal, 100 * 3_600_000);
			throw failed('read', 'ETIMEDOUT');
		},
	},
	/** The vendor takes it when the client has given up. */
	acceptedTooLate: {
		isSent: true,
		strike: async ({ carryOut, clock, signal }) => {
			await clock.passUnless(signal, 100 * 3_600_000);
			return await carryOut();
		},
	},
	slow: {
		isSent: true,
		strike: async ({ carryOut, isAccepted, clock, signal, ms }) => {
			const early = isAccepted ? await carryOut() : undefined;
			await clock.passUnless(signal, ms);
			return early ?? (await carryOut());
		},
	},
	dropMidBody: {
		isSent: true,
		strike: async (struck) => {
			const { body, ...answer } = await answered(struck);
			return { ...answer, body: half(body) };
		},
	},
	trickle: {
		isSent: true,
		strike: async (struck) => {
			const { body, ...answer } = await answered(struck);
			return { ...answer, body: trickling(body, struck) };
		},
	},
	endless: {
		isSent: true,
		strike: async (struck) => ({ ...(await answered(struck)), body: endless() }),
	},
	wrongType: {
		isSent: true,
		strike: async ({ carryOut }) => {
			const { headers, ...answer } = await carryOut();
			return { ...answer, headers: { ...headers, 'content-type': 'application/octet-stream' } };
		},
	},
	noType: {
		isSent: true,
		strike: async ({ carryOut }) => {
			const { headers, ...answer } = await carryOut();
			const { 'content-type': _type, ...others } = headers;
			return { ...answer, headers: others };
		},
	},
};

async function* half(body: Buffer) {
	yield body.subarray(0, Math.ceil(body.length / 2));
	throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
}

async function* trickling(body: Buffer, { clock, signal }: Struck) {
	for (let at = 0; !signal.aborted; at++) {
		yield at < body.length ? body.subarray(at, at + 1) : Buffer.from(' ');
		await clock.passUnless(signal, 1_000);
	}
}

async function* endless() {
	for (const chunk = Buffer.alloc(256 * 1024, 'a'); ; ) yield chunk;
}

/** Every fault by name. */
export const faults: Record<string, Fault> = {
	...Object.fromEntries(answering.map((name) => [name, answerOf(name)])),
	...broken,
};

/** Faults of a kind: what differs only in a status, or in the form of the body, is of one. */
export const kindOf = (name: string) =>
	name.replace(/(Html|Empty|Json|Form|Base64|Url|ToItself|Elsewhere|Dead)$/, '');
