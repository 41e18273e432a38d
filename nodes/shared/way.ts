import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	INode,
	IPollFunctions,
} from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

import { apiError } from './errors';
import { answerIn, codeOf, isOwnRefusal, TOO_LARGE, wordsOf } from './failures';
import { inTurn } from './workers';

/** The bounds of one exchange. */
export interface Limits {
	/** Aborted when the exchange has to end, whatever it is at. */
	signal: AbortSignal;
	/** Takes the secrets of the credential out of a text. */
	mask: (text: string) => string;
	/** The most bytes an answer may hold. */
	largest: number;
}

/** How a part of n8n sends a signed request: a node run, the editor, a credential test. */
export interface Way {
	node: INode;
	credentials: ICredentialDataDecryptedObject;
	/** Aborted when the execution is cancelled. */
	signal?: AbortSignal;
	/** Sends once. Resolves with every answer that came, whatever its status. */
	request: (options: IHttpRequestOptions, limits: Limits) => Promise<IN8nHttpFullResponse>;
	/** Whether a failure came from renewing the access token: the vendor was not asked for anything else. */
	isTokenTrouble?: (failure: unknown) => boolean;
}

/** What n8n's request helper gives for the encoding `stream`. */
export type ByteStream = AsyncIterable<Buffer> & { destroy: (reason?: Error) => void };

/** The `this` of n8n's functions that can sign a request. */
export type Signing = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** What n8n tells a request of a node, as far as it can be cancelled. */
export interface Cancellable {
	getExecutionCancelSignal?: () => AbortSignal | undefined;
}

/** Codes with which n8n's OAuth2 client says that it got no other token. */
const TOKEN_TROUBLE = /^(EAUTH|ESTATUS)$/;

/** The way of a node run or of the editor. */
export async function wayOf(context: Signing, credentialType: string): Promise<Way> {
	const credentials = await context.getCredentials(credentialType);
	const signal = (context as Signing & Cancellable).getExecutionCancelSignal?.();
	const way = { node: context.getNode(), credentials, signal };
	if (!credentialType.endsWith('OAuth2Api')) {
		// Handing the decrypted credential on spares n8n from decrypting it for every request.
		const credentialsDecrypted = { id: '', name: '', type: credentialType, data: credentials };
		return { ...way, request: sender(context, credentialType, { credentialsDecrypted }) };
	}
	const send = sender(context, credentialType);
	const key = String(way.node.credentials?.[credentialType]?.id);
	return {
		...way,
		request: async (options, limits) => await renewing(send, key, options, limits),
		isTokenTrouble: (failure) =>
			TOKEN_TROUBLE.test(codeOf(failure)) ||
			isOwnRefusal(failure) ||
			notRenewed.has(failure as object),
	};
}

/**
 * Whom to wait for before a token is renewed, by credential: a refresh token is good for one renewal, so that of several
 * requests that find the access token expired only one may renew it.
 */
const renewals = new Map<string, Promise<unknown>>();

/**
 * Sends with an OAuth2 token, and again where it has expired.
 *
 * n8n renews a token only when a 401 is thrown, and its versions differ in how they can be told to throw that one alone. So
 * the first try takes every status as an answer, and only behind a 401, which says that nothing was done, follows one that
 * throws.
 */
async function renewing(
	send: Send,
	key: string,
	options: IHttpRequestOptions,
	limits: Limits,
): Promise<IN8nHttpFullResponse> {
	const ask = async () => await send(options, limits);
	const answer = await ask();
	if (answer.statusCode !== 401) return answer;
	return await inTurn(renewals, key, async () => {
		try {
			// The description's own word for it is read by an older n8n as: throw none.
			return await send(options, limits, false);
		} catch (failure) {
			return await afterRenewal(failure, ask, limits);
		}
	});
}

/** Words of a lost connection, where an older n8n has dropped its code: the renewed request may have been carried out. */
const LOST = /hang up|connection|timeout|time-out|timed out|aborted|cancell?ed|network|offline/i;

/** Failures behind which the vendor refused the old token once more: there is no other. */
const notRenewed = new WeakSet<object>();

/** What became of a request whose token could not be renewed, or which was refused with the new one. */
async function afterRenewal(
	failure: unknown,
	send: () => Promise<IN8nHttpFullResponse>,
	limits: Limits,
): Promise<IN8nHttpFullResponse> {
	const thrown = answerIn(failure);
	if (thrown) return await readable(thrown, limits);
	const code = codeOf(failure);
	const isLost = code === '' ? LOST.test(wordsOf(failure)) : !TOKEN_TROUBLE.test(code);
	if (isLost && !isOwnRefusal(failure)) throw failure;
	// Another process may have used up the refresh token, and then has stored a good access token.
	const again = await send();
	if (again.statusCode !== 401) return again;
	if (failure instanceof Error) notRenewed.add(failure);
	throw failure;
}

