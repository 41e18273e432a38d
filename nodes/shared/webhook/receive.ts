import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { mayEnter, type Caller, type Door } from './access';
import { readBody, Refused, type Body, type Request } from './body';
import { amongAddresses } from './cidr';
import type { Fields } from './fields';
import { keptOutBy, type Filters } from './filters';
import { valuesIn, withoutParameter } from './form';
import { hashOf, memoryOf } from './repeats';
import { replyIn, type ReplyFormat } from './reply';
import { hasStarted } from './started';

/** A request that got in. */
export interface Arrived {
	request: Request;
	/** As it was sent, without the secret and without {@link AGAIN}. */
	query: string;
	body: Body;
}

/** An event, with what makes two of them the same, see `hashOf`. */
export interface Read<E> {
	event: E;
	identity: Fields;
}

/** What is a vendor's own in receiving its webhooks. */
export interface Hook<E> {
	credential: { type: string; displayName: string };
	/** What the user is told to change when a file form arrives. */
	noFiles: string;
	/**
	 * Who may enter.
	 *
	 * @throws Refused for who can be sent away with a word
	 */
	door: (context: IWebhookFunctions, caller: Caller) => Door | Promise<Door>;
	/** The query without what opened the door. */
	withoutSecret: (context: IWebhookFunctions, query: string) => string;
	/** @throws Refused for all that is no event */
	read: (arrived: Arrived, context: IWebhookFunctions) => Read<E>;
	/** What the user may want to hear of. */
	filters: (context: IWebhookFunctions) => Filters<E>;
	/** False where the sender of the body did not write the query too: then {@link AGAIN} is not believed. */
	trustsQuery?: (context: IWebhookFunctions) => boolean;
	/** The least that an event must be remembered, ms, whatever the user has set. */
	leastMemory?: (context: IWebhookFunctions) => number;
}

/** Parameter of the address that lets a repeat through: `?again=1`. Any other value is a field of the event. */
const AGAIN = 'again';

/** Name of the label that the user may put into the address, of vendors whose events have no name: `?event=disposition`. */
export const LABEL = 'event';

/** What stands in the node's Options. */
interface Settings {
	allowedAddresses?: string;
	ignoreRepeats?: boolean;
	includeRaw?: boolean;
	repeatMinutes?: number;
	replyText?: string;
}

/**
 * Takes one request: checks who sent it, reads the event, and starts the workflow unless the event is filtered out or a
 * repeat. Answers every request, and throws for none.
 *
 * @returns what n8n's webhook handling does next; without `workflowData` nothing starts
 */
export async function receive<E extends object>(
	context: IWebhookFunctions,
	hook: Hook<E>,
): Promise<IWebhookResponseData> {
	const request = context.getRequestObject();
	const query = queryOf(request);
	if (!isFromAllowedAddress(context, request)) return refuse(context, 403, 'Forbidden');
	const isAllowed = await passesDoor(context, hook, { request, query });
	if (isAllowed instanceof Refused) return refuse(context, isAllowed.status, isAllowed.message);
	if (isAllowed === undefined) {
		const { displayName } = hook.credential;
		return refuse(context, 503, `The ${displayName} credential of this workflow cannot be read`);
	}
	if (!isAllowed) {
		context.logger.warn(`${context.getNode().name}: a request without the secret was refused`);
		return refuse(context, 401, 'Unauthorized');
	}
	const received = await read(context, hook, request, hook.withoutSecret(context, query));
	if (received instanceof Refused) {
		// Not every vendor shows what it was answered.
		context.logger.warn(`${context.getNode().name}: refused a request: ${received.message}`);
		return refuse(context, received.status, received.message);
	}
	return await take(context, hook, received);
}

async function passesDoor<E>(
	context: IWebhookFunctions,
	hook: Hook<E>,
	caller: Caller,
): Promise<boolean | undefined | Refused> {
	try {
		return await mayEnter(context, hook.credential.type, await hook.door(context, caller));
	} catch (error) {
		const refused =
			error instanceof Refused ? error : new Refused(400, 'The request cannot be read.');
		context.logger.warn(`${context.getNode().name}: a request was refused: ${refused.message}`);
		return refused;
	}
}

/**
 * Whether the option Allowed Addresses lets a sender in. By n8n's own rule: the sender's address, or one of those that the
 * proxies in front of n8n name, as far as N8N_PROXY_HOPS trusts them.
 */
