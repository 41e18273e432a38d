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
	const endpoints = (Object.keys(answers) as Path[]).map(
		(path): Endpoint<object> => ({
			method: 'POST',
			path,
			body: contractOf(path, store),
			answer: ({ body }) => answers[path](body as Form, store),
		}),
	);
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
					? { success: false, error: message }
					: { success: false, code, text: message },
		}),
		frame: (answer) => (vendor.answers === 'document' ? asDocumented(answer as object) : answer),
	});
}

/** What was sent as a form; JSON is not read. */
function formOf(request: FastifyRequest): Form {
	const type = String(request.headers['content-type']);
	return (type.startsWith('application/x-www-form-urlencoded') ? request.body : {}) as Form;
}

/** The contract of an endpoint; for leads, with the fields that only this account has. */
function contractOf(path: Path, { customFields }: ConvosoStore): z.ZodTypeAny {
	const contract = contracts[path];
	if (!path.startsWith('/leads/')) return contract.strict();
	return contract.catchall(z.string()).superRefine((form, context) => {
		for (const name of Object.keys(form)) {
			if (name in contract.shape || customFields.has(name)) continue;
			context.addIssue({ code: 'custom', path: [name], message: 'unknown parameter' });
		}
	});
}

/** The shapes of the Leads API document: `results`, `entries` and `id` at the top. */
function asDocumented(result: object): object {
	const { data, ...rest } = result as { data?: Record<string, unknown>; success?: boolean };
	if (!data || Array.isArray(data)) return result;
	if (data.lead_id !== undefined) return { success: true, data, id: data.lead_id };
	if (!Array.isArray(data.entries)) return result;
	const isRecordings =
		(data.entries[0] as object | undefined) && 'recording_id' in (data.entries[0] as object);
	return isRecordings
		? { entries: data.entries }
		: {
				results: data.entries,
				offset: data.offset,
				limit: data.limit,
				...(rest.success ? {} : rest),
			};
}
