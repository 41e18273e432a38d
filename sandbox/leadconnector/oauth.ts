import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import { optional, text } from '../kit/contract';
import { serve, type Endpoint, type Manner } from '../kit/endpoint';
import { Refused } from '../kit/refused';

const CLIENT_ID = 'oauth-sandbox-client';
const CLIENT_SECRET = 'oauth-sandbox-client-secret-3e90';
const ACCESS_TOKEN = 'oauth-sandbox-access-token-';
const REFRESH_TOKEN = 'oauth-sandbox-refresh-token-6f15-';
const CODE = 'oauth-sandbox-code-';

/** Whom a token stands for: a location, or the agency above it, which most endpoints refuse. */
export type UserType = 'Location' | 'Company';

/** The answer to a grant. */
export interface TokenData {
	access_token: string;
	refresh_token: string;
	token_type: 'Bearer';
	/** s */
	expires_in: number;
	scope: string;
	userType: UserType;
	companyId: string;
	/** Only of a location's token. */
	locationId?: string;
}

/** The token server: gives access tokens that can expire, and refresh tokens that are good for one use. */
export class TokenServer {
	/** What is to be hidden in the journal; the tokens begin so. */
	static readonly secrets = [CLIENT_SECRET, ACCESS_TOKEN, REFRESH_TOKEN, CODE];

	/** Whom the tokens to come stand for. */
	userType: UserType = 'Location';

	/** What the tokens to come say of their life, in s. They end when `expireTokens` says so. */
	expiresIn = 86_399;

	/** How often a refresh token was changed for another. */
	renewals = 0;

	private issued = 0;

	private access = new Map<string, UserType>();

	private refresh = new Set<string>();

	private codes = new Set<string>();

	private last!: TokenData;

	/** Requests that the access tokens are still good for; undefined without end. */
	private requestsLeft?: number;

	/** @param location whose tokens these are */
	constructor(private readonly location: () => string) {
		this.reset();
	}

	reset(): void {
		this.userType = 'Location';
		this.expiresIn = 86_399;
		this.renewals = 0;
		this.issued = 0;
		this.revoke();
		this.last = this.issue();
	}

	/**
	 * The access tokens given so far are refused from now on; a refresh token brings another.
	 *
	 * @param afterRequests so many more requests are taken first
	 */
	expireTokens({ afterRequests = 0 } = {}): void {
		if (afterRequests > 0) {
			this.requestsLeft = afterRequests;
			return;
		}
		this.access.clear();
		this.requestsLeft = undefined;
	}

	/** The user takes the app away: no token is good any more. */
	revoke(): void {
		this.expireTokens();
		this.refresh.clear();
		this.codes.clear();
	}

	/** Whom an access token stands for; undefined for one that is not good. Counts as a request with it. */
	use(token: string | undefined): UserType | undefined {
		const userType = token === undefined ? undefined : this.access.get(token);
		if (userType === undefined || this.requestsLeft === undefined) return userType;
		if (this.requestsLeft-- > 0) return userType;
		this.expireTokens();
		return undefined;
	}

	/** What an n8n credential holds that was connected just now. */
	credential(origin: string): Record<string, unknown> {
		return {
			grantType: 'authorizationCode',
			authentication: 'body',
			clientId: CLIENT_ID,
			clientSecret: CLIENT_SECRET,
			authUrl: `${origin}/oauth/chooselocation`,
			accessTokenUrl: `${origin}/oauth/token`,
			scope: this.last.scope,
			oauthTokenData: { ...this.last, ...this.locationOf(this.last.userType) },
		};
	}

	/** A code as the page of consent hands it on, good for one use. */
	newCode(): string {
		const code = `${CODE}${++this.issued}`;
		this.codes.add(code);
		return code;
	}

	/** @throws what the server says of it */
	grant(form: z.infer<typeof grantContract>): TokenData {
		if (form.client_id !== CLIENT_ID || form.client_secret !== CLIENT_SECRET) {
			throw new Refused(401, 'Invalid client credentials!', { error: 'UnAuthorized!' });
		}
		if (form.user_type) this.userType = form.user_type;
		switch (form.grant_type) {
			case 'authorization_code':
				if (!this.codes.delete(form.code ?? '')) throw invalidGrant('authorization code');
				break;
			case 'refresh_token':
				if (!this.refresh.delete(form.refresh_token ?? '')) throw invalidGrant('refresh token');
				this.renewals++;
				break;
			case 'client_credentials':
				throw new Refused(400, 'Not allowed for this app', { error: 'unsupported_grant_type' });
		}
		return this.issue();
	}

	private locationOf(userType: UserType): { locationId?: string } {
		return userType === 'Location' ? { locationId: this.location() } : {};
	}

	private issue(): TokenData {
		const number = this.issued++;
		const { userType } = this;
		const token: TokenData = {
			access_token: `${ACCESS_TOKEN}${number}`,
			refresh_token: `${REFRESH_TOKEN}${number}`,
			token_type: 'Bearer',
			expires_in: this.expiresIn,
			scope: 'conversations.readonly conversations.write',
			userType,
			companyId: 'GNb7aIv4rQFVb9iwNl5K',
			...this.locationOf(userType),
		};
		this.access.set(token.access_token, userType);
		this.refresh.add(token.refresh_token);
		this.last = token;
		return token;
	}
}

function invalidGrant(what: string): Refused {
	return new Refused(400, `This ${what} is invalid`, { error: 'invalid_grant' });
}

/** What /oauth/token takes, by the vendor's description. */
const grantContract = z
	.object({
		client_id: text,
		client_secret: text,
		grant_type: z.enum(['authorization_code', 'refresh_token', 'client_credentials']),
		...optional({
			code: text,
			refresh_token: text,
			user_type: z.enum(['Company', 'Location']),
			redirect_uri: z.string().url(),
			scope: text,
		}),
	})
	.strict();

/** What the page of consent takes; a browser sends it, with whatever else the client likes to add. */
const consentContract = z
	.object({
		response_type: z.literal('code'),
		client_id: z.literal(CLIENT_ID),
		redirect_uri: z.string().url(),
		state: text.optional(),
	})
	.passthrough();

const manner: Manner = {
	outOfContract: (faults) => new Refused(422, faults),
	refuse: ({ code, words, message, extra }) => ({
		status: Number(code),
		body:
			code === 422
				? { statusCode: 422, message: words, error: 'Unprocessable Entity' }
				: { ...extra, error_description: message },
	}),
};

/** The page of consent and the token endpoint. */
export function serveOAuth(app: FastifyInstance, server: TokenServer): void {
	const consent: Endpoint<object, z.ZodTypeAny, typeof consentContract> = {
		method: 'GET',
		path: '/oauth/chooselocation',
		query: consentContract,
		answer: ({ query, reply }) => {
			const back = new URL(query.redirect_uri);
			back.searchParams.set('code', server.newCode());
			if (query.state) back.searchParams.set('state', query.state);
			return reply.redirect(back.href);
		},
	};
	const token: Endpoint<object, typeof grantContract> = {
		method: 'POST',
		path: '/oauth/token',
		body: grantContract,
		answer: ({ body }) => server.grant(body),
	};
	serve<object, Endpoint<object>>(app, [consent, token], {
		...manner,
		admit: () => ({}),
		// A form is all it takes; anything else is as good as empty.
		read: ({ headers, body, query }) => {
			const type = String(headers['content-type']);
			return { body: type.startsWith('application/x-www-form-urlencoded') ? body : {}, query };
		},
	});
}
