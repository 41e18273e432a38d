import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { N8n, type N8nAddress } from './n8n';

/** Names the file that says how to reach the shared n8n. */
const VARIABLE = 'SHARED_N8N_FILE';

interface Shared {
	address: N8nAddress;
	tarball: string;
}

/** Makes an n8n known to all test files of this run. The file holds its session, so only this user may read it. */
export function share(n8n: N8n, tarball: string): void {
	const file = join(mkdtempSync(join(tmpdir(), 'shared-n8n-')), 'address.json');
	const shared: Shared = { address: n8n.shareableAddress, tarball };
	writeFileSync(file, JSON.stringify(shared), { mode: 0o600 });
	process.env[VARIABLE] = file;
}

/** Takes back what `share` did. */
export function unshare(): void {
	const file = process.env[VARIABLE];
	if (file) rmSync(join(file, '..'), { recursive: true });
	delete process.env[VARIABLE];
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
