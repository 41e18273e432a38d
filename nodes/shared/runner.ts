import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	IGetNodeParameterOptions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { isRead, nounOf } from './describe';
import { apiError, explain, outcomeOf } from './errors';
import { openLine, type Line, type LineOptions } from './line';
import { ParameterReader } from './parameters';
import { RequestPlan, type PreparedRequest } from './request';
import { rememberedItems, type Remembered } from './retryMemory';
import type { Service } from './service';
import { inFlight } from './workers';

/** What one run of a node has at hand for each of its items. */
interface Run {
	context: IExecuteFunctions;
	service: Service;
	line: Line;
	plan: RequestPlan;
	reader: ParameterReader;
	isRead: boolean;
	timeout: number;
	transport: Partial<IHttpRequestOptions>;
}

/** What a custom operation does beyond its one request: it goes on with what the vendor has accepted. */
export interface Follow {
	/** The output to go on with for an item that needs no request; undefined where one is to be sent. */
	known: (this: IExecuteSingleFunctions) => INodeExecutionData[] | undefined;
	/**
	 * Goes on until the item's output is complete. All items are followed at the same time.
	 *
	 * @param isStopped once true the node run is over, and this is to end soon
	 */
	until: (
		this: IExecuteSingleFunctions,
		accepted: INodeExecutionData[],
		isStopped: () => boolean,
	) => Promise<INodeExecutionData[]>;
}

/**
 * Runs a node's declarative operations: the `execute` of every node of this package.
 *
 * n8n's own RoutingNode could run the same descriptions; this does it at a tenth of the cost, at the vendor's pace, and
 * without losing or repeating work (see docs/runner.md).
 *
 * @param description the node's description; the vocabulary it may use is that of {@link RequestPlan}
 * @param follow for a custom operation, what comes after the request; Retry On Fail takes it up again without the request
 * @returns the output of all items in their order, each with its `pairedItem`
 * @throws the error of the first item that failed, unless the node continues on errors; it names the items that the
 * vendor has accepted already
 */
export async function runOperations(
	this: IExecuteFunctions,
	description: INodeTypeDescription,
	service: Service,
	follow?: Follow,
): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	const run = await startRun(this, description, service);
	const done = rememberedItems(this, items);
	const failed = new Map<number, unknown>();
	const goesOn = this.continueOnFail();
	let refusedCredential: unknown;

	const isStopped = () =>
		run.line.isCancelled() || refusedCredential !== undefined || (!goesOn && failed.size > 0);
	const fail = (itemIndex: number, error: unknown) => {
		failed.set(itemIndex, error);
		if (outcomeOf(error) === 'credential') refusedCredential = error;
	};
	const followed: Array<Promise<void>> = [];
	const followOne = async (itemIndex: number, single: IExecuteSingleFunctions) => {
		const { accepted } = done.get(itemIndex) as { accepted: INodeExecutionData[] };
		const isOver = () => run.line.isCancelled() || (!goesOn && failed.size > 0);
		try {
			const output = await follow!.until.call(single, accepted, isOver);
			done.set(itemIndex, { output: paired(output, itemIndex) });
		} catch (error) {
			// Ended because another item failed: this one is accepted, and no more is known of it.
			if (!isOver()) fail(itemIndex, error);
		}
	};
	const runOne = async (itemIndex: number) => {
		const before = done.get(itemIndex);
		if (before && 'output' in before) return;
		try {
			if (before && 'unknown' in before) throw before.unknown;
			const item = openItem(run, items, itemIndex);
			const known = before?.accepted ?? follow?.known.call(item.single);
			const accepted = known ?? (await runItem(run, item));
			done.set(itemIndex, follow ? { accepted } : { output: accepted });
			if (follow) followed.push(followOne(itemIndex, item.single));
		} catch (error) {
			fail(itemIndex, error);
			const mayBeAccepted = outcomeOf(error) === 'unknown' && !run.isRead;
			if (mayBeAccepted) done.set(itemIndex, { unknown: error });
		}
	};

	// The first item goes alone: a wrong credential then costs one request, not as many as may be in flight.
	await inFlight(Math.min(1, items.length), 1, runOne, isStopped);
	await inFlight(
		items.length,
		run.line.concurrency,
		async (index) => {
			if (index > 0) await runOne(index);
		},
		isStopped,
	);
	await Promise.all(followed);

	// A cancelled execution keeps what was accepted until then.
	if (failed.size > 0 && !goesOn && !run.line.isCancelled()) {
		throw stoppingError(run, done, failed, items.length);
	}
	return [
		items.flatMap((_, item) => {
			const entry = done.get(item);
			if (entry && 'output' in entry) return entry.output;
			const error = failed.get(item) ?? refusedCredential;
			if (error !== undefined && goesOn) return [errorItem(error, item)];
			return acceptedOutput(entry) ?? [];
		}),
	];
}

