import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { mayEnter, type Door } from './access';
import { readBody, Refused, type Body, type Request } from './body';
import { hashOf, memoryOf } from './repeats';
import { replyIn, type ReplyFormat } from './reply';

/** A request before anybody has looked at its body. */
export interface Caller {
	request: Request;
	/** The query as it was sent, since n8n's own reading of it drops and rebuilds names. */
	query: string;
}

/** A request that got in. */
export interface Arrived {
	request: Request;
	/** As it was sent, without the secret. */
	query: string;
	body: Body;
}

/** What is a vendor's own in receiving its webhooks. */
export interface Hook<E> {
	credential: { type: string; displayName: string };
	/** What the user is told to change when a file form arrives. */
	noFiles: string;
	/** Who may enter. */
	door: (context: IWebhookFunctions, caller: Caller) => Door;
	/** The query without what opened the door. */
	withoutSecret: (context: IWebhookFunctions, query: string) => string;
	/** @throws Refused for all that is no event */
	read: (arrived: Arrived) => E;
	/** @returns the name of the filter that keeps an event out */
	keptOutBy: (context: IWebhookFunctions, event: E) => string | undefined;
	/** What makes two events the same. */
	identityOf: (event: E) => unknown;
}

/** What stands in the node's Options. */
interface Settings {
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
	const door = hook.door(context, { request, query });
	const isAllowed = await mayEnter(context, hook.credential.type, door);
	if (isAllowed === undefined) {
		const { displayName } = hook.credential;
		return refuse(context, 503, `The ${displayName} credential of this workflow cannot be read`);
	}
	if (!isAllowed) {
		context.logger.warn(`${context.getNode().name}: a request without the secret was refused`);
		return refuse(context, 401, 'Unauthorized');
	}
	const received = await read(context, hook, request, hook.withoutSecret(context, query));
	if (received instanceof Refused) return refuse(context, received.status, received.message);
	return await take(context, hook, received);
}

interface Received<E> {
	event: E;
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
		return { event: hook.read({ request, query, body }), raw: { query, body: body.text } };
	} catch (error) {
		if (error instanceof Refused) return error;
		context.logger.error(`${context.getNode().name}: a body could not be read`);
		return new Refused(400, 'The body cannot be read.');
	}
}

async function take<E extends object>(
	context: IWebhookFunctions,
	hook: Hook<E>,
	{ event, raw }: Received<E>,
): Promise<IWebhookResponseData> {
	const settings = context.getNodeParameter('settings', {}) as Settings;
	const keptOut = hook.keptOutBy(context, event);
	if (keptOut) return answer(context, settings, `Nothing started: filtered by ${keptOut}`);
	if (await isRepeat(context, settings, hook.identityOf(event))) {
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

async function isRepeat(
	context: IWebhookFunctions,
	{ ignoreRepeats = true, repeatMinutes = 10 }: Settings,
	identity: unknown,
): Promise<boolean> {
	// Whoever listens for a test event sends the same lead again and again.
	if (!ignoreRepeats || context.getMode() === 'manual') return false;
	const memory = memoryOf(String(context.getWorkflow().id), context.getNode().id);
	return !(await memory.claim(hashOf(identity), repeatMinutes * 60_000, hasStarted(context)));
}

/**
 * n8n answers after it has stored the execution, and with an error where it could not. A sender that hangs up before the
 * answer does not stop the execution.
 */
async function hasStarted(context: IWebhookFunctions): Promise<boolean> {
	const response = context.getResponseObject();
	return await new Promise((resolve) => {
		response.once('finish', () => resolve(response.statusCode < 500));
		response.once('close', () => resolve(true));
	});
}

/** The answer with HTTP 200. n8n sends it, once the execution is stored where there is one. */
function answer(context: IWebhookFunctions, settings: Settings, note?: string) {
	const format = context.getNodeParameter('replyFormat', 'json') as ReplyFormat;
	const reply = replyIn(format, settings.replyText, note);
	const isByWorkflow = context.getNodeParameter('responseMode', 'onReceived') !== 'onReceived';
	if (note !== undefined || !isByWorkflow) {
		context.getResponseObject().setHeader('Content-Type', reply.contentType);
	}
	return { webhookResponse: reply.body };
}

function refuse(context: IWebhookFunctions, status: number, error: string): IWebhookResponseData {
	// What is left of the body is thrown away as it comes. Unread, it would block the connection for the next event.
	context.getRequestObject().unpipe().resume();
	const response = context.getResponseObject();
	response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
	response.end(JSON.stringify({ success: false, error }));
	return { noWebhookResponse: true };
}
