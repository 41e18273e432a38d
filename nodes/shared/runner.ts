import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	INodeTypeDescription,
	NodeApiError,
} from 'n8n-workflow';

import { transportFor } from './client';
import { operationOf, type Resource } from './describe';
import { isFinal, outcomeOf } from './errors';
import { openItem, type Item } from './item';
import { SendOnce } from './once';
import type { Follow, Operation } from './operation';
import { ParameterReader } from './parameters';
import { errorItem, stoppingError, unknownOutcome } from './report';
import { RequestPlan, type PreparedRequest } from './request';
import { rememberedItems, type ItemState } from './retryMemory';
import type { Service } from './service';
import type { Transport } from './transport';
import { inFlight } from './workers';

/** A node as the runner sees it. */
export interface Runnable {
	/** The vocabulary it may use is that of {@link RequestPlan}. */
	description: INodeTypeDescription;
	service: Service;
	resources: Resource[];
}

/**
 * Runs a node's declarative operations: the `execute` of every node of this package.
 *
 * n8n's own RoutingNode could run the same descriptions; this does it at a tenth of the cost, at the vendor's pace, and
 * without losing or repeating work (see docs/runner.md).
 *
 * @returns the output of all items in their order, each with its `pairedItem`
 * @throws the error of the first item that failed, unless the node continues on errors; it names the items that the
 * vendor has accepted already
 */
export async function runOperations(
	this: IExecuteFunctions,
	node: Runnable,
): Promise<INodeExecutionData[][]> {
	const run = await Run.start(this, node);
	await run.all();
	return [run.output()];
}

/** One run of a node: the loop over its items. */
class Run {
	private readonly items: INodeExecutionData[];

	private readonly reader: ParameterReader;

	private readonly plan: RequestPlan;

	private readonly goesOn: boolean;

	private readonly isRead: boolean;

	/** What is known of each item; what no item is in has not been begun. */
	private readonly states: Map<number, ItemState>;

	private readonly failed = new Map<number, unknown>();

	/** What comes after the request; Retry On Fail takes it up again without the request. */
	private readonly follow?: Follow;

	private readonly followed: Array<Promise<void>> = [];

	/** The items that were begun; each resolves when it has been sent, or has failed. */
	private readonly begun = new Map<number, Promise<void>>();

	private readonly once?: SendOnce;

	private refusedCredential: unknown;

	private constructor(
		private readonly context: IExecuteFunctions,
		private readonly node: Runnable,
		private readonly operation: Operation,
		private readonly transport: Transport,
	) {
		this.items = context.getInputData();
		this.reader = new ParameterReader(context);
		this.plan = new RequestPlan(context, node.description, transport.credentials);
		this.goesOn = context.continueOnFail();
		this.isRead = operation.isRead === true;
		this.follow = operation.follow?.();
		this.states = rememberedItems(context, this.items);
		this.once = operation.sendsOnce
			? SendOnce.of(context, (name, index) => this.reader.read(name, index), {
					total: this.items.length,
					isOpen: (index) => !this.states.has(index),
					isKept: (index) => (this.states.get(index)?.kind ?? 'refused') !== 'refused',
					ended: async (index) => await this.begun.get(index),
				})
			: undefined;
	}

	static async start(context: IExecuteFunctions, node: Runnable): Promise<Run> {
		const { resource, operation } = context.getNode().parameters as Record<string, string>;
		const transport = await transportFor(context, node.service, (name) =>
			context.getNodeParameter(name, 0, ''),
		);
		return new Run(context, node, operationOf(node.resources, resource, operation), transport);
	}

	async all(): Promise<void> {
		const stopped = () => this.isStopped;
		// The first item goes alone: a wrong credential then costs one request, not as many as may be in flight.
		await inFlight(Math.min(1, this.items.length), 1, async () => await this.one(0), stopped);
		await inFlight(
			this.items.length - 1,
			this.transport.concurrency,
			async (index) => await this.one(index + 1),
			stopped,
		);
		await Promise.all(this.followed);
		await this.once?.giveBack();
	}

	/** @throws the error that stops the workflow, where the node does not go on */
	output(): INodeExecutionData[] {
		// A cancelled execution keeps what was accepted until then.
		if (this.failed.size > 0 && !this.goesOn && !this.transport.isCancelled) {
			const { context, isRead } = this;
			const about = { context, isRead, service: this.node.service.name };
			throw stoppingError(about, this.states, this.failed, this.items.length);
		}
		return this.items.flatMap((_, index) => {
			const state = this.states.get(index);
			if (state?.kind === 'done') return state.output;
			const error = this.failed.get(index);
			if (error !== undefined && this.goesOn) return [errorItem(error, index)];
			// Left out, nothing would tell of it: a cancelled run ends without an error.
			if (state?.kind === 'unknown') return [errorItem(state.error, index)];
			if (state?.kind === 'accepted') return state.output;
			const { refusedCredential } = this;
			return refusedCredential !== undefined && this.goesOn
				? [errorItem(refusedCredential, index)]
				: [];
		});
	}

