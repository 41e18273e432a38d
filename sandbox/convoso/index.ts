import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Vendor } from '../vendor';
import { agentEndpoints } from './agents';
import { blockedNumberEndpoints } from './blockedNumbers';
import { callbackEndpoints } from './callbacks';
import { callEndpoints } from './calls';
import { campaignEndpoints } from './campaigns';
import { contracts, type Path } from './contract';
import { Refused, type Endpoint, type Form } from './endpoint';
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

const endpoints: Record<Path, Endpoint> = {
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
	for (const path of Object.keys(endpoints) as Path[]) {
		app.post(path, async (request, reply) => await answer(vendor, path, request, reply));
	}
}

async function answer(
	vendor: ConvosoVendor,
	path: Path,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<object> {
	const isForm = String(request.headers['content-type']).startsWith(
		'application/x-www-form-urlencoded',
	);
	const form = (isForm ? request.body : {}) as Form;
	try {
		if (![TOKEN, TOKEN_LEADS_ONLY].includes(form.auth_token)) {
			throw new Refused(5001, 'Auth token is invalid');
		}
		if (form.auth_token === TOKEN_LEADS_ONLY && !path.startsWith('/leads/')) {
			throw new Refused(403, 'Forbidden');
		}
		const { custom, rest } = splitCustomFields(form, vendor.store);
		const parsed = contracts[path].strict().safeParse(rest);
		if (!parsed.success) {
			// The vendor may well pass over what it does not know; here it is a mistake of the node.
			return await reply
				.code(400)
				.send({ success: false, code: 400, text: describe(parsed.error.issues) });
		}
		const result = endpoints[path]({ ...(parsed.data as Form), ...custom }, vendor.store);
		return vendor.answers === 'document' ? asDocumented(result) : result;
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		return vendor.answers === 'document'
			? { success: false, error: error.message }
			: { success: false, code: error.code, text: error.message };
	}
}

function splitCustomFields(form: Form, { customFields }: ConvosoStore) {
	const custom: Form = {};
	const rest: Form = {};
	for (const [key, value] of Object.entries(form))
		(customFields.has(key) ? custom : rest)[key] = value;
	return { custom, rest };
}

function describe(issues: Array<{ path: Array<string | number>; message: string }>): string {
	return issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ');
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
