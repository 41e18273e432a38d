/** A call to n8n's own API that n8n refused. */
export class RestError extends Error {
	constructor(
		readonly status: number,
		readonly path: string,
		message: string,
	) {
		super(`n8n answered ${status} to ${path}: ${message}`);
		this.name = 'RestError';
	}
}

/** How long one call may take, ms: activating a workflow or testing a credential calls a vendor. */
const TIMEOUT = 300_000;

/** The API that n8n's editor uses, with one user's session. */
export class Rest {
	/**
	 * @param url n8n's address, without a final slash
	 * @param cookie the session, `name=value`; set by `signIn` when not known
	 */
	constructor(
		readonly url: string,
		public cookie?: string,
	) {}

	/**
	 * Calls an endpoint below /rest.
	 *
	 * @param path for example `/workflows`
	 * @param body sent as JSON
	 * @returns what n8n answers, out of its `data` envelope
	 * @throws RestError when n8n refuses
	 */
	async call<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
		const response = await this.send(method, `/rest${path}`, body);
		const text = await response.text();
		const answer = parseJson(text);
		if (!response.ok) {
			throw new RestError(response.status, path, answer?.message ?? text.slice(0, 300));
		}
		return answer?.data as T;
	}

	/**
	 * Reads a file that n8n serves, with the session.
	 *
	 * @param path from the root, for example `/types/nodes.json`
	 * @throws RestError when n8n refuses
	 */
	async read(path: string): Promise<{ text: string; contentType: string }> {
		const response = await this.send('GET', path);
		const text = await response.text();
		if (!response.ok) throw new RestError(response.status, path, text.slice(0, 300));
		return { text, contentType: response.headers.get('content-type') ?? '' };
	}

	/**
	 * Calls an endpoint that answers with a session, and keeps that session.
	 *
	 * @throws RestError when n8n refuses
	 */
	async signIn(path: string, body: unknown): Promise<void> {
		const response = await this.send('POST', `/rest${path}`, body);
		const text = await response.text();
		if (!response.ok) {
			throw new RestError(response.status, path, parseJson(text)?.message ?? text.slice(0, 300));
		}
		const session = response.headers.getSetCookie().find((line) => line.startsWith('n8n-auth='));
		if (!session) throw new RestError(response.status, path, 'no session cookie came back');
		this.cookie = session.split(';')[0];
	}

	private async send(method: string, path: string, body?: unknown): Promise<Response> {
		return await fetch(this.url + path, {
			method,
			headers: {
				// A connection of its own: while a test file is loading, nobody notices that n8n closes an idle one.
				connection: 'close',
				...(this.cookie ? { cookie: this.cookie } : {}),
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
			signal: AbortSignal.timeout(TIMEOUT),
		});
	}
}

function parseJson(text: string): { data?: unknown; message?: string } | undefined {
	try {
		return JSON.parse(text) as { data?: unknown; message?: string };
	} catch {
		return undefined;
	}
}
