import { setTimeout as sleep } from 'node:timers/promises';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { clock } from './clock';
import type { Fault, Faults } from './faults';
import { redact, type Journal } from './journal';
import type { Vendor } from './vendor';

declare module 'fastify' {
	interface FastifyRequest {
		fault?: Fault;
		arrivedAt?: number;
	}
}

/** A web page, as servers answer an address that they do not have. */
export const WEB_PAGE =
	'<!DOCTYPE html><html><head><title>Oops</title></head><body>Page not found</body></html>';

/** What a mounted vendor shares with the others. */
export interface Surroundings {
	journal: Journal;
	faults: Faults;
	/** Every answer waits this long, in ms. */
	answerMs: number;
}

/** Puts a vendor below its prefix: what it receives goes into the journal, and faults befall it. */
export async function mount(
	app: FastifyInstance,
	around: Surroundings,
	vendor: Vendor,
): Promise<void> {
	await app.register(
		async (scope) => {
			scope.addHook('onRequest', async (request, reply) => {
				request.arrivedAt = clock.now();
				reply.header('date', new Date(clock.now()).toUTCString());
			});
			scope.addHook('preHandler', async (request, reply) => {
				if (around.answerMs > 0) await sleep(around.answerMs);
				request.fault = around.faults.take(vendor.name, pathOf(request, vendor), request.body);
				await failBefore(request, reply);
			});
			scope.addHook('onSend', async (request, reply, payload) =>
				failAfter(request, reply, payload),
			);
			scope.addHook('onSend', async (request, reply, payload) => {
				record(around, vendor, request, reply.raw.destroyed ? 0 : reply.statusCode, payload);
				return payload;
			});
			scope.setNotFoundHandler(
				async (_request, reply) => await reply.code(404).type('text/html').send(WEB_PAGE),
			);
			vendor.routes(scope);
		},
		{ prefix: vendor.prefix },
	);
}

async function failBefore(request: FastifyRequest, reply: FastifyReply): Promise<void> {
	const { fault } = request;
	if (fault?.kind === 'delay') await sleep(fault.ms);
	if (fault?.kind === 'hold') await fault.until(request.raw.socket.remotePort);
	if (fault?.kind === 'drop' && fault.when === 'before') {
		request.raw.socket.destroy();
		// Answered, though nobody hears it: else the vendor would still carry the request out.
		await reply.send('');
	}
	if (fault?.kind === 'answer' && fault.when !== 'after') {
		await reply
			.code(fault.status)
			.headers(fault.headers ?? {})
			.send(fault.body ?? '');
	}
}

async function failAfter(request: FastifyRequest, reply: FastifyReply, payload: unknown) {
	const { fault } = request;
	switch (fault?.kind) {
		case 'drop':
			request.raw.socket.destroy();
			return payload;
		case 'answer':
			if (fault.when !== 'after') return payload;
			reply.code(fault.status).headers(fault.headers ?? {});
			return typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body ?? '');
		case 'cut':
			reply.removeHeader('content-length');
			return String(payload).slice(0, Math.ceil(String(payload).length / 2));
		case 'html':
			reply.code(200).type('text/html').removeHeader('content-length');
			return WEB_PAGE;
		case 'empty':
			reply.removeHeader('content-length');
			return '';
		default:
			return payload;
	}
}

function pathOf(request: FastifyRequest, vendor: Vendor): string {
	return request.url.slice(vendor.prefix.length).split('?')[0];
}

function record(
	{ journal }: Surroundings,
	vendor: Vendor,
	request: FastifyRequest,
	status: number,
	payload: unknown,
): void {
	if (!journal.isOn) return;
	const parts = {
		url: redact(request.url, vendor.secrets),
		headers: redact(request.headers as Record<string, string>, vendor.secrets),
		body: redact(request.body ?? null, vendor.secrets),
	};
	journal.entries.push({
		vendor: vendor.name,
		method: request.method,
		path: redact(pathOf(request, vendor), vendor.secrets).value,
		url: parts.url.value,
		headers: parts.headers.value,
		body: parts.body.value,
		secretsIn: Object.entries(parts).flatMap(([place, { found }]) => (found ? [place] : [])),
		status,
		answer: typeof payload === 'string' ? parsed(payload) : null,
		at: request.arrivedAt ?? clock.now(),
	});
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
