import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';

import { serve, type Call, type Endpoint, type Manner } from '../kit/endpoint';
import { Refused } from '../kit/refused';
import type { Vendor } from '../kit/vendor';
import * as account from './account';
import type { BillingCode } from './account';
import { sendAudio, SIGNATURE } from './audio';
import { newCall, type GivenCall, type StoredCall } from './callTimeline';
import { takeConfig, takePublished } from './calls';
import {
	badRequest,
	callFilterSchema,
	callListSchema,
	conversationListSchema,
	type CallFilter,
	type ConversationFilter,
} from './contract';
import {
	conversationOf,
	conversationPasses,
	liveCalls,
	pageOf,
	passes,
	queueItem,
	type LiveCall,
} from './lists';
import { partsOf, readParts } from './multipart';

const PREFIX = '/iqra';

/** The simulated Iqra server. */
export interface IqraVendor extends Vendor {
	/** All calls taken, oldest first. */
	calls: StoredCall[];
	/** Puts a call into the queue. */
	addCall: (given: GivenCall) => StoredCall;
	/**
	 * `document`: takes and answers what the published page shows, instead of what the real server does. `both`: takes
	 * calls in either form and answers as the server.
	 */
	contract: 'server' | 'document' | 'both';
	/** How fast calls live; at 1 a call that is talked through takes 33 seconds. */
	speed: number;
	/** Further keys and businesses, to be refused with. */
	keyRestricted: string;
	keyNoUser: string;
	businessDisabled: string;
	/** While set, initiations are answered with this instead; for codes that nothing else here brings about. */
	refuseWith?: { code: string; message: string | null };
	/** While set, the account has this against a call, as a server that bills says it. */
	billing?: BillingCode;
	/** The form of `data` in the answer to an initiation; servers and documents differ. */
	dataForm: keyof typeof DATA_FORMS;
}

/** What an answer to an initiation holds: the server's own list first, then what else has been seen or documented. */
const DATA_FORMS = {
	list: (queueId: string) => [queueId],
	text: (queueId: string) => queueId,
	object: (queueId: string) => ({ queueId }),
	objects: (queueId: string) => [{ queueId }],
	nothing: () => null,
};

/**
 * Simulates the public API of Iqra AI as its source has it, or as the published page has it. How a call goes is chosen by
 * the last digits of the recipient, see callTimeline.ts.
 */
export function createIqra(): IqraVendor {
	const { KEY, KEY_RESTRICTED, KEY_NO_USER, BUSINESS, BUSINESS_DISABLED } = account;
	const vendor: IqraVendor = {
		name: 'aiCall',
		prefix: PREFIX,
		secrets: [KEY, KEY_RESTRICTED, KEY_NO_USER],
		calls: [],
		addCall: (given) => {
			const call = newCall(given, vendor.calls.length);
			vendor.calls.push(call);
			return call;
		},
		contract: 'server',
		speed: 1,
		keyRestricted: KEY_RESTRICTED,
		keyNoUser: KEY_NO_USER,
		businessDisabled: String(BUSINESS_DISABLED),
		dataForm: 'list',
		reset: () => {
			vendor.calls.length = 0;
			vendor.contract = 'server';
			vendor.speed = 1;
			vendor.refuseWith = undefined;
			vendor.billing = undefined;
			vendor.dataForm = 'list';
		},
		credentials: (origin) => ({
			aiCallApi: { apiKey: KEY, baseUrl: `${origin}${PREFIX}`, businessId: String(BUSINESS) },
		}),
		routes: (app) => addRoutes(app, vendor),
	};
	return vendor;
}

/** What is known of a request that has passed the checks of key and business. */
interface Known {
	businessId: number;
	/** The calls of the business, newest first, as they stand now. */
	calls: () => LiveCall[];
}

/** One endpoint, with the first piece of its codes. */
interface IqraEndpoint<B extends z.ZodTypeAny = z.ZodTypeAny> extends Endpoint<Known, B> {
	codes: string;
}

