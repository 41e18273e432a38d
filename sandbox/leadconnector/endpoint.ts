import type { z } from 'zod';

import type { Call, Endpoint } from '../kit/endpoint';
import type { LeadConnectorStore } from './store';

/** A token of the simulated app, and what it may do. */
export interface Token {
	value: string;
	scopes: string[] | 'all';
	/** Whether it belongs to the app that owns the providers. */
	ownsProviders: boolean;
	/** Whether it is one of this location. */
	isHere: boolean;
}

/** `document`: the answers of the vendor's description instead of the real server's. */
export type Answers = 'server' | 'document';

/** What an endpoint has at hand beside the request. */
export interface Known {
	store: LeadConnectorStore;
	answers: Answers;
	/** The value of the header `Version`. */
	version: string;
	token: Token;
}

export type LeadConnectorCall<Body = unknown, Query = unknown> = Call<Known, Body, Query>;

/** One endpoint, with the scope it demands. */
export interface LeadConnectorEndpoint<
	Body extends z.ZodTypeAny = z.ZodTypeAny,
	Query extends z.ZodTypeAny = z.ZodTypeAny,
> extends Endpoint<Known, Body, Query> {
	scope: string;
	/** The version that the vendor's description has for it, where it is not that of the conversations; `none` demands none. */
	version?: '2021-07-28' | 'none';
	isMultipart?: boolean;
}

/** Takes the types of `body` and `query` from their contracts. */
export function endpoint<Body extends z.ZodTypeAny, Query extends z.ZodTypeAny>(
	described: LeadConnectorEndpoint<Body, Query>,
): LeadConnectorEndpoint {
	return described;
}
