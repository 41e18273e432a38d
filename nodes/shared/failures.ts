import type { IN8nHttpFullResponse } from 'n8n-workflow';

/** Our own code for an answer that was given up because of its size. */
export const TOO_LARGE = 'TOO_LARGE';

/** What is looked at in an error of n8n, of its HTTP client and of Node.js, each the cause of the one before. */
interface Link {
	name?: string;
	message?: string;
	/** What n8n has kept of the words of an error whose cause older versions drop. */
	messages?: string[];
	code?: unknown;
	syscall?: unknown;
	isAxiosError?: boolean;
	response?: { status?: number; headers?: object; data?: unknown };
	errors?: unknown[];
	cause?: unknown;
	errorResponse?: unknown;
}

/** What the reason of an aborted signal is called. */
const OWN_SIGNAL = /^(Abort|Timeout)Error$/;

/** System calls that come before anything of a request is on its way. */
const BEFORE_SENDING = /^(connect|getaddrinfo)$/;

/** Codes of a connection that was never secured (Node.js, OpenSSL), and of an address that is none. */
const NEVER_SECURED =
	/^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS|HOSTNAME_MISMATCH|ERR_INVALID_URL)/;

/** How Node.js words a failed system call: the call, its code, the address. */
const SYSTEM_CALL = /\b(connect|getaddrinfo|read|write) (E[A-Z_]+)\b/;

/** Errors with which n8n itself refuses to send: a credential that is not connected, an address that it guards. */
const REFUSED_BY_N8N = /^(UserError|NodeOperationError|Ssrf\w*Error)$/;

/** What OpenSSL says when the other side does not speak TLS, or not the same. */
const HANDSHAKE =
	/wrong version number|unsupported protocol|handshake failure|packet length too long/i;

/** Every error behind an error, the outermost first. */
function chainOf(failure: unknown): Link[] {
	const chain: Link[] = [];
	for (let link = failure as Link | undefined; link && chain.length < 8; ) {
		chain.push(link);
		link = (link.cause ?? link.errorResponse) as Link | undefined;
	}
	return chain;
}

/** The system's code of a failure, wherever n8n has wrapped it; empty where there is none. */
export function codeOf(failure: unknown): string {
	const chain = chainOf(failure);
	// A signal's reason has a number for a code, and its name tells what it is.
	const codes = chain.map(({ code, name = '' }) => (OWN_SIGNAL.test(name) ? name : code));
	const told = chain.flatMap(wordsIn).map((words) => SYSTEM_CALL.exec(words)?.[2]);
	return [...told, ...codes].filter((code) => typeof code === 'string').at(-1) ?? '';
}

function wordsIn({ message = '', messages }: Link): string[] {
	return [message, ...(Array.isArray(messages) ? messages : [])];
}

/** The words of a failure. They may hold secrets. */
export function wordsOf(failure: unknown): string {
	return chainOf(failure).at(-1)?.message ?? '';
}

/** Whether a failure comes from the network or from the vendor's server. */
export function isOfConnection(failure: unknown): boolean {
	return !isOwnRefusal(failure) && codeOf(failure) !== TOO_LARGE;
}

/**
 * Whether n8n itself refused to send a request. Only what n8n says by its own kinds of error counts: older versions drop the
 * cause of an error, so that a lost connection may be nothing but words.
 */
export function isOwnRefusal(failure: unknown): boolean {
	return chainOf(failure).some((link) => {
		const kinds = [link.name ?? '', (link as object).constructor?.name ?? ''];
		return kinds.some((kind) => REFUSED_BY_N8N.test(kind));
	});
}

/**
 * Whether the vendor may have seen the request. Only a connection that never came to be says that it has not: the same codes
 * can come from one that stands, and then name another system call.
 */
export function hasBeenSent(failure: unknown): boolean {
	const chain = chainOf(failure);
	const attempts = chain.flatMap(({ errors }) => errors ?? []) as Link[];
	// Node.js tries several addresses and gathers what became of each.
	if (attempts.length > 0 && attempts.every(isBeforeSending)) return false;
	return !chain.some(isBeforeSending);
}

function isBeforeSending(link: Link): boolean {
	const { syscall, code, message, isAxiosError } = link;
	const told = wordsIn(link).map((words) => SYSTEM_CALL.exec(words)?.[1] ?? '');
	if (syscall === undefined && told.some((call) => BEFORE_SENDING.test(call))) return true;
	if (typeof syscall === 'string' && BEFORE_SENDING.test(syscall)) return true;
	if (typeof code !== 'string') return false;
	if (code === 'EPROTO') return HANDSHAKE.test(message ?? '');
	// The HTTP client knows no other protocols than http and https.
	if (isAxiosError && code === 'ERR_BAD_REQUEST' && /protocol/i.test(message ?? '')) return true;
	return NEVER_SECURED.test(code);
}

/** The answer inside of an error, where n8n threw one; its body as it came. */
export function answerIn(failure: unknown): IN8nHttpFullResponse | undefined {
	for (const { response } of chainOf(failure)) {
		if (!response?.status) continue;
		return {
			statusCode: response.status,
			headers: { ...response.headers },
			body: response.data as IN8nHttpFullResponse['body'],
		};
	}
	return undefined;
}