/** An endpoint of a business; the path is below it. */
function endpoint<B extends z.ZodTypeAny>({ path, ...rest }: IqraEndpoint<B>): IqraEndpoint<B> {
	return { ...rest, path: `/api/v1/business/:businessId${path}` };
}

function endpointsOf(vendor: IqraVendor): IqraEndpoint[] {
	return [
		endpoint({
			method: 'GET',
			path: '',
			codes: 'GetBusiness',
			answer: ({ businessId }) => businessView(businessId),
		}),
		endpoint({
			method: 'POST',
			path: '/call/initiate',
			codes: 'InitiateCall',
			// A form; which one, and what is in it, calls.ts looks at.
			body: z.unknown(),
			answer: (call) => initiate(vendor, call),
		}),
		...queueEndpoints,
		...conversationEndpoints,
	];
}

const queueEndpoints: IqraEndpoint[] = [
	endpoint({
		method: 'POST',
		path: '/queues/outbound',
		codes: 'GetOutboundCallQueues',
		body: callListSchema,
		answer: ({ body, calls }) =>
			pageOf(body, { prefix: 'GetOutboundCallQueues', maxLimit: 50 }, (filter: CallFilter) =>
				calls().flatMap((call) => (passes(call, filter) ? [queueItem(call)] : [])),
			),
	}),
	endpoint({
		method: 'POST',
		path: '/queues/outbound/count',
		codes: 'GetOutboundCallQueuesCount',
		body: callFilterSchema,
		answer: ({ body, calls }) => calls().filter((call) => passes(call, body)).length,
	}),
	endpoint({
		method: 'POST',
		path: '/queues/outbound/:id',
		codes: 'GetOutboundCallQueues',
		answer: ({ params, calls }) => {
			const call = calls().find(({ queueId }) => queueId === params.id);
			if (call) return queueItem(call);
			const code = 'GetOutboundCallQueues:GetOutboundConversationsMetaDataAsync:NOT_FOUND';
			throw new Refused(code, 'Outbound call queue not found.');
		},
	}),
];

const conversationEndpoints: IqraEndpoint[] = [
	endpoint({
		method: 'POST',
		path: '/conversations',
		codes: 'GetConversations',
		body: conversationListSchema,
		answer: ({ body, request, calls }) =>
			pageOf(body, { prefix: 'GetConversations', maxLimit: 100 }, (filter: ConversationFilter) =>
				calls()
					.filter((call) => call.standing.sessionId && conversationPasses(call, filter))
					.map((call) => conversationView(request, call)),
			),
	}),
	endpoint({
		method: 'GET',
		path: '/conversations/:id',
		codes: 'GetConversation',
		answer: ({ params, request, calls }) => {
			const call = calls().find(({ standing }) => standing.sessionId === params.id);
			if (call) return conversationView(request, call);
			const code = 'GetConversation:GetConversationState:NOT_FOUND';
			throw new Refused(code, 'Conversation not found.');
		},
	}),
];

const userEndpoint: Endpoint<object> = {
	method: 'GET',
	path: '/api/v1/user',
	// The second s is the server's own.
	answer: () => ({
		email: 'sandbox@example.com',
		bussiness: [account.BUSINESS, account.BUSINESS_OTHER],
	}),
};

function addRoutes(app: FastifyInstance, vendor: IqraVendor): void {
	app.addHook('preValidation', async (request) => {
		if (request.isMultipart()) request.body = await readParts(request);
	});
	const inCase = (envelope: object) =>
		vendor.contract === 'document' ? withPascalKeys(envelope) : envelope;
	const manner: Manner = {
		outOfContract: badRequest,
		// A number is an HTTP status, of the framework; the server's own refusals are HTTP 200.
		refuse: ({ code, words, message }) =>
			typeof code === 'number'
				? {
						status: code,
						body: { title: `One or more validation errors occurred. ${message}`, status: code },
						type: 'application/problem+json',
					}
				: { status: 200, body: inCase({ data: null, success: false, message: words, code }) },
		frame: (data) => inCase({ data, success: true, message: null, code: null }),
	};
	serve(app, endpointsOf(vendor), {
		...manner,
		admit: (request, _reply, { codes }): Known => {
			const businessId = businessFor(request, codes);
			return { businessId, calls: () => liveCalls(vendor.calls, businessId, vendor.speed) };
		},
	});
	serve(app, [userEndpoint], {
		...manner,
		admit: (request) => {
			if (keyOf(request, 'GetUser') === account.KEY) return {};
			throw new Refused('GetUser:USER_MANAGEMENT_NOT_ALLOWED', 'Key may not manage the user.');
		},
	});
	app.get('/audio/:sessionId/:file', sendAudio);
}