	private get isStopped(): boolean {
		return this.isOver || this.refusedCredential !== undefined;
	}

	/** What was accepted is followed on, whatever became of the credential. */
	private get isOver(): boolean {
		return this.transport.isCancelled || (!this.goesOn && this.failed.size > 0);
	}

	private async one(index: number): Promise<void> {
		const sending = this.sendOne(index);
		this.begun.set(index, sending);
		await sending;
	}

	private async sendOne(index: number): Promise<void> {
		const before = this.states.get(index);
		if (before?.kind === 'done') return;
		try {
			if (before?.kind === 'unknown' || before?.kind === 'refused') throw before.error;
			if (this.once && !before) {
				const skipped = await this.once.skipped(index);
				if (skipped) this.states.set(index, { kind: 'done', output: skipped });
				// The run may have ended while it waited for an equal one.
				if (skipped || this.isStopped) return;
			}
			const item = openItem(this.context, index, this.reader, this.transport);
			const known = before?.output ?? this.follow?.known.call(item.single);
			const output = known ?? (await this.send(item));
			this.states.set(index, { kind: this.follow ? 'accepted' : 'done', output });
			if (this.follow) this.followed.push(this.followOne(item.single, output, index));
		} catch (error) {
			this.fail(index, error);
			if (this.isRead) return;
			if (outcomeOf(error) === 'unknown') this.states.set(index, { kind: 'unknown', error });
			else if (isFinal(error)) this.states.set(index, { kind: 'refused', error });
		}
	}

	private fail(index: number, error: unknown): void {
		this.failed.set(index, error);
		if (outcomeOf(error) === 'credential') this.refusedCredential = error;
	}

	private async followOne(
		single: IExecuteSingleFunctions,
		accepted: INodeExecutionData[],
		index: number,
	): Promise<void> {
		try {
			const output = await this.follow!.until.call(single, accepted, () => this.isOver);
			this.states.set(index, { kind: 'done', output: paired(output, index) });
		} catch (error) {
			// Ended because another item failed: this one is accepted, and no more is known of it.
			if (!this.isOver) this.fail(index, error);
		}
	}

	/** Sends one item, and finds out what became of it where the answer does not tell. */
	private async send({ index, single, read }: Item): Promise<INodeExecutionData[]> {
		const request = this.plan.prepare(read);
		let options = request.options as IHttpRequestOptions;
		for (const preSend of request.preSend) options = await preSend.call(single, options);
		const output = await this.exchange(request, single, options, index).catch(
			async (error: NodeApiError) => await this.lookUp(error, single, options, index),
		);
		return paired(output, index);
	}

	/** Asks the vendor what became of a write whose answer does not tell; throws where it is no such write. */
	private async lookUp(
		error: NodeApiError,
		single: IExecuteSingleFunctions,
		options: IHttpRequestOptions,
		itemIndex: number,
	): Promise<INodeExecutionData[]> {
		if (this.isRead || outcomeOf(error) !== 'unknown') throw error;
		const found = await this.operation.lookUp?.call(single, options, error);
		if (Array.isArray(found)) return found;
		const { service } = this.node;
		throw unknownOutcome(this.context.getNode(), service.name, error, {
			noun: this.operation.noun ?? service.noun,
			itemIndex,
			isAbsent: found === 'absent',
		});
	}

	/** Sends the request, page by page where the operation says so, and puts each answer through its postReceive functions. */
	private async exchange(
		request: PreparedRequest,
		single: IExecuteSingleFunctions,
		options: IHttpRequestOptions,
		itemIndex: number,
	): Promise<INodeExecutionData[]> {
		const { isRead } = this;
		const makeRoutingRequest = async (
			page: Pick<DeclarativeRestApiSettings.ResultOptions, 'options'>,
		) => {
			const sent = page.options as IHttpRequestOptions;
			const response = await this.transport.send({ options: sent, itemIndex, isRead });
			return await receive(request, single, response);
		};
		const { pagination } = request.operations;
		if (!request.paginate || typeof pagination !== 'function') {
			return await makeRoutingRequest({ options });
		}
		const paging = Object.create(single, {
			makeRoutingRequest: { value: makeRoutingRequest },
		}) as IExecutePaginationFunctions;
		return await pagination.call(paging, { options, preSend: [], postReceive: [] });
	}
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

function paired(output: INodeExecutionData[], item: number): INodeExecutionData[] {
	for (const one of output) one.pairedItem ??= { item };
	return output;
}
