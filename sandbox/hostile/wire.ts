import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

import { page, send, type Exchange, type Mode } from './mode';

const CHUNK = Buffer.alloc(64 * 1024, 'a');

/** HTTP that breaks, drags on, or does not end. */
export const wire = {
	resetBeforeAnswer: {
		does: 'resets the connection when it has the request; the vendor never sees it',
		isAccepted: false,
		act: ({ response }) => reset(response),
	},
	resetAfterAccept: {
		does: 'resets the connection after the vendor has carried the request out',
		isAccepted: true,
		act: ({ response }) => reset(response),
	},
	silent: {
		does: 'takes the request, and says nothing',
		isAccepted: true,
		act: () => {},
	},
	notHttp: {
		does: 'answers with something that is no HTTP',
		isAccepted: true,
		act: ({ response }) => {
			response.socket?.end('what do you want?\r\n\r\n');
		},
	},
	dropMidBody: {
		does: 'closes the connection in the middle of the body',
		isAccepted: true,
		act: ({ response, answer: { status, headers, body } }) => {
			response.writeHead(status, { ...headers, 'content-length': body.length + 2 });
			const half = body.subarray(0, Math.ceil(body.length / 2));
			response.write(half.length > 0 ? half : '{', () => response.destroy());
		},
	},
	cutJson: {
		does: 'sends half of the JSON, as if that were all',
		isAccepted: true,
		act: ({ response, answer }) => {
			const body = answer.body.subarray(0, Math.ceil(answer.body.length / 2));
			send(response, { ...answer, body });
		},
	},
	html200: {
		does: '200 with a web page',
		isAccepted: true,
		act: ({ response }) => send(response, page(200, 'Welcome')),
	},
	empty200: {
		does: '200 with nothing',
		isAccepted: true,
		act: ({ response }) => send(response, { status: 200, headers: {}, body: Buffer.alloc(0) }),
	},
	slowHeaders: {
		does: 'a header line a second, without end',
		isAccepted: true,
		act: ({ response, tickMs }) => {
			let line = 0;
			response.socket?.write('HTTP/1.1 200 OK\r\n');
			everyTick(response, tickMs, () => response.socket?.write(`x-line-${line++}: slow\r\n`));
		},
	},
	trickleBody: {
		does: 'a byte of the body a second, without end',
		isAccepted: true,
		act: ({ response, answer, tickMs }) => {
			let at = 0;
			response.writeHead(answer.status, withoutLength(answer.headers));
			everyTick(response, tickMs, () =>
				response.write(answer.body.subarray(at, ++at).toString() || ' '),
			);
		},
	},
	endlessBody: {
		does: 'a body without end, as fast as it is read',
		isAccepted: true,
		act: async ({ response, answer }) => {
			response.writeHead(200, withoutLength(answer.headers));
			while (!response.destroyed) await written(response, CHUNK);
		},
	},
	hugeBody: {
		does: 'a good answer with a field of hundreds of megabytes',
		isAccepted: true,
		act: sendHuge,
	},
	gzipBomb: {
		does: 'a small packed body that is hundreds of megabytes when unpacked',
		isAccepted: true,
		act: async ({ response, answer, bodyBytes }) => {
			const headers = { ...withoutLength(answer.headers), 'content-encoding': 'gzip' };
			response.writeHead(200, headers);
			const zeros = Readable.from(chunksOf(bodyBytes));
			// The client may well hang up, which is what it should.
			await pipeline(zeros, createGzip(), response).catch(() => {});
		},
	},
} satisfies Record<string, Mode>;

function reset(response: ServerResponse): void {
	response.socket?.resetAndDestroy();
}

function withoutLength({ 'content-length': _length, ...headers }: Exchange['answer']['headers']) {
	return headers;
}

/** Does something again and again until the client hangs up. */
function everyTick(response: ServerResponse, tickMs: number, work: () => void): void {
	// The client may have hung up before the vendor behind had answered.
	if (response.destroyed) return;
	const timer = setInterval(work, tickMs);
	response.once('close', () => clearInterval(timer));
}

/** Writes when there is room; ends, too, when the client hangs up. */
async function written(response: ServerResponse, chunk: Buffer | string): Promise<void> {
	if (response.destroyed || response.write(chunk)) {
		// Lets the connection be closed in between.
		await new Promise(setImmediate);
		return;
	}
	const gone = new AbortController();
	const { signal } = gone;
	await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]);
	gone.abort();
}

async function sendHuge({ response, answer, bodyBytes }: Exchange): Promise<void> {
	const text = answer.body.toString();
	const isObject = text.startsWith('{') && text.length > 2;
	const start = isObject ? `${text.slice(0, -1)},"padding":"` : '{"padding":"';
	const length = Buffer.byteLength(start) + bodyBytes + 2;
	response.writeHead(answer.status, { ...answer.headers, 'content-length': length });
	await written(response, start);
	for (const chunk of chunksOf(bodyBytes)) {
		if (response.destroyed) return;
		await written(response, chunk);
	}
	response.end('"}');
}

function* chunksOf(bytes: number): Generator<Buffer> {
	for (let left = bytes; left > 0; left -= CHUNK.length) {
		yield left < CHUNK.length ? CHUNK.subarray(0, left) : CHUNK;
	}
}
