import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';

import type { Vendor } from '../vendor';
import { callListContract, customParamsContract, startContract } from './contract';
import { ConvoloStore, type Call } from './store';

/** Keys of the simulated account and its widget, 32 characters each as Convolo makes them. */
const WIDGET_KEY = 'c0ffee00widget00sandbox00key0001';
const API_KEY = 'c0ffee00apikey00sandbox00key0002';
const ACCOUNT_KEY = 'c0ffee00account0sandbox00key0003';

/** The bytes of every recording. */
export const RECORDING = 'ID3 a simulated recording';

type Texts = Record<string, string>;

/** The simulated Convolo. Its answers are of our making, since Convolo documents none but the list of calls. */
export interface ConvoloVendor extends Vendor {
	store: ConvoloStore;
	/** False takes get-custom-params away, as on a server that does not have it. */
	hasCustomParams: boolean;
}

/** A refusal: a status and a sentence. */
class Refused extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

export function createConvolo(): ConvoloVendor {
	const store = new ConvoloStore(WIDGET_KEY);
	const vendor: ConvoloVendor = {
		name: 'convolo',
		prefix: '/convolo',
		secrets: [WIDGET_KEY, API_KEY, ACCOUNT_KEY],
		store,
		hasCustomParams: true,
		reset: () => {
			store.reset();
			vendor.hasCustomParams = true;
		},
		credentials: (origin) => ({
			convoloApi: {
				widgetKey: WIDGET_KEY,
				apiKey: API_KEY,
				accountApiKey: ACCOUNT_KEY,
				server: 'own',
				ownUrl: `${origin}/convolo`,
				baseUrl: `${origin}/convolo`,
			},
		}),
		routes: (app) => addRoutes(app, vendor),
	};
	return vendor;
}

function addRoutes(app: FastifyInstance, vendor: ConvoloVendor): void {
	const { store } = vendor;
	app.setErrorHandler(async (error, _request, reply) => {
		if (!(error instanceof Refused)) throw error;
		return await reply.code(error.status).send({ success: false, error: error.message });
	});

	app.post('/rest/v1/ext/add_call_api/', async (request) => {
		if (!String(request.headers['content-type']).startsWith('application/json')) {
			throw new Refused(400, 'the body must be JSON');
		}
		return start(store, request.body as Texts);
	});
	app.get('/rest/v1/ext/add_call_api/', async (request) => start(store, request.query as Texts));

	app.get('/api/v2/ext/get-custom-params', async (request, reply) => {
		if (!vendor.hasCustomParams) return await notFound(reply);
		checkWidget(request.query as Texts);
		parse(customParamsContract, request.query);
		return { success: true, data: store.customParams.map((name) => ({ name })) };
	});

	app.get('/api/v2/calls/payload-data-list', async (request) => {
		checkAccount(request);
		return list(store, parse(callListContract, request.query) as Texts);
	});
	app.get('/api/v1/calls/details/:callId', async (request) => {
		checkAccount(request);
		return find(store, request);
	});
	app.get('/api/v1/calls/payload-end-call-webhook-by-call-id/:callId', async (request) => {
		checkAccount(request);
		return { data: find(store, request) };
	});

	// Where recordings lie: behind the key, as a redirect to a storage that must not see it, and gone.
	app.get('/recordings/:file', async (request, reply) => {
		checkAccount(request);
		return await reply.type('audio/mpeg').send(RECORDING);
	});
	app.get('/moved/:file', async (request, reply) => {
		checkAccount(request);
		const { port } = request.raw.socket.address() as { port: number };
		return await reply.redirect(`http://localhost:${port}/convolo/storage/a%20call.mp3`);
	});
	app.get('/storage/:file', async (request, reply) => {
		if (request.headers['api-key']) throw new Refused(400, 'the storage got a key');
		return await reply.type('audio/mpeg').send(RECORDING);
	});
}

function start(store: ConvoloStore, sent: Texts): object {
	checkWidget(sent);
	const body = parse(startContract, sent) as Texts;
	const params = Object.fromEntries(
		Object.entries(body)
			.filter(([name]) => name.startsWith('lc_param_'))
			.map(([name, value]) => [name.slice('lc_param_'.length), value]),
	);
	const { call_id, lead } = store.addCall(body.lc_number, { params });
	return { success: true, callId: call_id, leadId: lead.lead_id };
}

function list(store: ConvoloStore, query: Texts): object {
	const found = [...store.calls].reverse().filter((call) => matches(call, query));
	const size = Number(query.max_calls ?? 20);
	const from = (Number(query.page ?? 1) - 1) * size;
	return {
		endCallPayloadList: found.slice(from, from + size),
		data: {
			// Of the whole period, whatever the other filters: a client must not take it for the number of rows.
			calls_total: store.calls.length,
			calls_answered: store.calls.filter(({ call_status }) => call_status === 'answered').length,
		},
	};
}

function matches(call: Call, query: Texts): boolean {
	const day = call.time_started_iso_string.slice(0, 10);
	const text = JSON.stringify(call).toLowerCase();
	const isAnswered = query.status === 'CallStatusType.CLIENT_ANSWERED';
	return (
		(!query.date_from || day >= query.date_from) &&
		(!query.date_to || day <= query.date_to) &&
		(!query.search_string || text.includes(query.search_string.toLowerCase())) &&
		(!query.status || isAnswered === (call.call_status === 'answered')) &&
		(!query.filter_lead_number || call.lead.lead_phone === query.filter_lead_number) &&
		(!query.filter_agent || call.agent.name === query.filter_agent) &&
		(!query.filter_disconnected_by || call.disconnected_by === query.filter_disconnected_by) &&
		call.talk_duration_sec >= Number(query.filter_talk_time_from ?? 0) &&
		call.talk_duration_sec <= Number(query.filter_talk_time_to ?? Infinity)
	);
}

function find(store: ConvoloStore, request: FastifyRequest): Call {
	const { callId } = request.params as { callId: string };
	const call = store.calls.find(({ call_id }) => call_id === callId);
	if (!call) throw new Refused(404, 'Call not found');
	return call;
}

function checkWidget({ widget_key, api_key }: Texts): void {
	if (widget_key !== WIDGET_KEY || api_key !== API_KEY) {
		throw new Refused(401, `Invalid API key ${api_key} for widget ${widget_key}`);
	}
}

function checkAccount({ headers }: FastifyRequest): void {
	if (headers['api-key'] !== ACCOUNT_KEY) throw new Refused(401, 'Unauthorized');
}

function parse<T extends z.ZodTypeAny>(contract: T, sent: unknown): z.infer<T> {
	const parsed = contract.safeParse(sent);
	if (parsed.success) return parsed.data as z.infer<T>;
	const words = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
	throw new Refused(400, words.join('; '));
}

async function notFound(reply: FastifyReply): Promise<FastifyReply> {
	return await reply.code(404).type('text/html').send('<!DOCTYPE html><title>Not found</title>');
}