function initiate(vendor: IqraVendor, { request, businessId }: Call<Known>): unknown {
	const { refuseWith, billing, contract } = vendor;
	if (refuseWith) throw new Refused(refuseWith.code, refuseWith.message);
	if (billing) {
		const step = contract === 'document' ? '' : 'ValidateCallPermission:';
		throw new Refused(`InitiateCall:${step}${billing}`, account.billingCodes[billing]);
	}
	const parts = partsOf(request);
	const isFlat = contract === 'both' && !parts.some(({ name }) => name === 'config');
	const take = contract === 'document' || isFlat ? takePublished : takeConfig;
	return DATA_FORMS[vendor.dataForm](vendor.addCall(take(parts, businessId)).queueId);
}

function keyOf(request: FastifyRequest, prefix: string): string {
	const key = String(request.headers.authorization ?? '').replace('Token ', '');
	const chain = `${prefix}:ValidateUserAPIAndBusinessWithPermissions:ValidateUserAPIWithPermissions:VALIDATE_API_KEY`;
	if (!key.startsWith('iu_')) throw new Refused(`${chain}:INVALID_FORMAT`, 'Invalid API key.');
	if (![account.KEY, account.KEY_RESTRICTED, account.KEY_NO_USER].includes(key)) {
		throw new Refused(`${chain}:KEY_NOT_FOUND`, 'API key not found.');
	}
	return key;
}

function businessFor(request: FastifyRequest, prefix: string): number {
	const { businessId: id } = request.params as { businessId: string };
	if (!/^\d+$/.test(id)) throw new Refused(400, `The value '${id}' is not valid.`);
	const key = keyOf(request, prefix);
	const businessId = Number(id);
	const chain = `${prefix}:ValidateUserAPIAndBusinessWithPermissions`;
	if (key === account.KEY_RESTRICTED && businessId !== account.BUSINESS_OTHER) {
		throw new Refused(`${chain}:RESTRICTED_API_KEY`, 'API key is restricted.');
	}
	if (!account.names[businessId]) throw new Refused(`${chain}:GetUserBusinessById:1`, null);
	if (businessId === account.BUSINESS_DISABLED) {
		const step = 'ValidateUserSessionAndGetUserAndBusinessAsync';
		throw new Refused(`${chain}:${step}:BUSINESS_DISABLED`, 'Business is disabled.');
	}
	return businessId;
}

function businessView(id: number): object {
	const { agents, numbers, campaigns } = account.holdings;
	return {
		businessData: { id, name: account.names[id], defaultLanguage: 'en', languages: ['en', 'de'] },
		businessApp: {
			id,
			agents,
			numbers,
			telephonyCampaigns: campaigns,
			webCampaigns: [{ id: '665f0c2b9d1e4a0012dd0001', general: { name: 'Website' } }],
		},
	};
}

function conversationView(request: FastifyRequest, call: LiveCall): object {
	const origin = `http://${String(request.headers.host)}${PREFIX}`;
	return conversationOf(call, (who) => `${origin}/audio/${call.sessionId}/${who}.wav?${SIGNATURE}`);
}

/** The published page writes its keys with a capital; the keys of the users' own maps stay. */
function withPascalKeys(value: unknown, isMap = false): unknown {
	if (Array.isArray(value)) return value.map((one) => withPascalKeys(one));
	if (!value || typeof value !== 'object') return value;
	const maps = ['dynamicVariables', 'metadata', 'name'];
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [
			isMap ? key : key[0].toUpperCase() + key.slice(1),
			withPascalKeys(inner, maps.includes(key) && !Array.isArray(inner)),
		]),
	);
}