async function startRun(
	context: IExecuteFunctions,
	description: INodeTypeDescription,
	service: Service,
): Promise<Run> {
	const options = context.getNodeParameter('requestOptions', 0, {}) as LineOptions & {
		timeout?: number;
		proxy?: string;
		allowUnauthorizedCerts?: boolean;
	};
	const { resource, operation } = context.getNode().parameters as {
		resource: string;
		operation: string;
	};
	const line = await openLine(context, service, credentialType(context, description), options);
	return {
		context,
		service,
		line,
		plan: new RequestPlan(context, description, line.credentials),
		reader: new ParameterReader(context),
		isRead: isRead(service.resources, resource, operation),
		timeout: options.timeout ?? 30_000,
		transport: {
			...(options.proxy ? { proxy: proxyOf(context, options.proxy) } : {}),
			...(options.allowUnauthorizedCerts ? { skipSslCertificateValidation: true } : {}),
		},
	};
}

/** One input item at work: its functions, and the parameters read for it so far. */
interface OpenItem {
	itemIndex: number;
	single: IExecuteSingleFunctions;
	parameters: Map<string, unknown>;
}

function openItem(run: Run, items: INodeExecutionData[], itemIndex: number): OpenItem {
	const parameters = new Map<string, unknown>();
	return { itemIndex, parameters, single: singleItem(run, items, itemIndex, parameters) };
}

async function runItem(
	run: Run,
	{ itemIndex, single, parameters }: OpenItem,
): Promise<INodeExecutionData[]> {
	const { context, service } = run;
	const request = run.plan.prepare((name) => {
		const value = run.reader.read(name, itemIndex);
		parameters.set(name, value);
		return value;
	});
	let options: IHttpRequestOptions = {
		timeout: run.timeout,
		...run.transport,
		...(request.options as IHttpRequestOptions),
	};
	for (const preSend of request.preSend) options = await preSend.call(single, options);

	const failOrFind = async (error: unknown) => {
		if (run.isRead || outcomeOf(error) !== 'unknown') throw error;
		const found = await service.lookUp?.call(single, options);
		if (Array.isArray(found)) return found;
		throw unknownOutcome(context, service, error as NodeApiError, {
			itemIndex,
			isAbsent: found === 'absent',
		});
	};
	const output = await exchange(run, request, single, options, itemIndex).catch(failOrFind);
	return paired(output, itemIndex);
}

function paired(output: INodeExecutionData[], itemIndex: number): INodeExecutionData[] {
	for (const item of output) item.pairedItem ??= { item: itemIndex };
	return output;
}

/** Sends the request, page by page where the operation says so, and puts each answer through its postReceive functions. */
async function exchange(
	run: Run,
	request: PreparedRequest,
	single: IExecuteSingleFunctions,
	options: IHttpRequestOptions,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const makeRoutingRequest = async (page: DeclarativeRestApiSettings.ResultOptions) => {
		const response = await run.line.send({
			options: page.options as IHttpRequestOptions,
			itemIndex,
			isRead: run.isRead,
		});
		return await receive(request, single, response).catch((error: unknown) => {
			// A failing server may have carried the write out before it failed.
			if (response.statusCode >= 500 && error instanceof NodeApiError)
				error.context.outcome = 'unknown';
			throw error;
		});
	};
	const page = { ...request, options } as unknown as DeclarativeRestApiSettings.ResultOptions;
	const { pagination } = request.operations;
	if (!request.paginate || typeof pagination !== 'function') return await makeRoutingRequest(page);
	const paging = Object.create(single, {
		makeRoutingRequest: { value: makeRoutingRequest },
	}) as IExecutePaginationFunctions;
	return await pagination.call(paging, page);
}

async function receive(
	request: PreparedRequest,
	single: IExecuteSingleFunctions,
	response: IN8nHttpFullResponse,
): Promise<INodeExecutionData[]> {
	let output: INodeExecutionData[] = [{ json: response.body as IDataObject }];
	for (const postReceive of request.postReceive) {
		output = await postReceive.call(single, output, response);
	}
	return output;
}

/** The `this` of preSend, postReceive and pagination functions: n8n's IExecuteSingleFunctions on top of the node's own. */
function singleItem(
	run: Run,
	items: INodeExecutionData[],
	itemIndex: number,
	parameters: Map<string, unknown>,
): IExecuteSingleFunctions {
	const { context, line } = run;
	const { helpers } = context;
	const getNodeParameter = (
		name: string,
		fallback?: unknown,
		options?: IGetNodeParameterOptions,
	) =>
		parameters.has(name) && !options
			? parameters.get(name)
			: context.getNodeParameter(name, itemIndex, fallback, options);
	const own = {
		getItemIndex: () => itemIndex,
		getInputData: () => items[itemIndex],
		getNodeParameter,
		getCredentials: async () => line.credentials,
		getWorkflowDataProxy: () => context.getWorkflowDataProxy(itemIndex),
		evaluateExpression: (expression: string) => context.evaluateExpression(expression, itemIndex),
		helpers: {
			...helpers,
			assertBinaryData: (property: string) => helpers.assertBinaryData(itemIndex, property),
			getBinaryDataBuffer: async (property: string) =>
				await helpers.getBinaryDataBuffer(itemIndex, property),
			// Requests that a function of the description makes on the side keep to the same pace.
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => {
				const isSafe = (options.method ?? 'GET') === 'GET';
				const response = await line.send({
					options: { timeout: run.timeout, ...run.transport, ...options },
					itemIndex,
					isRead: isSafe,
				});
				return options.returnFullResponse ? response : response.body;
			},
		},
	};
	return Object.create(context, Object.getOwnPropertyDescriptors(own)) as IExecuteSingleFunctions;
}

