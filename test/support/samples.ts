import { existsSync } from 'node:fs';
import path from 'node:path';

import type { Sandbox } from '../../sandbox/sandbox';
import type { NodeRun } from './engine';
import type { Samples } from './parameters';

/** What the simulated vendor of a node knows, so that random parameters come through. */
export interface SampleFile {
	samples: Samples;
	/** Puts into the vendor what the samples speak of. */
	prepare?: (sandbox: Sandbox) => void;
	/** Input items, where an operation needs more than an empty one. */
	items?: NodeRun['items'];
}

/**
 * What stands in `test/samples/<type>.ts`; nothing where the types of the fields suggest good values already.
 *
 * @param type of the node, e.g. `convoso`
 */
export function sampleFile(type: string): SampleFile {
	const file = path.resolve(__dirname, '../samples', `${type}.ts`);
	return existsSync(file) ? jest.requireActual<SampleFile>(file) : { samples: {} };
}
