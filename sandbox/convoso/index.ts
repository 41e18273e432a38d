import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';

import { serve, type Endpoint } from '../kit/endpoint';
import { Refused } from '../kit/refused';
import type { Vendor } from '../kit/vendor';
import { agentEndpoints } from './agents';
import type { Answer, Form } from './answer';
import { blockedNumberEndpoints } from './blockedNumbers';
import { callbackEndpoints } from './callbacks';
import { callEndpoints } from './calls';
import { campaignEndpoints } from './campaigns';
import { contracts, type Path } from './contract';
import { asDocumented, refusedAsDocumented } from './documented';
import { leadEndpoints } from './leads';
import { listEndpoints } from './lists';
import { statusEndpoints } from './statuses';
import { ConvosoStore } from './store';
import { userEndpoints } from './users';
import { validationEndpoints } from './validation';

/** Tokens of the simulated account: one with every right, one without the right to most sections. */
const TOKEN = 'cvs-sandbox-token-7f3a91';
const TOKEN_LEADS_ONLY = 'cvs-sandbox-token-leads-only-22c0';

/** The simulated Convoso. */
export interface ConvosoVendor extends Vendor {
	store: ConvosoStore;
	/** `document`: the answers of the Leads API document instead of the real server's. */
	answers: 'server' | 'document';
	/** A token with the right to the Leads section only. */
	tokenLeadsOnly: string;
}

export function createConvoso(): ConvosoVendor {
	const store = new ConvosoStore();
	const vendor: ConvosoVendor = {
		name: 'convoso',
		prefix: '/convoso/v1',
		secrets: [TOKEN, TOKEN_LEADS_ONLY],
		store,
		answers: 'server',
		tokenLeadsOnly: TOKEN_LEADS_ONLY,
		reset: () => {
			store.reset();
			vendor.answers = 'server';
		},
		credentials: (origin) => ({
			convosoApi: {
				authToken: TOKEN,
				baseUrl: `${origin}/convoso/v1`,
				timeZone: 'America/Los_Angeles',
			},
		}),
		routes: (app) => addRoutes(app, vendor),
	};
	return vendor;
}

const answers: Record<Path, Answer> = {
	...leadEndpoints,
	...listEndpoints,
	...campaignEndpoints,
	...callEndpoints,
	...userEndpoints,
	...statusEndpoints,
	...blockedNumberEndpoints,
	...callbackEndpoints,
	...agentEndpoints,
	...validationEndpoints,
};

function addRoutes(app: FastifyInstance, vendor: ConvosoVendor): void {
	const { store } = vendor;
	// The documents have GET for reads and POST for writes, programs either for both; the parameters stand in either place.
	const endpoints = (Object.keys(answers) as Path[]).flatMap((path): Array<Endpoint<object>> => {
		const both = {
			path,
			body: contractOf(path, store),
			answer: ({ body }: { body: unknown }) => {
				const answer = answers[path](body as Form, store);
				return vendor.answers === 'document' ? asDocumented(path, answer) : answer;
			},
		};
		return [
			{ method: 'GET', ...both },
			{ method: 'POST', ...both },
		];
	});
	serve(app, endpoints, {
		admit: (request, _reply, { path }) => {
			const { auth_token } = formOf(request);
			if (![TOKEN, TOKEN_LEADS_ONLY].includes(auth_token)) {
				throw new Refused(5001, 'Auth token is invalid');
			}
			if (auth_token === TOKEN_LEADS_ONLY && !path.startsWith('/leads/')) {
				throw new Refused(403, 'Forbidden');
			}
			return {};
		},
		read: (request) => ({ body: formOf(request), query: {} }),
		// The vendor may well pass over what it does not know; here it is a mistake of the node.
		outOfContract: (faults) => new Refused(400, faults.join('; ')),
		refuse: ({ code, message }) => ({
			status: code === 400 ? 400 : 200,
			body:
				vendor.answers === 'document'
					? refusedAsDocumented(code, message)
					: { success: false, code, text: message },
		}),
	});
}

/** What was sent in the query and as a form; JSON is not read. */
function formOf({ headers, body, query }: FastifyRequest): Form {
	const isForm = String(headers['content-type']).startsWith('application/x-www-form-urlencoded');
	return Object.assign({}, query, isForm ? body : undefined) as Form;
}

/** The contract of an endpoint; for leads, with the fields that only this account has. */
function contractOf(path: Path, { customFields }: ConvosoStore): z.ZodTypeAny {
	const contract = contracts[path];
	if (!path.startsWith('/lead')) return contract.strict();
	return contract.catchall(z.string()).superRefine((form, context) => {
		for (const name of Object.keys(form)) {
			if (name in contract.shape || customFields.has(name)) continue;
			context.addIssue({ code: 'custom', path: [name], message: 'unknown parameter' });
		}
	});
}
