import { randomUUID } from 'node:crypto';

import type { FastifyReply, FastifyRequest } from 'fastify';

import { clock } from '../kit/clock';
import { serve, type Manner } from '../kit/endpoint';
import { Refused } from '../kit/refused';
import type { Vendor } from '../kit/vendor';
import { accountEndpoints } from './accounts';
import { conversationEndpoints } from './conversations';
import type { Answers, LeadConnectorCall, LeadConnectorEndpoint, Token } from './endpoint';
import { messageEndpoints } from './messages';
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

const CLIENT_SECRET = 'oauth-sandbox-client-secret-3e90';
const REFRESH_TOKEN = 'oauth-sandbox-refresh-token-6f15';
const ACCESS_TOKEN = 'oauth-sandbox-access-token-';

const VERSIONS = ['2021-04-15', '2021-07-28', '2023-02-21', 'v3', 'legacy'];

/** 100 requests within 10 s, by location. */
const RATE = { requests: 100, perMs: 10_000 };

/** The simulated LeadConnector. */
export interface LeadConnectorVendor extends Vendor {
	store: LeadConnectorStore;
	/** Tokens that lack something, by what they lack. */
	tokens: Record<'full' | 'writeOnly' | 'otherApp' | 'otherLocation', string>;
	answers: Answers;
	/** Makes the current OAuth2 access token a refused one; the refresh token brings another. */
	expireAccessToken: () => void;
	/** Makes the refresh token a refused one too. */
	revoke: () => void;
	/** How often an access token was renewed. */
	renewals: number;
}

export function createLeadConnector(): LeadConnectorVendor {
	const store = new LeadConnectorStore();
	let generation = 0;
	let isRevoked = false;
	const arrivals: number[] = [];
	const accessToken = () => `${ACCESS_TOKEN}${generation}`;

	const vendor: LeadConnectorVendor = {
		name: 'leadconnector',
		prefix: '/leadconnector',
		secrets: [
			...Object.values(TOKENS).map(({ value }) => value),
			CLIENT_SECRET,
			REFRESH_TOKEN,
			ACCESS_TOKEN,
		],
		store,
		tokens: {
			full: TOKENS.full.value,
			writeOnly: TOKENS.writeOnly.value,
			otherApp: TOKENS.otherApp.value,
			otherLocation: TOKENS.otherLocation.value,
		},
		answers: 'server',
		renewals: 0,
		expireAccessToken: () => {
			generation++;
		},
		revoke: () => {
			generation++;
			isRevoked = true;
		},
		reset: () => {
			store.reset();
			vendor.answers = 'server';
			vendor.renewals = 0;
			generation = 0;
			isRevoked = false;
			arrivals.length = 0;
		},
		credentials: (origin) => {
			const shared = {
				callProviderId: '61d6d1f9cdac7612faf80753',
				baseUrl: `${origin}/leadconnector`,
			};
			return {
				leadConnectorApi: {
					...shared,
					privateIntegrationToken: TOKENS.full.value,
					locationId: store.locationId,
				},
				leadConnectorOAuth2Api: {
					...shared,
					grantType: 'authorizationCode',
					authentication: 'body',
					clientId: 'oauth-sandbox-client',
					clientSecret: CLIENT_SECRET,
					authUrl: `${origin}/leadconnector/oauth/chooselocation`,
					accessTokenUrl: `${origin}/leadconnector/oauth/token`,
					scope: 'conversations.readonly conversations.write',
					oauthTokenData: {
						access_token: accessToken(),
						refresh_token: REFRESH_TOKEN,
						token_type: 'Bearer',
						expires_in: 86_399,
						locationId: store.locationId,
						userType: 'Location',
					},
				},
			};
		},
		routes: (app) => {
			app.post('/oauth/token', async (request, reply) => {
				const form = request.body as Record<string, string>;
				if (form.client_secret !== CLIENT_SECRET || isRevoked) {
					return await reply.code(isRevoked ? 400 : 401).send({
						error: isRevoked ? 'invalid_grant' : 'UnAuthorized!',
						error_description: isRevoked
							? 'This refresh token is invalid'
							: 'Invalid client credentials!',
					});
				}
				vendor.renewals++;
				return {
					access_token: accessToken(),
					refresh_token: REFRESH_TOKEN,
					token_type: 'Bearer',
					expires_in: 86_399,
					locationId: store.locationId,
					userType: 'Location',
				};
			});
			serve(app, endpoints, {
				...manner,
				admit: (request, reply, { scope }) => {
					limit(reply, arrivals);
					const token = tokenOf(request, accessToken());
					checkVersion(request);
					checkScope(token, scope);
					return { store, answers: vendor.answers, token };
				},
				read: async (request, { isMultipart }) => {
					if (isMultipart) request.body = await formOf(request);
					return request;
				},
			});
		},
	};
	return vendor;
}

/** Every endpoint, behind the check that the token is one of the location it asks for. */
const endpoints = [...messageEndpoints, ...conversationEndpoints, ...accountEndpoints].map(
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

function checkVersion({ headers }: FastifyRequest): void {
	if (VERSIONS.includes(String(headers.version))) return;
	throw new Refused(401, 'version header was not found.');
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

function tokenOf(request: FastifyRequest, accessToken: string): Token {
	const value = /^Bearer (.+)$/.exec(String(request.headers.authorization))?.[1];
	const oauth: Token = { value: accessToken, scopes: 'all', ownsProviders: true, isHere: true };
	const token = [...Object.values(TOKENS), oauth].find((one) => one.value === value);
	if (!token) throw new Refused(401, 'Invalid token: access token is invalid');
	return token;
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