function credentialType(context: IExecuteFunctions, description: INodeTypeDescription): string {
	const { credentials = [] } = description;
	if (credentials.length === 1) return credentials[0].name;
	const authentication = context.getNodeParameter('authentication', 0) as string;
	const chosen = credentials.find(({ displayOptions }) =>
		displayOptions?.show?.authentication?.includes(authentication),
	);
	return (chosen ?? credentials[0]).name;
}

function proxyOf(context: IExecuteFunctions, proxy: string): IHttpRequestOptions['proxy'] {
	if (!URL.canParse(proxy)) {
		throw new NodeOperationError(context.getNode(), "'Proxy' is not an address", {
			description: 'Enter it with protocol and port, e.g. http://myproxy:3128',
		});
	}
	const { hostname, port, protocol, username, password } = new URL(proxy);
	return {
		host: hostname,
		port: Number(port) || (protocol === 'https:' ? 443 : 80),
		protocol: protocol.replace(/:$/, ''),
		...(username ? { auth: { username, password } } : {}),
	};
}

function unknownOutcome(
	context: IExecuteFunctions,
	service: Service,
	cause: NodeApiError,
	{ itemIndex, isAbsent }: { itemIndex: number; isAbsent: boolean },
): NodeApiError {
	const { name, resources } = service;
	const noun = nounOf(resources, String(context.getNode().parameters.resource)) ?? service.noun;
	const finding = isAbsent
		? `${name} was asked afterwards and has no such ${noun}, so it was not accepted. To be safe it is not sent again by itself; send this item once more if you want it.`
		: `It is unknown whether the ${noun} was accepted, so it is not sent again. Look in ${name} before you send this item once more.`;
	return apiError(context.getNode(), itemIndex, {
		message: cause.message.replace(` [item ${itemIndex}]`, ''),
		description: [finding, cause.description].filter(Boolean).join(' '),
		httpCode: cause.httpCode ?? undefined,
		outcome: 'unknown',
	});
}

/** What the vendor gave for an item that it has accepted. */
function acceptedOutput(entry: Remembered | undefined): INodeExecutionData[] | undefined {
	if (!entry || 'unknown' in entry) return undefined;
	return 'output' in entry ? entry.output : entry.accepted;
}

/** The error that ends a node run: the first failed item's own, and what became of the others. */
function stoppingError(
	run: Run,
	done: ReadonlyMap<number, Remembered>,
	failed: ReadonlyMap<number, unknown>,
	total: number,
): NodeApiError | NodeOperationError {
	const [first, ...others] = [...failed.keys()].sort((a, b) => a - b);
	const error = copyOf(run.context, failed.get(first), first);
	if (run.isRead) return error;

	const accepted = [...done].flatMap(([item, entry]) => {
		const output = acceptedOutput(entry);
		return output ? [{ item, output: output.map(({ json }) => json) }] : [];
	});
	const unknown = others.filter((item) => outcomeOf(failed.get(item)) === 'unknown');
	const parts = [error.description];
	if (accepted.length > 0) {
		const indexes = accepted.map(({ item }) => item).sort((a, b) => a - b);
		parts.push(
			`${accepted.length} of ${total} items were accepted by ${run.service.name} before that (${ranges(indexes)}); do not send them again. 'Retry On Fail' leaves them out.`,
		);
		// So that nothing the vendor has accepted is lost with the run.
		error.context.accepted = accepted;
	}
	if (unknown.length > 0) {
		parts.push(`It is unknown whether items ${ranges(unknown)} were accepted.`);
	}
	error.description = parts.filter(Boolean).join(' ');
	return error;
}

/** A copy to add to, since Retry On Fail may meet the same error again. */
function copyOf(
	context: IExecuteFunctions,
	cause: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	const node = context.getNode();
	if (cause instanceof NodeApiError) {
		const message = cause.message.replace(` [item ${itemIndex}]`, '');
		return apiError(node, itemIndex, {
			message,
			description: cause.description ?? '',
			httpCode: cause.httpCode ?? undefined,
			outcome: outcomeOf(cause),
		});
	}
	const { message, description } = cause as Error & { description?: string };
	return new NodeOperationError(node, message, {
		itemIndex,
		description: description ?? undefined,
	});
}

function errorItem(error: unknown, item: number): INodeExecutionData {
	const text = explain(error).replace(/\[item \d+\]/, `[item ${item}]`);
	return { json: { error: text }, pairedItem: { item } };
}

/** Item indexes in short: 0-5, 7. */
function ranges(indexes: number[]): string {
	const spans: Array<[number, number]> = [];
	for (const index of indexes) {
		const last = spans.at(-1);
		if (last && last[1] === index - 1) last[1] = index;
		else spans.push([index, index]);
	}
	return spans.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}
