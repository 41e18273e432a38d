import type { FastifyReply } from 'fastify';
import type { z } from 'zod';

import type { LeadConnectorVendor } from '.';
import type { LeadConnectorStore } from './store';

/** A refusal, as LeadConnector words it. */
export class Refused extends Error {
	constructor(
		readonly status: number,
		/** `message` of the answer: a text, or a list in a 422. */
		readonly words: string | string[],
		readonly extra: object = {},
	) {
		super([words].flat().join('; '));
	}
}

/** What an endpoint has at hand. */
export interface Call {
	store: LeadConnectorStore;
	vendor: LeadConnectorVendor;
	token: Token;
	/** Body (or multipart fields) and query, within their contracts. */
	body: Record<string, unknown>;
	query: Record<string, string>;
	params: Record<string, string>;
	reply: FastifyReply;
}

/** One endpoint: its contracts, the scope it demands, and what it answers. */
export interface Endpoint {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	path: string;
	scope: string;
	body?: z.ZodTypeAny;
	query?: z.ZodTypeAny;
	isMultipart?: boolean;
	answer: (call: Call) => unknown;
}

export interface Token {
	value: string;
	scopes: string[] | 'all';
	/** Whether it belongs to the app that owns the providers. */
	ownsProviders: boolean;
	/** Whether it is one of this location. */
	isHere: boolean;
}
