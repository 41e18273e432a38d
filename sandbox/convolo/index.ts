import type { FastifyInstance, FastifyRequest } from 'fastify';

import { serve, type Endpoint } from '../kit/endpoint';
import { WEB_PAGE } from '../kit/mount';
import { Refused } from '../kit/refused';
import type { Vendor } from '../kit/vendor';
import { callListContract, customParamsContract, startContract } from './contract';
import { ConvoloStore, type Call } from './store';

/** Keys of the simulated account and its widget, 32 characters each as Convolo makes them. */
const WIDGET_KEY = 'c0ffee00widget00sandbox00key0001';
const API_KEY = 'c0ffee00apikey00sandbox00key0002';
const ACCOUNT_KEY = 'c0ffee00account0sandbox00key0003';

const CUSTOM_PARAMS = '/api/v2/ext/get-custom-params';

const CALL_LIST = '/api/v2/calls/payload-data-list';

/** The bytes of every recording. */
export const RECORDING = 'ID3 a simulated recording';

type Texts = Record<string, string>;

/** The simulated Convolo. Its answers are of our making, since Convolo documents none but the list of calls. */
export interface ConvoloVendor extends Vendor {
	store: ConvoloStore;
	/** False takes get-custom-params away, as on a server that does not have it. */
	hasCustomParams: boolean;
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

/** One endpoint, with the key that opens it. */
interface ConvoloEndpoint extends Endpoint<object> {
	key: 'widget' | 'account' | 'none';
}

function addRoutes(app: FastifyInstance, vendor: ConvoloVendor): void {
	serve(app, endpointsOf(vendor.store), {
		admit: (request, _reply, endpoint) => {
			const { method, path, key } = endpoint;
			if (path === CUSTOM_PARAMS && !vendor.hasCustomParams) throw new Refused(404, null);
			const isJson = String(request.headers['content-type']).startsWith('application/json');
			if (method === 'POST' && !isJson) throw new Refused(400, 'the body must be JSON');
			if (key === 'widget')
				checkWidget((method === 'POST' ? request.body : request.query) as Texts);
			if (key === 'account') checkAccount(request, endpoint);
			return {};
		},
		outOfContract: (faults) => new Refused(400, faults.join('; ')),
		refuse: ({ code, words, message }) =>
			words === null
				? { status: Number(code), body: WEB_PAGE, type: 'text/html' }
				: { status: Number(code), body: { success: false, error: message } },
	});
}

function endpointsOf(store: ConvoloStore): ConvoloEndpoint[] {
	return [
		{
			method: 'POST',
			path: '/rest/v1/ext/add_call_api/',
			key: 'widget',
			body: startContract,
			answer: ({ body }) => start(store, body as Texts),
		},
		{
			method: 'GET',
			path: '/rest/v1/ext/add_call_api/',
			key: 'widget',
			query: startContract,
			answer: ({ query }) => start(store, query as Texts),
		},
		{
			method: 'GET',
			path: CUSTOM_PARAMS,
			key: 'widget',
			query: customParamsContract,
			answer: () => ({ success: true, data: store.customParams.map((name) => ({ name })) }),
		},
		{
			method: 'GET',
			path: CALL_LIST,
			key: 'account',
			query: callListContract,
			answer: ({ query }) => list(store, query as Texts),
		},
		{
			method: 'GET',
			path: '/api/v1/calls/details/:callId',
			key: 'account',
			answer: ({ params }) => find(store, params.callId),
		},
		{
			method: 'GET',
			path: '/api/v1/calls/payload-end-call-webhook-by-call-id/:callId',
			key: 'account',
			answer: ({ params }) => ({ data: find(store, params.callId) }),
		},
		...storage,
	];
}

/** Where recordings lie: behind the key, as a redirect to a storage that must not see it, and gone. */
const storage: ConvoloEndpoint[] = [
	{
		method: 'GET',
		path: '/recordings/:file',
		key: 'account',
		answer: ({ reply }) => reply.type('audio/mpeg').send(RECORDING),
	},
	{
		method: 'GET',
		path: '/moved/:file',
		key: 'account',
		answer: ({ request, reply }) => {
			const { port } = new URL(request.server.listeningOrigin);
			return reply.redirect(`http://localhost:${port}/convolo/storage/a%20call.mp3`);
		},
	},
	{
		method: 'GET',
		path: '/storage/:file',
		key: 'none',
		answer: ({ request, reply }) => {
			if (request.headers['api-key']) throw new Refused(400, 'the storage got a key');
			return reply.type('audio/mpeg').send(RECORDING);
		},
	},
];

function start(store: ConvoloStore, body: Texts): object {
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

function find(store: ConvoloStore, callId: string): Call {
	const call = store.calls.find(({ call_id }) => call_id === callId);
	if (!call) throw new Refused(404, 'Call not found');
	return call;
}

function checkWidget({ widget_key, api_key }: Texts): void {
	if (widget_key !== WIDGET_KEY || api_key !== API_KEY) {
		throw new Refused(401, `Invalid API key ${api_key} for widget ${widget_key}`);
	}
}

/** The key stands in a header; on the older host of the list of calls, in the query. */
function checkAccount({ headers, query }: FastifyRequest, { path }: ConvoloEndpoint): void {
	const { 'api-key': fromQuery } = query as Texts;
	const key = headers['api-key'] ?? (path === CALL_LIST ? fromQuery : undefined);
	if (key !== ACCOUNT_KEY) throw new Refused(401, 'Unauthorized');
}
