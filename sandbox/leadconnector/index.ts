import { randomUUID } from 'node:crypto';

import type { FastifyReply, FastifyRequest } from 'fastify';

import { clock } from '../kit/clock';
import { serve, type Manner } from '../kit/endpoint';
import { Refused } from '../kit/refused';
import type { Vendor } from '../kit/vendor';
import { accountEndpoints } from './accounts';
import { contactEndpoints } from './contacts';
import { conversationEndpoints } from './conversations';
import type { Answers, Known, LeadConnectorCall, LeadConnectorEndpoint, Token } from './endpoint';
import { exportEndpoints } from './exports';
import { messageEndpoints } from './messages';
import { serveOAuth, TokenServer } from './oauth';
import { LeadConnectorStore } from './store';

const TOKENS: Record<string, Token> = {
	full: {
		value: 'pit-sandbox-0c1f6a7e',
		scopes: 'all',
		ownsProviders: true,
		isHere: true,
	},
	writeOnly: {
		value: 'pit-sandbox-write-only-51d2',
		scopes: ['conversations/message.write'],
		ownsProviders: true,
		isHere: true,
	},
	otherApp: {
		value: 'pit-sandbox-other-app-9b44',
		scopes: 'all',
		ownsProviders: false,
		isHere: true,
	},
	otherLocation: {
		value: 'pit-sandbox-other-location-77ae',
		scopes: 'all',
		ownsProviders: true,
		isHere: false,
	},
};

const PREFIX = '/leadconnector';

/** The version that the description has for the endpoints of conversations. */
const CONVERSATIONS_VERSION = '2021-04-15';

const VERSIONS = ['2021-04-15', '2021-07-28', '2023-02-21', 'v3', 'legacy'];

/** 100 requests within 10 s, by location. */
const RATE = { requests: 100, perMs: 10_000 };

/** The simulated LeadConnector. */
export interface LeadConnectorVendor extends Vendor {
	store: LeadConnectorStore;
	/** Tokens that lack something, by what they lack. */
	tokens: Record<'full' | 'writeOnly' | 'otherApp' | 'otherLocation', string>;
	answers: Answers;
	/** The tokens of OAuth2: when they expire, are renewed, or revoked. */
	oauth: TokenServer;
	/** True refuses a version that the vendor's description does not name for the endpoint; v3 is good for all. */
	onlyDescribedVersions: boolean;
}

export function createLeadConnector(): LeadConnectorVendor {
	const store = new LeadConnectorStore();
	const oauth = new TokenServer(() => store.locationId);
	const arrivals: number[] = [];
	const vendor: LeadConnectorVendor = {
		name: 'leadConnector',
		prefix: PREFIX,
		secrets: [...Object.values(TOKENS).map(({ value }) => value), ...TokenServer.secrets],
		store,
		tokens: {
			full: TOKENS.full.value,
			writeOnly: TOKENS.writeOnly.value,
			otherApp: TOKENS.otherApp.value,
			otherLocation: TOKENS.otherLocation.value,
		},
		answers: 'server',
		oauth,
		onlyDescribedVersions: false,
		reset: () => {
			store.reset();
			oauth.reset();
			vendor.answers = 'server';
			vendor.onlyDescribedVersions = false;
			arrivals.length = 0;
		},
		credentials: (origin) => {
			const baseUrl = `${origin}${PREFIX}`;
			const shared = { callProviderId: '61d6d1f9cdac7612faf80753', baseUrl };
			return {
				leadConnectorApi: {
					...shared,
					privateIntegrationToken: TOKENS.full.value,
					locationId: store.locationId,
				},
				leadConnectorOAuth2Api: { ...shared, ...oauth.credential(baseUrl) },
			};
		},
		routes: (app) => {
			serveOAuth(app, oauth);
			serve(app, endpoints, {
				...manner,
				admit: (request, reply, endpoint) => admit(vendor, arrivals, request, reply, endpoint),
				read,
			});
		},
	};
	return vendor;
}

/** The body and query of a request; a multipart form is read first, and so stands in the journal. */
async function read(
	request: FastifyRequest,
	{ isMultipart }: LeadConnectorEndpoint,
): Promise<FastifyRequest> {
	if (isMultipart) request.body = await formOf(request);
	return request;
}

/** The door: rate, token, version, scope. */
function admit(
	vendor: LeadConnectorVendor,
	arrivals: number[],
	request: FastifyRequest,
	reply: FastifyReply,
	endpoint: LeadConnectorEndpoint,
): Known {
	limit(reply, arrivals);
	const token = tokenOf(request, vendor.oauth);
	const version = versionOf(request, endpoint, vendor.onlyDescribedVersions);
	checkScope(token, endpoint.scope);
	return { store: vendor.store, answers: vendor.answers, version, token };
}

