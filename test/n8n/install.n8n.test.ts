import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { startSandbox } from '../../sandbox/sandbox';
import { sharedTarball, startN8n, type InstalledPackage } from './harness';
import { npmOfMachine } from './npmOfMachine';
import { runOneNode } from './oneNode';

const NAME = 'n8n-nodes-lead-dialer';

/** The README's commands for a package made by `npm pack`, for this user folder and this package. */
function commands(tarball: string): string {
	const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
	const [, block] = /```bash\n[^`]*npm pack\n([^`]*)```/.exec(readme)!;
	return block.replace(/\/path\/to\/\S+\.tgz/, tarball);
}

/** Runs the README's commands with the user folder as the home. */
async function install(userFolder: string, tarball: string): Promise<InstalledPackage> {
	await promisify(execFile)('sh', ['-ec', commands(tarball)], {
		env: {
			PATH: process.env.PATH,
			HOME: userFolder,
			...npmOfMachine(),
		},
	});
	const folder = join(userFolder, '.n8n/nodes/node_modules', NAME);
	return { name: NAME, version: packageJsonIn(folder).version, folder };
}

function packageJsonIn(folder: string): { version: string; n8n: { nodes: string[] } } {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

it('installs one package by the README’s commands, and its nodes work', async () => {
	const sandbox = await startSandbox();
	const n8n = await startN8n({ tarball: sharedTarball(), install });
	try {
		const { folder } = n8n.installed!;
		const packages = readdirSync(join(folder, '..'));
		expect(packages.filter((name) => !name.startsWith('.'))).toEqual([NAME]);

		// A node that is usable as a tool is known twice.
		const known = (await n8n.nodeTypes()).filter(
			({ name }) => name.startsWith(`${NAME}.`) && !name.endsWith('Tool'),
		);
		expect(known).toHaveLength(packageJsonIn(folder).n8n.nodes.length);

		// n8n's own errors are known for what they are only where there is no second copy of its classes.
		const data = { ...sandbox.credentials().convosoApi, authToken: 'wrong' };
		await n8n.createCredential('convosoApi', 'refused', data);
		const run = await runOneNode(
			n8n,
			{
				type: 'convoso',
				parameters: { resource: 'campaign', operation: 'search' },
				credentials: { convosoApi: 'refused' },
			},
			sandbox,
		);
		expect(run.error?.message).toMatch(/token is invalid/);
	} finally {
		await n8n.stop();
		await sandbox.close();
	}
});
