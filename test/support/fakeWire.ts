import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';

import axios, {
	AxiosError,
	AxiosHeaders,
	CanceledError,
	type AxiosStatic,
	type AxiosResponse,
	type InternalAxiosRequestConfig,
} from 'axios';

import type { Transport } from '../../nodes/shared/transport';
import type { Answer, Outgoing } from '../../sandbox/hostile/mode';

/** A request, and the input item that it belongs to. */
export interface WireRequest extends Outgoing {
	item?: number;
}

/** An answer; its body may come in pieces, and break. */
export interface WireAnswer extends Omit<Answer, 'body'> {
	body: Buffer | AsyncIterable<Buffer>;
}

/** The other end of the wire; it throws what a broken connection would throw. */
export type OtherEnd = (request: WireRequest, signal: AbortSignal) => Promise<WireAnswer>;

/**
 * A wire without sockets, for tests that run thousands of workflows: n8n's HTTP client hands each request to a function.
 * Everything above it is n8n's own.
 *
 * @param otherEnd asked for what answers, anew for each request; without one the request goes over a real socket
 */
export function fakeWire(otherEnd: () => OtherEnd | undefined): void {
	const items = new AsyncLocalStorage<number | undefined>();
	const { adapter } = axios.defaults;
	beforeAll(() => {
		axios.defaults.adapter = async (config) => {
			const other = otherEnd();
			return other
				? await exchange(config, other, items.getStore())
				: await axios.getAdapter(adapter)(config);
		};
		const built = jest.requireActual<{ Transport: typeof Transport }>(
			'../../dist/nodes/shared/transport.js',
		);
		const { prototype } = built.Transport;
		const { send } = prototype;
		// Who sends says which item it is for; nothing else on the way to the HTTP client tells.
		jest.spyOn(prototype, 'send').mockImplementation(async function (this: Transport, dispatch) {
			return await items.run(dispatch.itemIndex, async () => await send.call(this, dispatch));
		});
	});
	afterAll(() => {
		axios.defaults.adapter = adapter;
		jest.restoreAllMocks();
	});
}

async function exchange(
	config: InternalAxiosRequestConfig,
	otherEnd: OtherEnd,
	item: number | undefined,
): Promise<AxiosResponse> {
	const signal = (config.signal ?? new AbortController().signal) as AbortSignal;
	const request = await requestFrom(config, item);
	const gone = () => new CanceledError();
	if (signal.aborted) throw gone();
	let hangUp = () => {};
	const hungUp = new Promise<never>((_, reject) => (hangUp = () => reject(gone())));
	signal.addEventListener('abort', hangUp);
	try {
		const answer = await Promise.race([otherEnd(request, signal), hungUp]);
		return settled(await responseFrom(answer, config), config);
	} catch (error) {
		if (axios.isAxiosError(error) || axios.isCancel(error)) throw error;
		throw AxiosError.from(error, undefined, config);
	} finally {
		signal.removeEventListener('abort', hangUp);
	}
}

async function requestFrom(
	config: InternalAxiosRequestConfig,
	item: number | undefined,
): Promise<WireRequest> {
	const { pathname, search } = new URL((axios as AxiosStatic).getUri(config));
	const headers = Object.fromEntries(
		Object.entries(config.headers.toJSON()).flatMap(([name, value]) =>
			value === null || value === undefined ? [] : [[name.toLowerCase(), String(value)]],
		),
	);
	const data: unknown = config.data;
	const request = { method: config.method!.toUpperCase(), url: `${pathname}${search}`, item };
	if (Object.prototype.toString.call(data) === '[object FormData]') {
		const form = new Response(data as FormData);
		headers['content-type'] = form.headers.get('content-type')!;
		return { ...request, headers, body: Buffer.from(await form.arrayBuffer()) };
	}
	const body = Buffer.from((data ?? '') as string);
	if (body.length > 0) headers['content-length'] = String(body.length);
	return { ...request, headers, body };
}

async function responseFrom(
	{ status, headers, body }: WireAnswer,
	config: InternalAxiosRequestConfig,
): Promise<AxiosResponse> {
	const stream = Readable.from(Buffer.isBuffer(body) ? [body] : body);
	const isStream = config.responseType === 'stream';
	return {
		status,
		statusText: '',
		headers: new AxiosHeaders(headers as Record<string, string>),
		data: isStream ? stream : Buffer.concat(await stream.toArray()).toString(),
		config,
		request: {},
	};
}

/** As axios ends an exchange. */
function settled(response: AxiosResponse, config: InternalAxiosRequestConfig): AxiosResponse {
	const { status } = response;
	if (!config.validateStatus || config.validateStatus(status)) return response;
	const code = status < 500 ? AxiosError.ERR_BAD_REQUEST : AxiosError.ERR_BAD_RESPONSE;
	throw new AxiosError(`Request failed with status code ${status}`, code, config, {}, response);
}
