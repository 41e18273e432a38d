import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { clock as vendorClock } from '../../sandbox/kit/clock';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { outboundCall } from '../leadconnector/support';
import type { NodeRun } from './engine';

/** What a process is told to run. */
export interface ChildRun {
	run: NodeRun;
	/** How much faster than real time its waits pass. */
	speed: number;
}

/** What came of it. */
export interface ChildResult {
	items: number;
	error?: string;
}

/** What came of two runs at once, on one account. */
export interface SharedAccount {
	/** What each process said. */
	results: ChildResult[];
	/** How many calls the vendor has. */
	logged: number;
	/** How many of them it has more than once. */
	twice: number;
	/** How often it refused for the rate. */
	refusals: number;
	/** How long it took, in the time of the vendor, ms. */
	ms: number;
}

const OUTBOUND = '/conversations/messages/outbound';

/** Two processes with the built package, and a simulated LeadConnector whose limit holds for both of them together. */
export class TwoProcesses {
	private constructor(
		private readonly sandbox: Sandbox,
		private readonly children: ChildProcess[],
		private readonly speed: number,
	) {}

	/** @param speed how much faster than real time all of them live */
	static async start(speed: number): Promise<TwoProcesses> {
		const sandbox = await startSandbox();
		const began = Date.now();
		vendorClock.now = () => began + Math.round((Date.now() - began) * speed);
		const children = ['a', 'b'].map(() =>
			fork(join(__dirname, 'nodeProcess.ts'), {
				execArgv: ['--import', 'tsx'],
				env: { ...process.env, N8N_LOG_LEVEL: 'silent' },
			}),
		);
		await Promise.all(children.map(async (child) => await once(child, 'message')));
		return new TwoProcesses(sandbox, children, speed);
	}

	/** Lets each process log so many calls, in one node run. */
	async log(calls: number): Promise<SharedAccount> {
		const { sandbox, children, speed } = this;
		sandbox.reset();
		const began = vendorClock.now();
		const results = await Promise.all(
			children.map(async (child, number) => {
				child.send({ run: this.runOf(calls, number), speed } satisfies ChildRun);
				const [result] = (await once(child, 'message')) as [ChildResult];
				return result;
			}),
		);
		const ids = [...sandbox.vendors.leadConnector.store.messages.values()].map(
			({ altId }) => altId,
		);
		const answered = sandbox.journal.of('leadConnector', OUTBOUND);
		return {
			results,
			logged: ids.length,
			twice: ids.length - new Set(ids).size,
			refusals: answered.filter(({ status }) => status === 429).length,
			ms: vendorClock.now() - began,
		};
	}

	async stop(): Promise<void> {
		vendorClock.now = () => Date.now();
		for (const child of this.children) child.kill();
		await this.sandbox.close();
	}

	private runOf(calls: number, number: number): NodeRun {
		const { leadConnectorApi } = this.sandbox.credentials();
		return {
			type: 'leadConnector',
			parameters: outboundCall(this.sandbox, {
				additionalFields: { altId: '={{ $json.id }}' },
			}),
			items: Array.from({ length: calls }, (_, index) => ({ json: { id: `${number}-${index}` } })),
			credentials: { leadConnectorApi },
		};
	}
}