function isFromAllowedAddress(context: IWebhookFunctions, { ip, ips }: Request): boolean {
	const { allowedAddresses = '' } = context.getNodeParameter('settings', {}) as Settings;
	if (allowedAddresses.trim() === '') return true;
	const addresses = [ip, ...(ips ?? [])].filter((one) => one !== undefined);
	const { isAmong, unreadable } = amongAddresses(allowedAddresses, addresses);
	const { name } = context.getNode();
	if (unreadable.length > 0) {
		context.logger.warn(`${name}: 'Allowed Addresses' has no address in ${unreadable.join(', ')}`);
	}
	if (!isAmong) {
		const seen = addresses.join(', ') || 'an unknown address';
		context.logger.warn(`${name}: a request from ${seen} was refused by 'Allowed Addresses'`);
	}
	return isAmong;
}

interface Received<E> extends Read<E> {
	/** Whether the sender wants a repeat taken. */
	isAskedFor: boolean;
	/** As it was sent, without the secret. */
	raw: { query: string; body: string };
}

/** @returns Refused for all that is no event */
async function read<E>(
	context: IWebhookFunctions,
	hook: Hook<E>,
	request: Request,
	query: string,
): Promise<Received<E> | Refused> {
	try {
		const body = await readBody(request, hook.noFiles);
		const isAskedFor =
			hook.trustsQuery?.(context) !== false && valuesIn(query, AGAIN).includes('1');
		const own = withoutParameter(query, AGAIN, '1');
		const { event, identity } = hook.read({ request, query: own, body }, context);
		return { event, identity, isAskedFor, raw: { query, body: body.text } };
	} catch (error) {
		if (error instanceof Refused) return error;
		context.logger.error(`${context.getNode().name}: a body could not be read`);
		return new Refused(400, 'The body cannot be read.');
	}
}

async function take<E extends object>(
	context: IWebhookFunctions,
	hook: Hook<E>,
	received: Received<E>,
): Promise<IWebhookResponseData> {
	const { event, raw } = received;
	const settings = context.getNodeParameter('settings', {}) as Settings;
	const keptOut = keptOutBy(context, hook.filters(context), event);
	if (keptOut) return answer(context, settings, `Nothing started: filtered by ${keptOut}`);
	if (await isRepeat(context, settings, hook, received)) {
		return answer(context, settings, 'Nothing started: this event has been received already');
	}
	const json = { ...event, ...(settings.includeRaw ? { raw } : {}) } as IDataObject;
	return { ...answer(context, settings), workflowData: [[{ json }]] };
}

function queryOf(request: Request): string {
	const url = String(request.originalUrl ?? request.url ?? '');
	const start = url.indexOf('?');
	return start === -1 ? '' : url.slice(start + 1);
}

async function isRepeat<E>(
	context: IWebhookFunctions,
	{ ignoreRepeats = true, repeatMinutes = 10 }: Settings,
	hook: Hook<E>,
	{ identity, isAskedFor }: Received<E>,
): Promise<boolean> {
	// Whoever listens for a test event sends the same lead again and again.
	if (!ignoreRepeats || context.getMode() === 'manual') return false;
	const memory = memoryOf(String(context.getWorkflow().id), context.getNode().id);
	const started = hasStarted(context.getResponseObject(), isAnsweredByWorkflow(context));
	const windowMs = Math.max(repeatMinutes * 60_000, hook.leastMemory?.(context) ?? 0);
	return !(await memory.claim(hashOf(identity), windowMs, started, isAskedFor));
}

/** The answer with HTTP 200. n8n sends it, once the execution is stored where there is one. */
function answer(context: IWebhookFunctions, settings: Settings, note?: string) {
	const format = context.getNodeParameter('replyFormat', 'json') as ReplyFormat;
	const reply = replyIn(format, settings.replyText, note);
	if (note !== undefined || !isAnsweredByWorkflow(context)) {
		context.getResponseObject().setHeader('Content-Type', reply.contentType);
	}
	return { webhookResponse: reply.body };
}

function isAnsweredByWorkflow(context: IWebhookFunctions): boolean {
	return context.getNodeParameter('responseMode', 'onReceived') !== 'onReceived';
}

function refuse(context: IWebhookFunctions, status: number, error: string): IWebhookResponseData {
	// What is left of the body is thrown away as it comes. Unread, it would block the connection for the next event.
	context.getRequestObject().unpipe().resume();
	const response = context.getResponseObject();
	response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
	response.end(JSON.stringify({ success: false, error }));
	return { noWebhookResponse: true };
}