/** Sends once; n8n throws the statuses from 400 on where it is not told to ignore them. */
type Send = (
	options: IHttpRequestOptions,
	limits: Limits,
	ignoreHttpStatusErrors?: boolean,
) => Promise<IN8nHttpFullResponse>;

function sender(context: Signing, credentialType: string, more?: object): Send {
	return async (options, limits, ignoreHttpStatusErrors = true) => {
		const { signal: abortSignal } = limits;
		// n8n takes the signal of the execution in the place of any other; a write may outlive that for a moment.
		const own = Object.create(context, {
			getExecutionCancelSignal: { value: () => abortSignal },
		}) as Signing;
		const sent = { ...options, ignoreHttpStatusErrors, abortSignal, returnFullResponse: true };
		const answer = (await own.helpers.httpRequestWithAuthentication.call(
			own,
			credentialType,
			{ ...sent, encoding: 'stream' },
			more,
		)) as IN8nHttpFullResponse;
		return await readable(answer, limits, options.encoding);
	};
}

/** Reads the body of an answer to its end, within its limits, and parses it as n8n's request helper does. */
async function readable(
	answer: IN8nHttpFullResponse,
	limits: Limits,
	encoding?: IHttpRequestOptions['encoding'],
): Promise<IN8nHttpFullResponse> {
	const bytes = await readStream(answer.body as ByteStream, limits);
	const type = String(answer.headers['content-type'] ?? '');
	// Servers call a file by many names; what tells of a refusal is text.
	const isText = answer.statusCode >= 400 || /^text\/|\b(json|xml|html|urlencoded)\b/i.test(type);
	if (encoding === 'arraybuffer' && !isText) return { ...answer, body: bytes };
	const text = limits.mask(bytes.toString('utf8').replace(/^\uFEFF/, ''));
	if (encoding === 'arraybuffer') return { ...answer, body: Buffer.from(text) };
	return { ...answer, body: encoding === 'text' ? text : parsed(text) };
}

/**
 * Reads a stream to its end.
 *
 * @throws with the code {@link TOO_LARGE} beyond the largest size; with what the signal says when that is aborted
 */
export async function readStream(
	stream: ByteStream,
	{ signal, largest }: Pick<Limits, 'signal' | 'largest'>,
): Promise<Buffer> {
	const stop = () => stream.destroy(signal.reason as Error);
	if (signal.aborted) stop();
	signal.addEventListener('abort', stop);
	try {
		const chunks: Buffer[] = [];
		let size = 0;
		for await (const chunk of stream) {
			size += chunk.length;
			if (size > largest)
				throw Object.assign(new Error('The answer is too large'), { code: TOO_LARGE });
			chunks.push(chunk);
		}
		return Buffer.concat(chunks);
	} finally {
		signal.removeEventListener('abort', stop);
		stream.destroy();
	}
}

/** What JSON stands for; any other text as it is. */
function parsed(text: string): IN8nHttpFullResponse['body'] {
	return jsonParse(text, { fallbackValue: text });
}

/** The way of a credential test, where n8n offers nothing but its older request helper and does not sign. */
export function testWay(
	context: ICredentialTestFunctions,
	serviceName: string,
	credentials: ICredentialDataDecryptedObject,
	sign: IAuthenticate,
): Way {
	// A credential test belongs to no node, and the errors of n8n want one.
	const node: INode = {
		id: '',
		name: serviceName,
		type: 'credentialTest',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	return {
		node,
		credentials,
		request: async (options, { signal, mask }) => {
			const signed = typeof sign === 'function' ? await sign(credentials, options) : options;
			const { baseURL, url, method, headers, qs, body, timeout } = signed;
			const isForm = /urlencoded/.test(String(headers?.['Content-Type']));
			const asked = context.helpers.request({
				uri: `${baseURL}${url}`,
				method,
				headers,
				qs,
				...(isForm ? { form: body } : {}),
				...(body && !isForm ? { body, json: true } : {}),
				timeout,
				followRedirect: false,
				simple: false,
				resolveWithFullResponse: true,
			}) as Promise<IN8nHttpFullResponse>;
			const late = new Promise<never>((_, reject) => {
				signal.addEventListener('abort', () => reject(signal.reason as Error));
			});
			const { statusCode, headers: answered, body: text } = await Promise.race([asked, late]);
			const plain = typeof text === 'string' ? text : JSON.stringify(text ?? '');
			return { statusCode, headers: answered, body: parsed(mask(plain)) };
		},
	};
}

export function credentialRefused(node: INode, service: string, itemIndex?: number) {
	return apiError(node, itemIndex, {
		message: `${service} did not accept the credential`,
		description:
			'Nothing was accepted: the access token has expired, and n8n could not get another. Connect the credential again.',
		httpCode: '401',
		outcome: 'credential',
	});
}
