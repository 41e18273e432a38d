import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

import type {
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
} from 'n8n-workflow';

/**
 * n8n's memory of processed data, as the database of a real n8n keeps it: MD5 of each value, read, changed and written back
 * without a lock.
 */
export class Memory implements IDataDeduplicator {
	/** Hashes by workflow and, in scope `node`, by node. */
	readonly kept = new Map<string, string[]>();

	/** How often values were looked up and written, and how often some were taken away. */
	claims = 0;

	removals = 0;

	/** What goes wrong with the next calls, one each; undefined for nothing. */
	readonly faults: Array<Error | undefined> = [];

	/** What is heard of the next calls after they were written, in place of the answer; undefined for the answer. */
	readonly lostAnswers: Array<Error | undefined> = [];

	/** What goes wrong with every removal. */
	removalFault?: Error;

	/** What lies between reading and writing. */
	between: () => Promise<void> = async () => await setImmediate();

	reset(): void {
		this.kept.clear();
		this.claims = 0;
		this.removals = 0;
		this.faults.length = 0;
		this.lostAnswers.length = 0;
		this.removalFault = undefined;
		this.between = async () => await setImmediate();
	}

	async checkProcessedAndRecord(
		values: string[],
		scope: DeduplicationScope,
		where: ICheckProcessedContextData,
		{ maxEntries = Infinity }: ICheckProcessedOptions,
	) {
		this.claims++;
		const place = this.placeOf(scope, where);
		const before = this.kept.get(place);
		await this.between();
		const kept = new Set(before);
		// The very first call takes all values as new, equal ones too.
		const isKnown = (value: string) => before !== undefined && kept.has(hash(value));
		const processed = values.filter(isKnown);
		const fresh = values.filter((value) => !isKnown(value));
		const all = [...(before ?? []), ...fresh.map(hash)];
		this.kept.set(place, all.slice(Math.max(0, all.length - maxEntries)));
		const lost = this.lostAnswers.shift();
		if (lost) throw lost;
		return { new: fresh, processed };
	}

	async removeProcessed(
		values: string[],
		scope: DeduplicationScope,
		where: ICheckProcessedContextData,
	) {
		this.removals++;
		if (this.removalFault) throw this.removalFault;
		const place = this.placeOf(scope, where);
		const gone = new Set(values.map(hash));
		const before = this.kept.get(place) ?? [];
		await this.between();
		this.kept.set(
			place,
			before.filter((value) => !gone.has(value)),
		);
	}

	async clearAllProcessedItems(): Promise<void> {
		throw new Error('not used by nodes');
	}

	async getProcessedDataCount(): Promise<number> {
		throw new Error('not used by nodes');
	}

	private placeOf(scope: DeduplicationScope, { workflow, node }: ICheckProcessedContextData) {
		const fault = this.faults.shift();
		if (fault) throw fault;
		return scope === 'node' ? `${workflow.id} ${node?.id}` : String(workflow.id);
	}
}

const hash = (value: string) => createHash('md5').update(value).digest('base64');
