import { setTimeout as sleep } from 'node:timers/promises';

import formBody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import { createConvolo } from './convolo';
import { createIqra } from './iqra';
import { createLeadConnector } from './leadconnector';
import { createConvoso } from './convoso';
import { Faults, type Fault } from './faults';
import { Journal, redact } from './journal';
import type { Vendor } from './vendor';

declare module 'fastify' {
	interface FastifyRequest {
		fault?: Fault;
		arrivedAt?: number;
	}
}

/** The most a body may hold, as HTTP servers commonly allow. */
const BODY_LIMIT = 32 * 1024 * 1024;

const WEB_PAGE =
	'<!DOCTYPE html><html><head><title>Oops</title></head><body>Page not found</body></html>';

/** The running sandbox: all vendors on one address. */
export interface Sandbox {
	/** e.g. http://127.0.0.1:4000 */
	origin: string;
	journal: Journal;
	faults: Faults;
	vendors: ReturnType<typeof createVendors>;
	/** Every answer waits this long, in ms. */
	answerMs: number;
	/** Credential data by credential type, for all vendors. */
	credentials: () => Record<string, Record<string, unknown>>;
	/** Puts all state, faults and the journal back to the beginning. */
	reset: () => void;
	close: () => Promise<void>;
}

function createVendors() {
	return {
		convolo: createConvolo(),
		convoso: createConvoso(),
		iqra: createIqra(),
		leadconnector: createLeadConnector(),
	};
}

/**
 * Starts the simulated vendors on 127.0.0.1.
 *
 * @param port 0 for any free one
 */
export async function startSandbox({ port = 0 } = {}): Promise<Sandbox> {
	const vendors = createVendors();
	const app = Fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true });
	await app.register(formBody, { bodyLimit: BODY_LIMIT });
	await app.register(multipart, { limits: { fileSize: BODY_LIMIT } });
	const sandbox: Sandbox = {
		origin: '',
		journal: new Journal(),
		faults: new Faults(),
		vendors,
		answerMs: 0,
		credentials: () =>
			Object.assign(
				{},
				...Object.values(vendors).map((vendor) => vendor.credentials(sandbox.origin)),
			),
		reset: () => {
			for (const vendor of Object.values(vendors)) vendor.reset();
			sandbox.journal.clear();
			sandbox.faults.clear();
			sandbox.answerMs = 0;
		},
		close: async () => await app.close(),
	};
	for (const vendor of Object.values(vendors)) await mount(app, sandbox, vendor);
	sandbox.origin = await app.listen({ host: '127.0.0.1', port });
	return sandbox;
}

async function mount(app: FastifyInstance, sandbox: Sandbox, vendor: Vendor): Promise<void> {
	await app.register(
		async (scope) => {
			scope.addHook('onRequest', async (request) => {
				request.arrivedAt = Date.now();
			});
			scope.addHook('preHandler', async (request, reply) => {
				if (sandbox.answerMs > 0) await sleep(sandbox.answerMs);
				request.fault = sandbox.faults.take(vendor.name, pathOf(request, vendor), request.body);
				await failBefore(request, reply);
			});
			scope.addHook('onSend', async (request, reply, payload) =>
				failAfter(request, reply, payload),
			);
			scope.addHook('onSend', async (request, reply, payload) => {
				record(sandbox, vendor, request, reply.raw.destroyed ? 0 : reply.statusCode, payload);
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
	{ journal }: Sandbox,
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
		at: request.arrivedAt ?? Date.now(),
	});
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
