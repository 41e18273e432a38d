import type { IWebhookFunctions } from 'n8n-workflow';

import { charsetOf, charsetOfMark, decode, type Charset } from './form';

export type Request = ReturnType<IWebhookFunctions['getRequestObject']>;

/** The largest body that is read, in bytes; a lead with long notes has some kB. */
const LARGEST_BODY = 1024 * 1024;

/** A request that is not taken, with the HTTP status and the sentence to answer. */
export class Refused extends Error {
	constructor(
		readonly status: 400 | 401 | 403 | 413 | 415,
		message: string,
	) {
		super(message);
	}
}

/** A body as it was sent. */
export interface Body {
	bytes: Buffer;
	/** In the charset that the mark at its beginning tells, else in the one that the Content-Type names. */
	text: string;
	charset: Charset;
}

/**
 * Reads the body of a request, decompressed.
 *
 * @param noFiles what the user is told to change when a file form arrives
 * @throws Refused for a file form, a compression that n8n does not read, and more than LARGEST_BODY
 */
export async function readBody(request: Request, noFiles: string): Promise<Body> {
	const { headers } = request;
	const contentType = String(headers['content-type'] ?? '');
	if (/^multipart\//i.test(contentType)) throw new Refused(415, noFiles);
	const encoding = encodingOf(headers['content-encoding']);
	if (!['identity', 'gzip', 'deflate'].includes(encoding)) {
		throw new Refused(415, 'Send the body without compression.');
	}
	// n8n knows the names in small letters only, and would hand over what it cannot decompress.
	if (encoding !== 'identity') headers['content-encoding'] = encoding;
	if (Number(headers['content-length'] ?? 0) > LARGEST_BODY) throw tooLarge();
	await request.readRawBody().catch((error: { status?: number }) => {
		if (error.status === 413) throw tooLarge();
		throw new Refused(400, 'The body could not be read to its end.');
	});
	const bytes = request.rawBody ?? Buffer.alloc(0);
	if (bytes.length > LARGEST_BODY) throw tooLarge();
	const charset = charsetOfMark(bytes) ?? charsetOf(contentType);
	return { bytes, text: decode(bytes, charset), charset };
}

/** `x-gzip` is another name of gzip (RFC 9110, 8.4.1.3). */
function encodingOf(header: string | undefined): string {
	const name = (header ?? '').trim().toLowerCase();
	if (name === '') return 'identity';
	return name === 'x-gzip' ? 'gzip' : name;
}

function tooLarge(): Refused {
	return new Refused(413, `The body is larger than ${LARGEST_BODY / 1024 / 1024} MB.`);
}
