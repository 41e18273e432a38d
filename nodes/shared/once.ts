import { createHash, randomUUID } from 'crypto';

import {
	NodeOperationError,
	type DeduplicationScope,
	type ICheckProcessedOptions,
	type IExecuteFunctions,
	type IExecuteSingleFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';

import { clock } from './clock';
import { collection } from './fields';
import { isEmpty } from './values/read';
import { readWholeNumber } from './values/number';
import { readKey } from './values/text';

/**
 * Items whose keys are claimed at once: a tenth of the run within these bounds. Each claim reads and writes all keys in n8n's
 * database, so that a large run makes few; what a dying process has claimed and not sent is in doubt, so that none is large.
 */
const CHUNK = { least: 100, most: 500 };

/** Before all that is written: with 'This Workflow', n8n keeps it among the values of Remove Duplicates nodes. */
const PREFIX = 'send-once:';

/** When a claim is looked at again, ms: later than n8n writes what it has read before that claim. */
const LOOK_AFTER_MS = 250;

/** How often at most; a claim that is overwritten each time stands as it is then. */
const LOOKS = 5;

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
 *
 * That memory has no lock: of two workers that claim at the same moment, the later one writes over what the earlier one wrote.
 * So a mark is claimed along with the keys, and a while later looked for. Where it is gone, a key that is there nevertheless
 * is the other worker's, and one that is not is claimed anew.
 */
export class SendOnce {
	private readonly chunks = new Map<number, Promise<Map<number, Found>>>();

	private readonly claimed = new Map<number, string>();

	/** The first item of this run with a key. */
	private readonly firstWith = new Map<string, number>();

	/** What this run has claimed beside keys; it is taken away at the end. */
	private readonly marks: string[] = [];

	/** Items whose keys are claimed at once. */
	private readonly size: number;

	private constructor(
		private readonly context: IExecuteFunctions,
		private readonly scope: DeduplicationScope,
		private readonly remember: number,
		private readonly keyOf: (index: number) => unknown,
		private readonly total: number,
	) {
		this.size = Math.min(Math.max(Math.ceil(total / 10), CHUNK.least), CHUNK.most);
	}

	/**
	 * @param read reads a parameter of an item, e.g. `sendOnce.key`
	 * @returns undefined where the user has set nothing
	 */
	static of(
		context: IExecuteFunctions,
		read: (name: string, index: number) => unknown,
		total: number,
	): SendOnce | undefined {
		const raw = (context.getNode().parameters.sendOnce ?? {}) as Record<string, unknown>;
		// With another setting alone, each item is refused for its empty key: it looks protected.
		if (Object.keys(raw).length === 0 || total === 0) return undefined;
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
			scope === 'workflow' ? 'workflow' : 'node',
			maxEntries.value,
			(index) => (read('sendOnce', index) as Record<string, unknown>).key,
			total,
		);
	}

	/**
	 * Claims the key of an item, with those of the items around it.
	 *
	 * @param isOpen whether an item is still to be sent
	 * @returns the output of an item that is not to be sent, undefined for one that is
	 * @throws NodeOperationError for a key that is empty or tells nothing apart, and when n8n cannot remember keys
	 */
	async skipped(
		index: number,
		isOpen: (index: number) => boolean,
	): Promise<INodeExecutionData[] | undefined> {
		const chunk = Math.floor(index / this.size);
		const claimed = this.chunkOf(chunk, isOpen);
		// The next ones are claimed while these are sent, so that nobody waits for their look.
		if (index % this.size >= this.size / 2) this.chunkOf(chunk + 1, isOpen).catch(() => {});
		const found = (await claimed).get(index)!;
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
		const gone = [...free, ...this.marks];
		if (gone.length === 0) return;
		const { helpers, logger } = this.context;
		await this.inTurn(
			async () => await helpers.removeProcessed(gone.map(stored), this.scope, this.options),
		).catch(({ message }: Error) =>
			logger.warn(
				`'Send Once' of node '${this.context.getNode().name}' could not give back ${free.length} keys of items that were not sent: ${message}`,
			),
		);
	}

	/** More entries than keys to remember, by those that are no keys. */
	private get options(): ICheckProcessedOptions {
		return { mode: 'entries', maxEntries: this.remember + this.marks.length };
	}

	private async chunkOf(
		chunk: number,
		isOpen: (index: number) => boolean,
	): Promise<Map<number, Found>> {
		const claiming = this.chunks.get(chunk) ?? this.claim(chunk, isOpen);
		this.chunks.set(chunk, claiming);
		return await claiming;
	}

	/** Reads the keys of a chunk, and claims those that this run has not seen. */
	private async claim(
		chunk: number,
		isOpen: (index: number) => boolean,
	): Promise<Map<number, Found>> {
		const found = new Map<number, Found>();
		const end = Math.min((chunk + 1) * this.size, this.total);
		const wanted = new Map<string, number>();
		for (let index = chunk * this.size; index < end; index++) {
			if (!isOpen(index)) continue;
			const read = this.read(index);
			found.set(index, read);
			if (!('key' in read) || read.skip !== undefined) continue;
			wanted.set(read.key, index);
		}
		if (wanted.size === 0) return found;
		for (const key of await this.takenOf(wanted)) {
			found.set(wanted.get(key)!, { key, skip: SENT_BEFORE });
		}
		return found;
	}

	/**
	 * Claims keys, and looks whether the claim has held.
	 *
	 * @param wanted items by their key
	 * @returns keys that were claimed before, or by somebody else at the same moment
	 */
	private async takenOf(wanted: Map<string, number>): Promise<Set<string>> {
		let mark = this.newMark();
		const taken = await this.record([...wanted.keys(), mark]);
		if (taken.has(mark)) throw this.inDoubt([...wanted.values()]);
		let mine = [...wanted.keys()].filter((key) => !taken.has(key));
		for (const key of mine) this.claimed.set(wanted.get(key)!, key);
		for (let look = 0; look < LOOKS && mine.length > 0; look++) {
			await clock.sleep(LOOK_AFTER_MS);
			const next = this.newMark();
			// Those before the last ones are forgotten already.
			const found = await this.record([...mine.slice(-this.remember), mark, next]);
			// Whether the mark was there before is what the lost answer has told.
			if (found.has(next)) throw this.unable('the answer was lost');
			if (found.has(mark)) break;
			for (const key of mine.filter((one) => found.has(one))) {
				taken.add(key);
				this.claimed.delete(wanted.get(key)!);
			}
			mine = mine.filter((key) => !taken.has(key));
			mark = next;
		}
		return taken;
	}

	private newMark(): string {
		const mark = randomUUID();
		this.marks.push(mark);
		return mark;
	}

	/** The key of an item. What is wrong with it is the matter of this item, not of those that are claimed with it. */
	private read(index: number): Found {
		try {
			const read = readKey(this.keyOf(index));
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

	/**
	 * Writes values into the memory; resolves with those that were there. A new mark among those was written by a first try
	 * whose answer was lost: then nobody knows what was there before it.
	 */
	private async record(values: string[]): Promise<Set<string>> {
		const { helpers } = this.context;
		const check = async () =>
			await helpers.checkProcessedAndRecord(values.map(stored), this.scope, this.options);
		try {
			// When two workers claim the first keys of a node at once, the database refuses one of them: that one reads again.
			const { processed } = await this.inTurn(async () => await check().catch(check));
			return new Set(processed.map((one) => String(one).slice(PREFIX.length)));
		} catch (error) {
			throw this.unable((error as Error).message);
		}
	}

	private unable(why: string): NodeOperationError {
		return new NodeOperationError(this.context.getNode(), "'Send Once' cannot remember keys here", {
			description: `Not sent. Save the workflow, then run it again. n8n says: ${why}`,
		});
	}

	/** The error of items whose claim was written, but whose keys may have been there before. */
	private inDoubt(items: number[]): NodeOperationError {
		const error = new NodeOperationError(
			this.context.getNode(),
			"'Send Once' does not know whether this key was sent before",
			{
				description: `Not sent. n8n's database has written the keys of ${items.length} items, from item ${items[0]} on, but its answer was lost. They count as sent from now on: look for them where they should have gone, and send what is missing there with another key.`,
			},
		);
		// Retry On Fail would find the key and skip the item without a word.
		error.context.isFinal = true;
		return error;
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
	'This key was claimed before: it was sent, is being sent, or was about to be when its execution ended';

function stored(value: string): string {
	return PREFIX + value;
}

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
