import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { atOurEnd, temporaryFolder } from '../../test/n8n/harness/our-end';
import { installedN8n } from '../../test/n8n/harness/paths';
import { installTarball } from '../../test/n8n/harness/user-folder';
import { say } from '../progress';
import { figure, takeTurns, type Figure } from '../statistics';

/** Well-known community packages for one service each, in the versions that were current when this was written. */
const PEERS = {
	'n8n-nodes-evolution-api': '1.0.4',
	'@devlikeapro/n8n-nodes-chatwoot': '1.0.2',
	'@mendable/n8n-nodes-firecrawl': '2.1.2',
};

interface Loaded {
	ms: number;
	nodes: number;
	typesBytes: number;
}

interface PackageFigures {
	ms: Figure;
	nodes: number;
	typesBytes: number;
}

/**
 * Loads the package and its peers in turn, each time in a fresh process: time in ms, and size of the types in bytes.
 *
 * @returns the peers' figures are null where they cannot be installed
 */
export async function measureLoad(tarball: string, rounds: number) {
	const { folder, remove } = temporaryFolder('load');
	const ours = (await installTarball(folder, tarball)).folder;
	const peers = await installPeers(folder);
	const folders: Record<string, string> = { ours, ...peers };
	// The first time, the files come from the disk.
	for (const name of Object.keys(folders)) await loadOnce(folders[name]);
	const loads = await takeTurns(Object.keys(folders), rounds, async (name, round) => {
		const loaded = await loadOnce(folders[name]);
		say(`load, round ${round} of ${rounds}, ${name}: ${loaded.ms.toFixed(0)} ms`);
		return loaded;
	});
	remove();

	const figures = (name: string): PackageFigures => ({
		ms: figure(loads[name].map(({ ms }) => ms)),
		nodes: loads[name][0].nodes,
		typesBytes: loads[name][0].typesBytes,
	});
	const { ms: oursMs, nodes: oursNodes, typesBytes: oursTypesBytes } = figures('ours');
	const peerFigures = peers && Object.keys(peers).map((name) => ({ name, ...figures(name) }));
	return {
		oursMs,
		oursNodes,
		oursTypesBytes,
		/** The median of the peers. */
		peersMs: peerFigures ? figure(peerFigures.map(({ ms }) => ms.median)) : null,
		peersTypesBytes: peerFigures ? figure(peerFigures.map(({ typesBytes }) => typesBytes)) : null,
		peers: peerFigures,
	};
}

/**
 * Installs each peer as n8n would, no scripts and no peer dependencies, and in a folder of its own: what one brings for itself
 * would be found by all of them.
 */
async function installPeers(folder: string): Promise<Record<string, string> | null> {
	const folders: Record<string, string> = {};
	for (const [name, version] of Object.entries(PEERS)) {
		say(`installing ${name} to compare with`);
		const own = join(folder, 'peers', name.replace(/\W+/g, '-'));
		await mkdir(own, { recursive: true });
		await writeFile(join(own, 'package.json'), JSON.stringify({ private: true }));
		const flags = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
		const args = ['install', ...flags, `${name}@${version}`];
		const installing = promisify(execFile)('npm', args, { cwd: own });
		const forget = atOurEnd(() => installing.child.kill());
		try {
			await installing;
		} catch (error) {
			say(`no figures of other packages, since ${name} cannot be installed: ${String(error)}`);
			return null;
		} finally {
			forget();
		}
		folders[name] = join(own, 'node_modules', name);
	}
	return folders;
}

async function loadOnce(folder: string): Promise<Loaded> {
	const { binary, node } = installedN8n();
	const { stdout } = await promisify(execFile)(
		node,
		[join(__dirname, '../loadPackage.js'), binary, folder],
		// As n8n does, so that packages find n8n's own copies of what they share with it.
		{ env: { PATH: process.env.PATH, NODE_PATH: join(binary, '../../..') } },
	);
	return JSON.parse(stdout) as Loaded;
}
