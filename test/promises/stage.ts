import type { INodeParameters } from 'n8n-workflow';

import { startHostile, type Hostile, type HostileMode } from '../../sandbox/hostile';
import { credentialsFor, runNode, type NodeRun, type NodeRunResult } from '../support/engine';
import { lab } from '../support/lab';
import { sampleFile } from '../support/samples';

/** No request is left waiting longer than this, by the time of the tests. */
const LONGEST_HOLD_MS = 3_600_000;

/** Where the promises are tried. */
export type Stage = ReturnType<typeof hostileStage>;

/** The nodes, with the hostile vendor in front of the simulated ones. */
export function hostileStage() {
	const { sandbox, clock, traffic } = lab('convoso');
	let hostile: Hostile;
	beforeAll(async () => {
		hostile = await startHostile({
			mode: 'none',
			tickMs: 5,
			bodyBytes: 3_000_000,
			upstream: sandbox.origin,
			onHold: (port) => void clock.passUnless(traffic.hold(port), LONGEST_HOLD_MS),
		});
	});
	afterAll(async () => await hostile.close());
	/** No vendor is hostile any more. */
	const honest = () => {
		hostile.mode = 'none';
		Object.assign(hostile, { strikes: undefined, isAccepted: undefined });
		hostile.reset();
	};
	beforeEach(honest);

	/** Everything as at the beginning, and the vendor hostile from the first request on. */
	const begin = (type: string, mode: HostileMode, strikes?: Hostile['strikes']) => {
		sandbox.reset();
		// Its files, too, lie behind the hostile server.
		sampleFile(type).prepare?.({ ...sandbox, origin: hostile.origin });
		honest();
		clock.begin();
		hostile.mode = mode;
		hostile.strikes = strikes;
	};

	const credentials = async (type: string, parameters: INodeParameters = {}) =>
		await credentialsFor(type, parameters, sandbox.credentials(hostile.origin));

	const run = async (
		{ type, parameters, items }: Pick<NodeRun, 'type' | 'parameters' | 'items'>,
		more: Partial<NodeRun> = {},
	): Promise<NodeRunResult> => {
		const own = await credentials(type, parameters);
		return await runNode({ type, parameters, items, credentials: own, ...more });
	};

	return { sandbox, clock, traffic, hostile: () => hostile, honest, begin, credentials, run };
}
