import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import {
	headerHolds,
	keepSecret,
	queryHolds,
	secretOfLate,
	type SecretHash,
} from './authentication';
import { readFields, RefusedBody } from './body';
import { toEvent, type ConvosoEvent } from './event';
import { keptOutBy, type Filters } from './filters';
import { charsetOf, pairsOf, withoutParameter } from './form';
import { identityOf, memoryOf } from './repeats';
import { replyIn, type ReplyFormat } from './reply';

/** The largest body that is read, in bytes; a lead with long notes has some kB. */
export const LARGEST_BODY = 1024 * 1024;

/** Name of the label that the user may put into the address: `?event=disposition`. */
const LABEL = 'event';

/** What stands in the node's Options. */
interface Settings {
	ignoreRepeats?: boolean;
	includeRaw?: boolean;
	repeatMinutes?: number;
	replyText?: string;
}

type Request = ReturnType<IWebhookFunctions['getRequestObject']>;

/**
 * Takes one request: checks the secret, reads the event, and starts the workflow unless the event is filtered out or a
 * repeat. Answers every request, and throws for none.
 *
 * @returns what n8n's webhook handling does next; without `workflowData` nothing starts
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = context.getRequestObject();
	const query = queryOf(request);
	const allowed = await isAllowed(context, request, query);
	if (allowed === undefined) {
		return refuse(context, 503, 'The Convoso Webhook credential of this workflow cannot be read');
	}
	if (!allowed) {
		context.logger.warn(`${context.getNode().name}: a request without the secret was refused`);
		return refuse(context, 401, 'Unauthorized');
	}
	const received = await read(context, request, withoutSecret(context, query));
	if (received instanceof RefusedBody) return refuse(context, received.status, received.message);
	return await take(context, received);
}

interface Received {
	event: ConvosoEvent;
	/** As it was sent, without the secret. */
	raw: { query: string; body: string };
}

/** @returns RefusedBody for all that is no event */
async function read(
	context: IWebhookFunctions,
	request: Request,
	query: string,
): Promise<Received | RefusedBody> {
	try {
		const body = await readBody(request);
		return { event: eventIn(query, body), raw: { query, body: body.text } };
	} catch (error) {
		if (error instanceof RefusedBody) return error;
		context.logger.error(`${context.getNode().name}: a body could not be read`);
		return new RefusedBody(400, 'The body cannot be read.');
	}
}

async function take(
	context: IWebhookFunctions,
	{ event, raw }: Received,
): Promise<IWebhookResponseData> {
	const settings = context.getNodeParameter('settings', {}) as Settings;
	const keptOut = keptOutBy(context.getNodeParameter('filters', {}) as Filters, event);
	if (keptOut) return answer(context, settings, `Nothing started: filtered by ${keptOut}`);
	if (await isRepeat(context, settings, event)) {
		return answer(context, settings, 'Nothing started: this event has been received already');
	}
	const json = { ...event, ...(settings.includeRaw ? { raw } : {}) } as unknown as IDataObject;
	return { ...answer(context, settings), workflowData: [[{ json }]] };
}

/** @returns undefined where the credential is missing or cannot be decrypted */
async function isAllowed(
	context: IWebhookFunctions,
	request: Request,
	query: string,
): Promise<boolean | undefined> {
	const isRight = check(context, request, query);
	if (typeof isRight === 'boolean') return isRight;
	const key = secretKeyOf(context);
	if (context.getMode() !== 'manual' && isRight(secretOfLate(key))) return true;
	try {
		const { secret } = await context.getCredentials('convosoWebhookApi');
		return isRight(keepSecret(key, String(secret ?? '')));
	} catch {
		context.logger.error(`${context.getNode().name}: the credential cannot be read`);
		return undefined;
	}
}

