import formBody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import Fastify, { type HTTPMethods } from 'fastify';

import type { Answer, Outgoing } from './hostile/mode';
import { createConvolo } from './convolo';
import { createConvoso } from './convoso';
import { createIqra } from './iqra';
import { createLeadConnector } from './leadconnector';
import { Faults } from './kit/faults';
import { Journal } from './kit/journal';
import { mount, type Surroundings } from './kit/mount';

/** The most a body may hold, as HTTP servers commonly allow. */
const BODY_LIMIT = 32 * 1024 * 1024;

/** All vendors on one address. */
export interface Sandbox extends Surroundings {
	/** e.g. http://127.0.0.1:4000; empty until it listens. */
	origin: string;
	vendors: ReturnType<typeof createVendors>;
	/**
	 * Credential data by credential type, for all vendors.
	 *
	 * @param origin of a server in front of this one, which the credentials shall lead to
	 */
	credentials: (origin?: string) => Record<string, Record<string, unknown>>;
	/** Puts all state, faults and the journal back to the beginning. */
	reset: () => void;
	/**
	 * Starts to answer on 127.0.0.1.
	 *
	 * @param port 0 for any free one
	 */
	listen: (port?: number) => Promise<void>;
	/** Answers a request that came without a socket; its URL is path and query. */
	answer: (request: Outgoing) => Promise<Answer>;
	close: () => Promise<void>;
}

/** The simulated vendors, by the name of the node that each stands behind. */
function createVendors() {
	return {
		aiCall: createIqra(),
		convolo: createConvolo(),
		convoso: createConvoso(),
		leadConnector: createLeadConnector(),
	};
}

/**
 * Starts the simulated vendors on 127.0.0.1.
 *
 * @param port 0 for any free one
 */
export async function startSandbox({ port = 0 } = {}): Promise<Sandbox> {
	const sandbox = createSandbox();
	await sandbox.listen(port);
	return sandbox;
}

/** The simulated vendors, before they answer. */
export function createSandbox(): Sandbox {
	const vendors = createVendors();
	const app = Fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true });
	const sandbox: Sandbox = {
		origin: '',
		journal: new Journal(),
		faults: new Faults(),
		vendors,
		answerMs: 0,
		credentials: (origin = sandbox.origin) =>
			Object.assign({}, ...Object.values(vendors).map((vendor) => vendor.credentials(origin))),
		reset: () => {
			for (const vendor of Object.values(vendors)) vendor.reset();
			sandbox.journal.clear();
			sandbox.faults.clear();
			sandbox.answerMs = 0;
		},
		listen: async (port = 0) => {
			await app.register(formBody, { bodyLimit: BODY_LIMIT });
			await app.register(multipart, { limits: { fileSize: BODY_LIMIT } });
			for (const vendor of Object.values(vendors)) await mount(app, sandbox, vendor);
			sandbox.origin = await app.listen({ host: '127.0.0.1', port });
		},
		answer: async ({ method, url, headers, body }) => {
			const answer = await app.inject({
				method: method as HTTPMethods,
				url,
				headers,
				payload: body,
			});
			return { status: answer.statusCode, headers: answer.headers, body: answer.rawPayload };
		},
		close: async () => await app.close(),
	};
	return sandbox;
}
