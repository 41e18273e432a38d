import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestFunction,
	IDataObject,
	IExecuteFunctions,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	INodeCredentialTestResult,
	IPollFunctions,
} from 'n8n-workflow';

import type { AdviceByCode } from './advice';
import { toAnswer, verdictOf } from './answers';
import { wait } from './clock';
import { explain, refusalError } from './errors';
import { readRequestOptions } from './requestOptions';
import { credentialTypeOf, type Answer, type Service, type Verdict } from './service';
import { Transport } from './transport';
import { testWay, wayOf, type Signing } from './way';

/** Something that a vendor is asked besides an operation of the node. */
export interface Question {
	/** GET when left out. */
	method?: IHttpRequestOptions['method'];
	/** Below the vendor's address, e.g. `/campaigns/search`. */
	path: string;
	qs?: IDataObject;
	body?: IHttpRequestOptions['body'];
	headers?: IDataObject;
	/** What is asked, for the advice when it is refused; see {@link Asked.operation}. */
	about: string;
	/** See {@link Asked.advice}. */
	advice?: AdviceByCode;
	/** False for one that changes something at the vendor. */
	isRead?: boolean;
}

/**
 * The one way to ask a vendor anything besides an operation: for pick lists, look-ups, the fields of a mapper, credential
 * tests. It goes the way of the operations: same pace, timeout, proxy, masks and words.
 */
export class Client {
	constructor(
		private readonly transport: Transport,
		private readonly service: Service,
		private readonly about: { node: ReturnType<IExecuteFunctions['getNode']>; itemIndex?: number },
	) {}

	get credentials(): ICredentialDataDecryptedObject {
		return this.transport.credentials;
	}

	/** Waits `ms` milliseconds, or until the execution is cancelled. */
	async wait(ms: number): Promise<void> {
		await wait(ms, this.transport.signal);
	}

	/** Where the vendor is, as the credential has it: what it names without a server stands there. */
	get address(): string {
		return this.transport.address;
	}

	/**
	 * Fetches a file with the credential, if it lies on the server of the credential.
	 *
	 * @param address absolute
	 * @returns the whole answer, its body as bytes, whatever its status, and a redirect too; undefined for another server,
	 * which must not see the credential
	 * @throws NodeApiError when there was no answer
	 */
	async file(address: string): Promise<IN8nHttpFullResponse | undefined> {
		if (new URL(address).origin !== new URL(this.address).origin) return undefined;
		return await this.transport.send({
			options: { method: 'GET', url: address, encoding: 'arraybuffer', headers: { Accept: '*/*' } },
			itemIndex: this.about.itemIndex,
			isRead: true,
			takesRedirect: true,
		});
	}

	/**
	 * Asks, and tells what the answer means.
	 *
	 * @throws NodeApiError when there was no answer
	 */
	async verdict(question: Question): Promise<Verdict & { answer: Answer }> {
		const { method = 'GET', path, qs, body, headers, about, advice, isRead = true } = question;
		const { node, itemIndex } = this.about;
		const response = await this.transport.send({
			options: {
				method,
				url: path,
				headers: { ...this.service.headers, ...this.service.headersOf?.(path), ...headers },
				...(qs ? { qs } : {}),
				...(body ? { body } : {}),
			},
			itemIndex,
			isRead,
		});
		const answer = toAnswer(response);
		const parameters = node.parameters as IDataObject;
		const asked = { service: this.service, operation: about, isRead, advice, parameters };
		return { ...verdictOf(answer, asked), answer };
	}

	/**
	 * Asks for data.
	 *
	 * @throws NodeApiError when there was no answer, or it is a refusal
	 */
	async ask(question: Question): Promise<unknown> {
		const verdict = await this.verdict(question);
		if ('data' in verdict) return verdict.data;
		throw this.refused(verdict.refusal);
	}

	/** The error for a refusal of this vendor. */
	refused(refusal: Extract<Verdict, { refusal: unknown }>['refusal']) {
		const { node, itemIndex } = this.about;
		return refusalError(node, this.service.name, refusal, itemIndex);
	}
}

/** The transport of a run, by the `this` of its items: what they ask on the side keeps to the same pace. */
export const transports = new WeakMap<object, Transport>();

/** The client of one item of a node run. */
export async function itemClient(
	context: IExecuteSingleFunctions,
	service: Service,
): Promise<Client> {
	let transport =
		transports.get(context) ?? transports.get(Object.getPrototypeOf(context) as object);
	if (!transport) {
		// On n8n's RoutingNode there is no run of ours.
		const node = context as IExecuteSingleFunctions & IExecuteFunctions;
		transport = await transportFor(node, service, (name) => context.getNodeParameter(name, ''));
		transports.set(context, transport);
	}
	return new Client(transport, service, {
		node: context.getNode(),
		itemIndex: context.getItemIndex(),
	});
}

/** The client of the editor, or of a trigger that polls. */
export async function editorClient(
	context: ILoadOptionsFunctions | IPollFunctions,
	service: Service,
): Promise<Client> {
	const parameter = (name: string) =>
		(context.getNodeParameter as (name: string, fallback: unknown) => unknown)(name, '');
	const transport = await transportFor(context, service, parameter);
	return new Client(transport, service, { node: context.getNode() });
}

/**
 * The way to a vendor that the parameters of a node ask for.
 *
 * @param parameter reads one of them; empty where the node has none
 */
export async function transportFor(
	context: Signing,
	service: Service,
	parameter: (name: string) => unknown,
): Promise<Transport> {
	const type = credentialTypeOf(service, parameter('authentication'));
	const options = parameter('requestOptions') || {};
	return new Transport(
		await wayOf(context, type),
		service,
		readRequestOptions(context.getNode(), options, service.concurrency),
	);
}

/**
 * A function that tests a credential, as a node names it in `testedBy`.
 *
 * @param sign the credential's own way to sign
 * @param judge asks harmless questions and tells what the answers say of the credential
 */
export function credentialTest(
	service: Service,
	sign: IAuthenticate,
	judge: (client: Client) => Promise<INodeCredentialTestResult>,
): ICredentialTestFunction {
	return async function (credential) {
		try {
			const way = testWay(this, service.name, credential.data ?? {}, sign);
			const options = readRequestOptions(way.node, { timeout: 15_000, rateLimitWait: 10_000 }, 1);
			const client = new Client(new Transport(way, service, options), service, { node: way.node });
			return await judge(client);
		} catch (error) {
			return failed(explain(error));
		}
	};
}

/** What a credential test says of a credential that does not work. */
export function failed(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}

/** A credential test's sentence for a refusal: the vendor's own words, and behind them what to do. */
export function refused(
	{ name }: Service,
	{ message, hint }: { message: string; hint: string },
): INodeCredentialTestResult {
	return failed(`${name}: ${message.replace(/[.\s]+$/, '')}. ${hint}`);
}
