import type { IExecuteSingleFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { Client } from './client';
import { clock } from './clock';
import { isExplained } from './errors';
import { codeOf, isOwnRefusal, TOO_LARGE, wordsOf } from './failures';
import { readRequestOptions, type RequestOptions } from './requestOptions';
import { readStream, type ByteStream, type Cancellable } from './way';

/** How many addresses a file may be sent on to. */
const MOST_HOPS = 5;

/** A downloaded file. */
export interface Download {
	bytes: Buffer;
	mimeType: string;
	/** From the answer's header, or the address. */
	fileName: string;
}

/** Why there is no file. */
export interface NoDownload {
	/** To follow a colon: "the address answers HTTP 404". */
	reason: string;
	/** The same as a sentence. */
	note: string;
	/** The status with which the vendor itself refused it, where it was asked with the credential. */
	status?: number;
}

type Context = IExecuteSingleFunctions & Cancellable;

/** The answer of one address. What came from the vendor itself has been read to its end. */
type Hop = Omit<IN8nHttpFullResponse, 'body'> & { body: ByteStream | Buffer; isOwn: boolean };

/**
 * Fetches a file from an address that a vendor gave, which need not belong to the vendor: other servers are asked without the
 * credential. It goes through n8n's request helper, so that n8n's own guard against internal addresses holds, and keeps to
 * Timeout, Proxy and Largest Download.
 *
 * @param context of the item
 * @param address http or https
 * @param client asks the vendor's own server, with the credential, as long as nothing has led to another one; left out where
 * files need none
 * @throws as the client does, where the vendor's own server gives no answer
 */
export async function download(
	context: Context,
	address: string,
	client?: Client,
): Promise<Download | NoDownload> {
	const raw = context.getNodeParameter('requestOptions', {});
	const options = readRequestOptions(context.getNode(), raw, 1);
	const limits = [clock.timeout(options.timeout)];
	const cancel = context.getExecutionCancelSignal?.();
	if (cancel) limits.push(cancel);
	const signal = AbortSignal.any(limits);
	const ask = async (url: string, mayBeOwn: boolean): Promise<Hop> => {
		const own = mayBeOwn ? await client?.file(url) : undefined;
		if (own) return { ...own, body: own.body as Buffer, isOwn: true };
		const answer = await openStream(context, url, options, signal);
		return { ...answer, body: answer.body as ByteStream, isOwn: false };
	};
	const limitsOfBody = { signal, largest: options.largestDownload };
	return await followed(address, ask, limitsOfBody).catch((failure: unknown) => {
		if (isExplained(failure)) throw failure;
		return noDownload(reasonOf(failure, options, signal));
	});
}

async function openStream(
	context: Context,
	url: string,
	{ proxy, timeout, ignoresCertificates }: RequestOptions,
	abortSignal: AbortSignal,
): Promise<IN8nHttpFullResponse> {
	return (await context.helpers.httpRequest({
		url,
		timeout,
		...(proxy ? { proxy } : {}),
		skipSslCertificateValidation: ignoresCertificates,
		encoding: 'stream',
		abortSignal,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	})) as IN8nHttpFullResponse;
}

/** Follows an address to the file. */
async function followed(
	address: string,
	ask: (url: string, mayBeOwn: boolean) => Promise<Hop>,
	limits: Parameters<typeof readStream>[1],
): Promise<Download | NoDownload> {
	let url = address;
	let mayBeOwn = true;
	for (let hops = 0; hops <= MOST_HOPS; hops++) {
		if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
			return noDownload('the address is no web address');
		}
		const { statusCode, headers, body, isOwn } = await ask(url, mayBeOwn);
		if (statusCode >= 300 && !Buffer.isBuffer(body)) body.destroy();
		const target = String(headers.location ?? '');
		if (statusCode >= 300 && statusCode < 400 && URL.canParse(target, url)) {
			// Whoever else has been asked may not send the credential about.
			mayBeOwn = isOwn;
			url = new URL(target, url).href;
			continue;
		}
		if (statusCode >= 300) {
			return noDownload(`the address answers HTTP ${statusCode}`, isOwn ? statusCode : undefined);
		}
		const bytes = Buffer.isBuffer(body) ? body : await readStream(body, limits);
		const mimeType = mimeTypeOf(headers);
		if (mimeType === 'text/html') return noDownload('the address answers with a web page');
		if (bytes.length === 0) return noDownload('the file is empty');
		return { bytes, mimeType, fileName: fileNameOf(url, headers) };
	}
	return noDownload(`the address was sent on more than ${MOST_HOPS} times`);
}

function noDownload(reason: string, status?: number): NoDownload {
	return { reason, note: `Not downloaded: ${reason}.`, ...(status ? { status } : {}) };
}

function reasonOf(failure: unknown, options: RequestOptions, signal: AbortSignal): string {
	if (codeOf(failure) === TOO_LARGE) {
		const size = options.largestDownload / 1024 / 1024;
		return `the file is larger than 'Largest Download (MB)' under 'Request Options' allows (${size})`;
	}
	if (signal.aborted) return `the file did not come within 'Timeout' under 'Request Options'`;
	return isOwnRefusal(failure) ? wordsOf(failure) : 'the address could not be reached';
}

/** The content type of an answer, without its parameters; empty where there is none. */
export function mimeTypeOf(headers: IN8nHttpFullResponse['headers']): string {
	return String(headers['content-type'] ?? '')
		.split(';')[0]
		.trim();
}

/**
 * The name of a file: what the answer calls it, else the end of its address.
 *
 * @returns without any folder; `recording` where nothing names it
 */
export function fileNameOf(url: string, headers: IN8nHttpFullResponse['headers'] = {}): string {
	const disposition = String(headers['content-disposition'] ?? '');
	const named = /filename\*?="?(?:UTF-8'')?([^";]+)/i.exec(disposition)?.[1];
	const path = URL.canParse(url) ? new URL(url).pathname : url;
	const name = decoded(named ?? path)
		.split(/[/\\]/)
		.pop();
	return name?.trim() || 'recording';
}

/** Percent codes become what they stand for; a text in which one stands for nothing stays as it is. */
function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
