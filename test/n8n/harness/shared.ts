import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { N8n, type N8nAddress } from './n8n';

/** Names the file that says how to reach the shared n8n. */
const VARIABLE = 'SHARED_N8N_FILE';

interface Shared {
	address: N8nAddress;
	tarball: string;
}

/** Makes an n8n known to all test files of this run. */
export function share(n8n: N8n, tarball: string): void {
	const address = n8n.shareableAddress;
	const shared: Shared = { address, tarball };
	// In its user folder, which only this user may open and which goes with it: the file holds its session.
	const file = join(address.userFolder, 'shared.json');
	writeFileSync(file, JSON.stringify(shared), { mode: 0o600 });
	process.env[VARIABLE] = file;
}

/**
 * The n8n that jest started for all test files, with the package installed. It cannot be restarted or
 * stopped; a test that must do so starts one of its own with `sharedTarball`.
 *
 * @throws outside a run of test/n8n/jest.config.js
 */
export function sharedN8n(): N8n {
	return new N8n(readShared().address);
}

/** The packed package, for `startN8n`. */
export function sharedTarball(): string {
	return readShared().tarball;
}

function readShared(): Shared {
	const file = process.env[VARIABLE];
	if (!file) throw new Error('No shared n8n. Run: jest --config test/n8n/jest.config.js');
	return JSON.parse(readFileSync(file, 'utf8')) as Shared;
}
