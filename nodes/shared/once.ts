import { createHash } from 'crypto';

import {
	NodeOperationError,
	type IExecuteFunctions,
	type IExecuteSingleFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';

import { entryOf } from './entries';
import { collection } from './fields';
import { KeyMemory } from './keyMemory';
import { isEmpty } from './values/read';
import { readWholeNumber } from './values/number';
import { readKey } from './values/text';

/**
 * Items whose keys are claimed at once: a tenth of the run within these bounds. Each claim reads and writes all keys in n8n's
 * database, so that a large run makes few; what a dying process has claimed and not sent is in doubt, so that none is large.
 */
const CHUNK = { least: 100, most: 500 };

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
			{
				name: 'This Workflow',
				value: 'workflow',
				description: 'All nodes that have this setting; the smallest Remember of them counts',
			},
		],
		default: 'node',
		description: 'Where a key may be sent only once',
	},
]);

/** What was found about the key of an item: whether somebody else has claimed it, or what is wrong with it. */
type Found = { key: string; isTaken?: boolean } | { error: unknown };

/** The items of a run, as far as their keys depend on them. */
export interface SentItems {
	total: number;
	/** Whether an item is still to be sent. */
	isOpen: (index: number) => boolean;
	/** Whether an item was accepted, or may have been. */
	isKept: (index: number) => boolean;
	/** Resolves when an item that was begun has been sent, or has failed. */
	ended: (index: number) => Promise<void>;
}

/**
 * Sends each key once, over executions, restarts and the workers of an n8n: its own memory of processed data, which lies in
 * its database, tells what was sent before.
 *
 * A key is claimed before its item is sent. It is given back when the vendor refused, and kept when it accepted or when
 * nobody knows.
 */
export class SendOnce {
	private readonly chunks = new Map<number, Promise<Map<number, Found>>>();

	/** The item of this run that has a key: the first one, and where that was not accepted, the next one. */
	private readonly holders = new Map<string, number>();

	/** Items whose keys are claimed at once. */
	private readonly size: number;

	private constructor(
		private readonly context: IExecuteFunctions,
		private readonly memory: KeyMemory,
		private readonly keyOf: (index: number) => unknown,
		private readonly items: SentItems,
	) {
		this.size = Math.min(Math.max(Math.ceil(items.total / 10), CHUNK.least), CHUNK.most);
	}

	/**
	 * @param read reads a parameter of an item, e.g. `sendOnce.key`
	 * @returns undefined where the user has set nothing
	 */
	static of(
		context: IExecuteFunctions,
		read: (name: string, index: number) => unknown,
		items: SentItems,
	): SendOnce | undefined {
		const raw = (context.getNode().parameters.sendOnce ?? {}) as Record<string, unknown>;
		// With another setting alone, each item is refused for its empty key: it looks protected.
		if (Object.keys(raw).length === 0 || items.total === 0) return undefined;
		// Each by itself: an expression of the key that fails is the matter of its item.
		const [remember, scope] = ['remember', 'scope'].map((name) =>
			raw[name] === undefined ? undefined : read(`sendOnce.${name}`, 0),
		);
		const maxEntries = isEmpty(remember)
			? { value: REMEMBER.usual }
			: readWholeNumber(remember, { min: 1, max: REMEMBER.most });
		if ('fault' in maxEntries) throw invalid(context, 'Remember', maxEntries.fault);
		return new SendOnce(
			context,
			new KeyMemory(context, scope === 'workflow' ? 'workflow' : 'node', maxEntries.value),
			(index) => (read('sendOnce', index) as Record<string, unknown>).key,
			items,
		);
	}

	/**
	 * Claims the key of an item, with those of the items around it. Where an earlier item of the run has the same key, waits
	 * until that one has ended: the items are begun in their order.
	 *
	 * @returns the output of an item that is not to be sent, undefined for one that is
	 * @throws NodeOperationError for a key that is empty or tells nothing apart, and when n8n cannot remember keys
	 */
	async skipped(index: number): Promise<INodeExecutionData[] | undefined> {
		const chunk = Math.floor(index / this.size);
		const claimed = this.chunkOf(chunk);
		// The next ones are claimed while these are sent, so that nobody waits for their look.
		if (index % this.size >= this.size / 2) this.chunkOf(chunk + 1).catch(() => {});
		const found = (await claimed).get(index)!;
		if ('error' in found) throw found.error;
		const { key, isTaken } = found;
		const reason = isTaken ? SENT_BEFORE : await this.equalBefore(key, index);
		return reason === undefined
			? undefined
			: [{ json: { skipped: true, reason, sendOnceKey: key }, pairedItem: { item: index } }];
	}

	/** Gives back the keys of items that were refused or never sent. */
	async giveBack(): Promise<void> {
		await Promise.allSettled(this.chunks.values());
		await this.memory.giveBack((key) => !this.items.isKept(this.holders.get(key)!));
	}

	private async chunkOf(chunk: number): Promise<Map<number, Found>> {
		return await entryOf(this.chunks, chunk, async () => await this.claim(chunk));
	}

	/** Reads the keys of a chunk, and claims those that this run has not seen. */
	private async claim(chunk: number): Promise<Map<number, Found>> {
		const found = new Map<number, Found>();
		const end = Math.min((chunk + 1) * this.size, this.items.total);
		const wanted = new Map<string, number>();
		for (let index = chunk * this.size; index < end; index++) {
			if (!this.items.isOpen(index)) continue;
			const read = this.read(index);
			found.set(index, read);
			if ('error' in read || this.holders.has(read.key)) continue;
			this.holders.set(read.key, index);
			wanted.set(read.key, index);
		}
		if (wanted.size === 0) return found;
		for (const key of await this.memory.claim([...wanted.keys()])) {
			found.set(wanted.get(key)!, { key, isTaken: true });
		}
		return found;
	}

	/** Why an item is not sent, if an earlier one has its key; where none of those was accepted, it takes their place. */
	private async equalBefore(key: string, index: number): Promise<string | undefined> {
		let holder: number;
		while ((holder = this.holders.get(key)!) !== index) {
			await this.items.ended(holder);
			if (this.items.isKept(holder)) return `Item ${holder} of this run has the same key`;
			// Of those that waited for the same one, the first takes over.
			if (this.holders.get(key) === holder) {
				this.holders.set(key, index);
				const isHeld = this.memory.holds(key) || !(await this.memory.claim([key])).has(key);
				return isHeld ? undefined : SENT_BEFORE;
			}
		}
		return undefined;
	}

	/** The key of an item. What is wrong with it is the matter of this item, not of those that are claimed with it. */
	private read(index: number): Found {
		try {
			const read = readKey(this.keyOf(index));
			return 'fault' in read
				? { error: invalid(this.context, 'Key', read.fault, index) }
				: { key: read.value };
		} catch (error) {
			return { error };
		}
	}
}

const SENT_BEFORE =
	'This key was claimed before: it was sent, is being sent, or was about to be when its execution ended';

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
	const read = readKey(key);
	if ('fault' in read) return undefined;
	const where = [item.getWorkflow().id, scope === 'workflow' ? '' : item.getNode().id];
	return createHash('sha256')
		.update(JSON.stringify([...where, read.value]))
		.digest('hex')
		.slice(0, 32);
}
