import { createHash } from 'crypto';

import {
	NodeOperationError,
	type DeduplicationScope,
	type ICheckProcessedOptions,
	type IExecuteFunctions,
	type IExecuteSingleFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';

import { collection } from './fields';
import { isEmpty } from './values/read';
import { readText } from './values/text';
import { readWholeNumber } from './values/number';

/** Items whose keys are claimed at once: each claim is a write to n8n's database, and what a dying process has claimed is lost. */
const CHUNK = 100;

/** How many keys are remembered when the user sets nothing, and at most. */
const REMEMBER = { usual: 10_000, most: 100_000 };

/** What an operation that reaches a person or adds a record offers; see {@link SendOnce}. */
export const sendOnceField: INodeProperties = collection('Send Once', 'sendOnce', 'Add option', [
	{
		displayName: 'Key',
		name: 'key',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.lead_id }}',
		description:
			'What tells one from another, such as the ID of the lead. An item whose key was sent before is skipped, also when the workflow is started again or n8n was restarted.',
	},
	{
		displayName: 'Remember',
		name: 'remember',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: REMEMBER.most },
		default: 10_000,
		description: 'How many keys are remembered; the oldest are forgotten first',
	},
	{
		displayName: 'Where',
		name: 'scope',
		type: 'options',
		options: [
			{ name: 'This Node', value: 'node', description: 'Other nodes may send the same key' },
			{ name: 'This Workflow', value: 'workflow', description: 'All nodes that have this setting' },
		],
		default: 'node',
		description: 'Where a key may be sent only once',
	},
]);

/** Whom to wait for before keys are claimed: n8n reads, changes and writes them without a lock. By workflow. */
const claims = new Map<string, Promise<unknown>>();

/** What was found about the key of an item: why it is not sent, or what is wrong with the key. */
type Found = { key: string; skip?: string } | { error: unknown };

/**
 * Sends each key once, over executions, restarts and the workers of an n8n: its own memory of processed data, which lies in
 * its database, tells what was sent before.
 *
 * A key is claimed before its item is sent. It is given back when the vendor refused, and kept when it accepted or when
 * nobody knows.
 */
export class SendOnce {
	private readonly chunks = new Map<number, Promise<Map<number, Found>>>();

	private readonly claimed = new Map<number, string>();

	/** The first item of this run with a key. */
	private readonly firstWith = new Map<string, number>();

	private constructor(
		private readonly context: IExecuteFunctions,
		private readonly scope: DeduplicationScope,
		private readonly options: ICheckProcessedOptions,
		private readonly keyOf: (index: number) => unknown,
		private readonly total: number,
	) {}

	/**
	 * @param read reads the node's `sendOnce` of an item
	 * @returns undefined where the user has set no key
	 */
	static of(
		context: IExecuteFunctions,
		read: (index: number) => unknown,
		total: number,
	): SendOnce | undefined {
		const raw = context.getNode().parameters.sendOnce as Record<string, unknown> | undefined;
		if (raw?.key === undefined || total === 0) return undefined;
		const { remember, scope } = read(0) as Record<string, unknown>;
		const maxEntries = isEmpty(remember)
			? { value: REMEMBER.usual }
			: readWholeNumber(remember, { min: 1, max: REMEMBER.most });
		if ('fault' in maxEntries) throw invalid(context, 'Remember', maxEntries.fault);
		return new SendOnce(
			context,
			scope === 'workflow' ? 'workflow' : 'node',
			{ mode: 'entries', maxEntries: maxEntries.value },
			(index) => (read(index) as Record<string, unknown>).key,
			total,
		);
	}

	/**
	 * Claims the key of an item, with those of the items around it.
	 *
	 * @param isOpen whether an item is still to be sent
	 * @returns the output of an item that is not to be sent, undefined for one that is
	 * @throws NodeOperationError for a key that is empty or no text, and when n8n cannot remember keys
	 */
	async skipped(
		index: number,
		isOpen: (index: number) => boolean,
	): Promise<INodeExecutionData[] | undefined> {
		const chunk = Math.floor(index / CHUNK);
		if (!this.chunks.has(chunk)) this.chunks.set(chunk, this.claim(chunk, isOpen));
		const found = (await this.chunks.get(chunk))!.get(index)!;
		if ('error' in found) throw found.error;
		const { key, skip } = found;
		return skip === undefined
			? undefined
			: [{ json: { skipped: true, reason: skip, sendOnceKey: key }, pairedItem: { item: index } }];
	}