/** How this request is compared with a secret; true or false where none is needed to know. */
function check(
	context: IWebhookFunctions,
	request: Request,
	query: string,
): boolean | ((secret: SecretHash | undefined) => boolean) {
	const place = context.getNodeParameter('authentication') as string;
	if (place === 'none') return true;
	if (place === 'query') {
		const name = secretParameter(context);
		const given = pairsOf(query).filter(([one]) => one === name);
		const values = given.map(([, value]) => value);
		return values.length === 1 && ((secret) => queryHolds(secret, values));
	}
	const name = (context.getNodeParameter('headerName') as string).trim().toLowerCase();
	const given = request.headers[name];
	return given !== undefined && ((secret) => headerHolds(secret, given));
}

function secretParameter(context: IWebhookFunctions): string {
	return (context.getNodeParameter('queryName') as string).trim();
}

function secretKeyOf(context: IWebhookFunctions): string {
	const node = context.getNode();
	const credential = node.credentials?.convosoWebhookApi?.id;
	return [context.getWorkflow().id, node.id, credential].join(' ');
}

/** The query as it was sent, since n8n's own reading of it drops and rebuilds names. */
function queryOf(request: Request): string {
	const url = String(request.originalUrl ?? request.url ?? '');
	const start = url.indexOf('?');
	return start === -1 ? '' : url.slice(start + 1);
}

function withoutSecret(context: IWebhookFunctions, query: string): string {
	const isInQuery = context.getNodeParameter('authentication') === 'query';
	return isInQuery ? withoutParameter(query, secretParameter(context)) : query;
}

interface Body {
	text: string;
	charset: ReturnType<typeof charsetOf>;
}

async function readBody(request: Request): Promise<Body> {
	const { headers } = request;
	const contentType = String(headers['content-type'] ?? '');
	if (/^multipart\//i.test(contentType)) {
		throw new RefusedBody(415, 'Set the Post Data Type of the Connect to RAW or JSON.');
	}
	const encoding = String(headers['content-encoding'] ?? 'identity').toLowerCase();
	if (!['identity', 'gzip', 'deflate'].includes(encoding)) {
		throw new RefusedBody(415, 'Send the body without compression.');
	}
	if (Number(headers['content-length'] ?? 0) > LARGEST_BODY) throw tooLarge();
	const failure = await request.readRawBody().then(
		() => undefined,
		(error: { status?: number }) => error,
	);
	if (failure?.status === 413) throw tooLarge();
	if (failure) throw new RefusedBody(400, 'The body could not be read to its end.');
	const bytes = request.rawBody ?? Buffer.alloc(0);
	if (bytes.length > LARGEST_BODY) throw tooLarge();
	const charset = charsetOf(contentType);
	return { text: bytes.toString(charset), charset };
}

function tooLarge(): RefusedBody {
	return new RefusedBody(413, `The body is larger than ${LARGEST_BODY / 1024 / 1024} MB.`);
}

/** Query and body together; where both have a field, the body's value counts. */
function eventIn(query: string, { text, charset }: Body): ConvosoEvent {
	const labels = pairsOf(query).filter(([name]) => name === LABEL);
	const fields = readFields(withoutParameter(query, LABEL));
	for (const [name, values] of readFields(text, charset)) {
		fields.set(name, [...(fields.get(name) ?? []), ...values]);
	}
	if (fields.size === 0) {
		throw new RefusedBody(
			400,
			'No fields arrived. Check the Adaptor and the Request Method of the Connect.',
		);
	}
	return toEvent(fields, labels[labels.length - 1]?.[1]);
}

async function isRepeat(
	context: IWebhookFunctions,
	{ ignoreRepeats = true, repeatMinutes = 10 }: Settings,
	event: ConvosoEvent,
): Promise<boolean> {
	// Whoever listens for a test event sends the same lead again and again.
	if (!ignoreRepeats || context.getMode() === 'manual') return false;
	const memory = memoryOf(String(context.getWorkflow().id), context.getNode().id);
	return !(await memory.claim(identityOf(event), repeatMinutes * 60_000, hasStarted(context)));
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
	const isByWorkflow = context.getNodeParameter('responseMode') !== 'onReceived';
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
