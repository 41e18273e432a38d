import { fork } from 'node:child_process';
import { join } from 'node:path';

import { atOurEnd } from '../test/n8n/harness/our-end';

export type VendorCommand = { id: number } & (
	| { name: 'reset'; answerMs: number; leads?: number }
	| { name: 'received' }
);

export interface VendorReply {
	id: number;
	result: unknown;
}

/** Omits a key of each member of a union. */
type Without<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;

/** The simulated Convoso, running in a process of its own. */
export interface Vendor {
	/** What n8n's credential for it holds. */
	credential: Record<string, unknown>;
	/**
	 * Empties it.
	 *
	 * @param answerMs how long each answer takes
	 * @param leads how many leads it holds from the start
	 */
	reset: (answerMs: number, leads?: number) => Promise<void>;
	/** How many leads it holds, and a digest of all their fields. Equal digests: the same was sent. */
	received: () => Promise<{ count: number; digest: string }>;
	stop: () => void;
}

/** Starts the simulated Convoso. It ends when this process does. */
export async function startVendor(): Promise<Vendor> {
	const child = fork(join(__dirname, 'vendorProcess.ts'), { stdio: 'inherit' });
	const stop = () => {
		forget();
		child.kill();
	};
	const forget = atOurEnd(stop);
	const waiting = new Map<
		number,
		{ resolve: (result: unknown) => void; reject: (error: Error) => void }
	>();
	child.on('message', ({ id, result }: VendorReply) => {
		waiting.get(id)?.resolve(result);
		waiting.delete(id);
	});
	child.once('exit', () => {
		for (const { reject } of waiting.values()) reject(new Error('The simulated vendor ended'));
	});
	const reply = async <T>(id: number) =>
		await new Promise<T>((resolve, reject) => {
			waiting.set(id, { resolve: resolve as (result: unknown) => void, reject });
		});
	let lastId = 0;
	const send = async <T>(command: Without<VendorCommand, 'id'>) => {
		const id = ++lastId;
		child.send({ id, ...command } satisfies VendorCommand);
		return await reply<T>(id);
	};
	const { credential } = await reply<Pick<Vendor, 'credential'>>(0);
	return {
		credential,
		reset: async (answerMs, leads) => await send({ name: 'reset', answerMs, leads }),
		received: async () => await send({ name: 'received' }),
		stop,
	};
}