	/**
	 * Gives back the keys of items that were refused or never sent. What was reached does not depend on it: where n8n cannot
	 * do it, its log says so, and the keys stay taken.
	 *
	 * @param isKept whether an item was accepted, or may have been
	 */
	async giveBack(isKept: (index: number) => boolean): Promise<void> {
		await Promise.allSettled(this.chunks.values());
		const free = [...this.claimed].flatMap(([index, key]) => (isKept(index) ? [] : [key]));
		if (free.length === 0) return;
		await this.inTurn(
			async () => await this.context.helpers.removeProcessed(free, this.scope, this.options),
		).catch(({ message }: Error) =>
			this.context.logger.warn(
				`'Send Once' of node '${this.context.getNode().name}' could not give back ${free.length} keys of items that were not sent: ${message}`,
			),
		);
	}

	/** Reads the keys of a chunk, and claims those that this run has not seen. */
	private async claim(
		chunk: number,
		isOpen: (index: number) => boolean,
	): Promise<Map<number, Found>> {
		const found = new Map<number, Found>();
		const end = Math.min((chunk + 1) * CHUNK, this.total);
		const wanted = new Map<string, number>();
		for (let index = chunk * CHUNK; index < end; index++) {
			if (!isOpen(index)) continue;
			const read = this.read(index);
			found.set(index, read);
			if (!('key' in read) || read.skip !== undefined) continue;
			wanted.set(read.key, index);
		}
		if (wanted.size === 0) return found;
		const known = await this.knownOf([...wanted.keys()]);
		for (const [key, index] of wanted) {
			if (known.has(key)) found.set(index, { key, skip: SENT_BEFORE });
			else this.claimed.set(index, key);
		}
		return found;
	}

	/** The key of an item. What is wrong with it is the matter of this item, not of those that are claimed with it. */
	private read(index: number): Found {
		try {
			const read = readText(this.keyOf(index));
			if ('fault' in read) return { error: invalid(this.context, 'Key', read.fault, index) };
			const key = read.value;
			const first = this.firstWith.get(key) ?? index;
			this.firstWith.set(key, first);
			return first === index
				? { key }
				: { key, skip: `Item ${first} of this run has the same key` };
		} catch (error) {
			return { error };
		}
	}

	/** Claims keys; resolves with those that were claimed before. */
	private async knownOf(keys: string[]): Promise<Set<string>> {
		const { helpers } = this.context;
		const check = async () => await helpers.checkProcessedAndRecord(keys, this.scope, this.options);
		try {
			// When two workers claim the first keys of a node at once, the database refuses one of them: that one reads again.
			const { processed } = await this.inTurn(async () => await check().catch(check));
			return new Set(processed.map(String));
		} catch (error) {
			const { message } = error as Error;
			throw new NodeOperationError(
				this.context.getNode(),
				"'Send Once' cannot remember keys here",
				{ description: `Not sent. Save the workflow, then run it again. n8n says: ${message}` },
			);
		}
	}

	/** Waits for all that this process does with the keys of the workflow. */
	private async inTurn<T>(task: () => Promise<T>): Promise<T> {
		const workflow = String(this.context.getWorkflow().id);
		const turn = (claims.get(workflow) ?? Promise.resolve()).then(task);
		const settled = turn.catch(() => {});
		claims.set(workflow, settled);
		void settled.then(() => claims.get(workflow) === settled && claims.delete(workflow));
		return await turn;
	}
}

const SENT_BEFORE =
	'This key was claimed before: it was sent, or was about to be when its execution ended';

function invalid(context: IExecuteFunctions, name: string, fault: string, index?: number) {
	const item = index === undefined ? '' : ` [item ${index}]`;
	return new NodeOperationError(context.getNode(), `'${name}' under 'Send Once' ${fault}${item}`, {
		...(index === undefined ? {} : { itemIndex: index }),
		description: 'Fill it in, or check the expression behind it. This item was not sent.',
	});
}

/**
 * An id for an item that is the same in every run, made from its key and where the key counts. It tells nobody the key.
 *
 * @returns undefined where the user has set no key
 */
export function sendOnceId(item: IExecuteSingleFunctions): string | undefined {
	const { key, scope } = item.getNodeParameter('sendOnce', {}) as Record<string, unknown>;
	const read = readText(key);
	if ('fault' in read) return undefined;
	const where = [item.getWorkflow().id, scope === 'workflow' ? '' : item.getNode().id];
	return createHash('sha256')
		.update(JSON.stringify([...where, read.value]))
		.digest('hex')
		.slice(0, 32);
}
