import { execFile } from 'node:child_process';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { temporaryFolder } from '../test/n8n/harness/our-end';

const run = promisify(execFile);

/** Name of the package that {@link packForRoutingNode} makes. */
export const ON_ROUTING_NODE = 'n8n-nodes-lead-dialer-on-routing-node';

/**
 * Makes a second package out of the packed one: another name, no credentials (it uses those of the first), and the
 * Convoso node without its `execute`, so that n8n itself runs the very same description.
 *
 * @param tarball of the package, made by `npm pack`
 * @returns path of the new .tgz; it goes when this process ends
 */
export async function packForRoutingNode(tarball: string): Promise<string> {
	const { folder } = temporaryFolder('routing-node');
	await run('tar', ['-xzf', tarball, '-C', folder]);
	const manifest = join(folder, 'package/package.json');
	const packageJson = JSON.parse(await readFile(manifest, 'utf8')) as Record<string, unknown>;
	const node = 'dist/nodes/Convoso/Convoso.node.js';
	const n8n = { n8nNodesApiVersion: 1, credentials: [], nodes: [node] };
	await writeFile(manifest, JSON.stringify({ ...packageJson, name: ON_ROUTING_NODE, n8n }));
	await appendFile(join(folder, 'package', node), '\ndelete exports.Convoso.prototype.execute;\n');
	const packed = join(folder, 'routing-node.tgz');
	await run('tar', ['-czf', packed, '-C', folder, 'package']);
	return packed;
}
