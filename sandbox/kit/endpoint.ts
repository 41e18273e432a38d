import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';

import { within } from './contract';
import { Refused } from './refused';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A request within its contract: what the vendor found out at its door, and what was sent. */
export type Call<Known, Body = unknown, Query = unknown> = Known & {
	body: Body;
	query: Query;
	/** The variable pieces of the path. */
	params: Record<string, string>;
	request: FastifyRequest;
	reply: FastifyReply;
};

/** One endpoint of a vendor: where it stands, what it takes, what it answers. */
export interface Endpoint<
	Known,
	Body extends z.ZodTypeAny = z.ZodTypeAny,
	Query extends z.ZodTypeAny = z.ZodTypeAny,
> {
	method: Method;
	path: string;
	/** Contracts. Where one is left out, anything sent there is refused. */
	body?: Body;
	query?: Query;
	answer(call: Call<Known, z.infer<Body>, z.infer<Query>>): unknown;
}

/** A refusal as it is sent. */
export interface Refusal {
	status: number;
	body: unknown;
	/** Content type, where it is not JSON. */
	type?: string;
}

/** How a vendor words what it answers. */
export interface Manner {
	/** The refusal of a request that breaks its contract. */
	outOfContract: (faults: string[]) => Refused;
	/** How a refusal looks on the wire. */
	refuse: (refused: Refused) => Refusal;
	/** The frame around an answer; left out: the answer as it is. */
	frame?: (answer: unknown) => unknown;
}

/** What is the same for all endpoints of a vendor. */
export interface Service<Known, Of> extends Manner {
	/** The door: key, rights, version, rate. Throws a refusal, or gives what the endpoints need to know. */
	admit: (request: FastifyRequest, reply: FastifyReply, endpoint: Of) => Known;
	/** What the contracts are held against; left out: the body and the query as they came. */
	read?: (request: FastifyRequest, endpoint: Of) => Sent | Promise<Sent>;
}

/** What was sent, before its contract. */
interface Sent {
	body: unknown;
	query: unknown;
}

/**
 * Puts a vendor's endpoints onto an instance: first the door, then the contracts, then the answer; a refusal from any of them
 * is worded by the vendor.
 */
export function serve<Known extends object, Of extends Endpoint<Known>>(
	app: FastifyInstance,
	endpoints: Of[],
	service: Service<Known, Of>,
): void {
	for (const endpoint of endpoints) {
		app.route({
			method: endpoint.method,
			url: endpoint.path,
			handler: async (request, reply) => {
				try {
					const answer = await answered(endpoint, service, request, reply);
					return service.frame ? service.frame(answer) : answer;
				} catch (error) {
					if (!(error instanceof Refused)) throw error;
					const { status, body, type } = service.refuse(error);
					if (type) reply.type(type);
					return await reply.code(status).send(body);
				}
			},
		});
	}
}

async function answered<Known extends object, Of extends Endpoint<Known>>(
	endpoint: Of,
	service: Service<Known, Of>,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<unknown> {
	const { fault } = request;
	if (fault?.kind === 'refuse') throw new Refused(fault.code, fault.words);
	const known = service.admit(request, reply, endpoint);
	const { body, query } = service.read ? await service.read(request, endpoint) : request;
	return await endpoint.answer({
		...known,
		body: within(endpoint.body, body, service.outOfContract),
		query: within(endpoint.query, query, service.outOfContract),
		params: request.params as Record<string, string>,
		request,
		reply,
	});
}
