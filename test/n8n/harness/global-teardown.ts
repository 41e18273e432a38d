import { rm } from 'node:fs/promises';

import { started } from './global-setup';
import { unshare } from './shared';

/** Ends the shared n8n and deletes what the setup made. */
export default async function globalTeardown(): Promise<void> {
	unshare();
	await started.n8n?.stop();
	if (started.packed) await rm(started.packed.folder, { recursive: true });
}