/** Every endpoint, behind the check that the token is one of the location it asks for. */
const endpoints = [
	...messageEndpoints,
	...exportEndpoints,
	...conversationEndpoints,
	...contactEndpoints,
	...accountEndpoints,
].map(
	(described): LeadConnectorEndpoint => ({
		...described,
		answer: (call) => {
			checkLocation(call);
			return described.answer(call);
		},
	}),
);

const STATUS_NAMES: Record<number, string> = {
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	422: 'Unprocessable Entity',
};

const manner: Manner = {
	outOfContract: (faults) => new Refused(422, faults),
	refuse: ({ code, words, extra }) => {
		const status = Number(code);
		const name = STATUS_NAMES[status];
		return {
			status,
			body: {
				statusCode: status,
				message: words,
				...(name ? { error: name } : {}),
				...extra,
				traceId: randomUUID(),
			},
		};
	},
	frame: withTrace,
};

function versionOf(
	{ headers, url }: FastifyRequest,
	{ version: described }: LeadConnectorEndpoint,
	isStrict: boolean,
): string {
	const version = String(headers.version);
	if (described === 'none') return version;
	if (!VERSIONS.includes(version)) throw new Refused(401, 'version header was not found.');
	if (isStrict && ![described ?? CONVERSATIONS_VERSION, 'v3'].includes(version)) {
		throw new Refused(400, `Version ${version} is not described for ${url.split('?')[0]}`);
	}
	return version;
}

function checkScope({ scopes }: Token, scope: string): void {
	if (scopes === 'all' || scopes.includes(scope)) return;
	throw new Refused(401, 'The token is not authorized for this scope.');
}

function checkLocation({ store, token, body, query, params }: LeadConnectorCall): void {
	const named = (place: unknown) => (place as { locationId?: string }).locationId;
	const location = named(body) ?? named(query) ?? params.locationId ?? store.locationId;
	if (token.isHere && location === store.locationId) return;
	throw new Refused(403, 'The token does not have access to this location.');
}

/** Counts the request, tells what is left, and refuses one too many. */
function limit(reply: FastifyReply, arrivals: number[]): void {
	const now = clock.now();
	while (arrivals.length > 0 && arrivals[0] <= now - RATE.perMs) arrivals.shift();
	const isTooMany = arrivals.length >= RATE.requests;
	if (!isTooMany) arrivals.push(now);
	reply.headers({
		'x-ratelimit-limit-daily': '200000',
		'x-ratelimit-daily-remaining': '199000',
		'x-ratelimit-interval-milliseconds': String(RATE.perMs),
		'x-ratelimit-max': String(RATE.requests),
		'x-ratelimit-remaining': String(RATE.requests - arrivals.length),
	});
	if (isTooMany) throw new Refused(429, 'Too Many Requests');
}

function tokenOf({ headers }: FastifyRequest, oauth: TokenServer): Token {
	const value = /^Bearer (.+)$/.exec(String(headers.authorization))?.[1];
	const known = Object.values(TOKENS).find((one) => one.value === value);
	if (known) return known;
	const userType = oauth.use(value);
	if (!value || !userType) throw new Refused(401, 'Invalid token: access token is invalid');
	if (userType === 'Company') {
		throw new Refused(401, 'This authClass type is not allowed to access this scope.');
	}
	return { value, scopes: 'all', ownsProviders: true, isHere: true };
}

/** The parts of a multipart form; the file as its name, type and bytes. */
async function formOf(request: FastifyRequest): Promise<unknown> {
	if (!request.isMultipart()) throw new Refused(400, 'Content-Type must be multipart/form-data');
	const form: Record<string, unknown> = {};
	for await (const part of request.parts()) {
		if (part.type === 'file') {
			form[part.fieldname] = {
				name: part.filename,
				mimeType: part.mimetype,
				bytes: await part.toBuffer(),
			};
			continue;
		}
		const before = form[part.fieldname];
		form[part.fieldname] = before === undefined ? part.value : [before, part.value].flat();
	}
	return form;
}

function withTrace(answer: unknown): unknown {
	const isObject = typeof answer === 'object' && answer !== null && !Array.isArray(answer);
	return isObject && !Buffer.isBuffer(answer) ? { ...answer, traceId: randomUUID() } : answer;
}
