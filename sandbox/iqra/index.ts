import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';

import type { Vendor } from '../vendor';
import * as account from './account';
import { sendAudio, SIGNATURE } from './audio';
import { takeConfig, takePublished } from './calls';
import { callFilterSchema, callListSchema, conversationListSchema } from './contract';
import { newCall, type GivenCall, type StoredCall } from './life';
import {
	conversationOf,
	conversationPasses,
	liveCalls,
	pageOf,
	passes,
	queueItem,
	type LiveCall,
} from './lists';
import { partsOf, readParts } from './parts';
import { BadRequest, Refused } from './refused';

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
}

/**
 * Simulates the public API of Iqra AI as its source has it, or as the published page has it. How a call goes is chosen by
 * the last digits of the recipient, see life.ts.
 */
export function createIqra(): IqraVendor {
	const { KEY, KEY_RESTRICTED, KEY_NO_USER, BUSINESS, BUSINESS_DISABLED } = account;
	const vendor: IqraVendor = {
		name: 'iqra',
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
		reset: () => {
			vendor.calls.length = 0;
			vendor.contract = 'server';
			vendor.speed = 1;
			vendor.refuseWith = undefined;
		},
		credentials: (origin) => ({
			aiCallApi: { apiKey: KEY, baseUrl: `${origin}${PREFIX}`, businessId: String(BUSINESS) },
		}),
		routes: (app) => addRoutes(app, vendor),
	};
	return vendor;
}

/** One request that has passed the checks of key and business. */
interface Asked {
	request: FastifyRequest;
	businessId: number;
	/** The id at the end of the path. */
	id: string;
	calls: () => LiveCall[];
}

/** The endpoints of a business: method and path, the prefix of their codes, and what they answer. */
function endpointsOf(
	vendor: IqraVendor,
): Array<['GET' | 'POST', string, string, (asked: Asked) => unknown]> {
	return [
		['GET', '', 'GetBusiness', ({ businessId }) => businessView(businessId)],
		['POST', '/call/initiate', 'InitiateCall', (asked) => initiate(vendor, asked)],
		[
			'POST',
			'/queues/outbound',
			'GetOutboundCallQueues',
			({ request, calls }) =>
				pageOf(
					parsed(callListSchema, request.body),
					{ prefix: 'GetOutboundCallQueues', maxLimit: 50 },
					(filter) => calls().flatMap((call) => (passes(call, filter) ? [queueItem(call)] : [])),
				),
		],
		[
			'POST',
			'/queues/outbound/count',
			'GetOutboundCallQueuesCount',
			({ request, calls }) => {
				const filter = parsed(callFilterSchema, request.body);
				return calls().filter((call) => passes(call, filter)).length;
			},
		],
		[
			'POST',
			'/queues/outbound/:id',
			'GetOutboundCallQueues',
			({ id, calls }) => {
				const call = calls().find(({ queueId }) => queueId === id);
				if (call) return queueItem(call);
				const code = 'GetOutboundCallQueues:GetOutboundConversationsMetaDataAsync:NOT_FOUND';
				throw new Refused(code, 'Outbound call queue not found.');
			},
		],
		[
			'POST',
			'/conversations',
			'GetConversations',
			({ request, calls }) =>
				pageOf(
					parsed(conversationListSchema, request.body),
					{ prefix: 'GetConversations', maxLimit: 100 },
					(filter) =>
						calls()
							.filter((call) => call.standing.sessionId && conversationPasses(call, filter))
							.map((call) => conversationView(request, call)),
				),
		],
		[
			'GET',
			'/conversations/:id',
			'GetConversation',
			({ request, id, calls }) => {
				const call = calls().find(({ standing }) => standing.sessionId === id);
				if (call) return conversationView(request, call);
				const code = 'GetConversation:GetConversationState:NOT_FOUND';
				throw new Refused(code, 'Conversation not found.');
			},
		],
	];
}

function addRoutes(app: FastifyInstance, vendor: IqraVendor): void {
	app.addHook('preValidation', async (request) => {
		if (request.isMultipart()) request.body = await readParts(request);
	});
	for (const [method, path, prefix, work] of endpointsOf(vendor)) {
		const handler = async (request: FastifyRequest, reply: FastifyReply) =>
			await answer(vendor, reply, () => {
				const { businessId: business, id } = request.params as { businessId: string; id: string };
				const businessId = businessFor(request, business, prefix);
				const calls = () => liveCalls(vendor.calls, businessId, vendor.speed);
				return work({ request, businessId, id, calls });
			});
		app.route({ method, url: `/api/v1/business/:businessId${path}`, handler });
	}
	app.get('/api/v1/user', async (request, reply) =>
		answer(vendor, reply, () => {
			if (keyOf(request, 'GetUser') !== account.KEY) {
				throw new Refused('GetUser:USER_MANAGEMENT_NOT_ALLOWED', 'Key may not manage the user.');
			}
			// The second s is the server's own.
			return {
				email: 'sandbox@example.com',
				bussiness: [account.BUSINESS, account.BUSINESS_OTHER],
			};
		}),
	);
	app.get('/audio/:sessionId/:file', sendAudio);
}

function initiate(vendor: IqraVendor, { request, businessId }: Asked): string[] {
	const { refuseWith, contract } = vendor;
	if (refuseWith) throw new Refused(refuseWith.code, refuseWith.message);
	const parts = partsOf(request);
	const isFlat = contract === 'both' && !parts.some(({ name }) => name === 'config');
	const take = contract === 'document' || isFlat ? takePublished : takeConfig;
	return [vendor.addCall(take(parts, businessId)).queueId];
}

async function answer(
	{ contract }: IqraVendor,
	reply: FastifyReply,
	work: () => unknown,
): Promise<unknown> {
	const inCase = (envelope: object) =>
		contract === 'document' ? withPascalKeys(envelope) : envelope;
	try {
		return inCase({ data: work(), success: true, message: null, code: null });
	} catch (error) {
		if (error instanceof Refused) {
			return inCase({ data: null, success: false, message: error.text, code: error.code });
		}
		if (!(error instanceof BadRequest)) throw error;
		const title = `One or more validation errors occurred. ${error.message}`;
		return await reply.code(400).type('application/problem+json').send({ title, status: 400 });
	}
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

function businessFor(request: FastifyRequest, id: string, prefix: string): number {
	if (!/^\d+$/.test(id)) throw new BadRequest(`The value '${id}' is not valid.`);
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

function parsed<T extends z.ZodTypeAny>(schema: T, body: unknown): z.infer<T> {
	const result = schema.safeParse(body ?? {});
	if (!result.success) throw new BadRequest(result.error.message);
	return result.data as z.infer<T>;
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
