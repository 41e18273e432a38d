import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import versions from '../../../scripts/n8nVersions.json';

/** The folder that holds the package's own package.json. */
export const repositoryFolder = resolve(__dirname, '../../..');

/** An n8n that the repository knows how to install, by its first two numbers. */
export type N8nVersion = keyof typeof versions;

/** The newest n8n that the repository knows. */
export const NEWEST = Object.keys(versions)[0] as N8nVersion;

/** Names the n8n that is used where nobody asks for another. */
const VARIABLE = 'N8N_TEST_VERSION';

/** The n8n that is used where nobody asks for another: the one that N8N_TEST_VERSION names, or else the newest. */
export function versionUnderTest(): N8nVersion {
	return (process.env[VARIABLE] as N8nVersion | undefined) ?? NEWEST;
}

/** An n8n on this machine. */
export interface InstalledN8n {
	/** Its start script. */
	binary: string;
	/** A Node.js that it runs on. */
	node: string;
	/** Names of its parts that can be turned off. */
	modules: string[];
}

/**
 * Finds an n8n that `node scripts/setup.js --n8n <version>` has installed.
 *
 * @param version without it, the one under test
 * @throws if it is not installed, or there is no Node.js for it
 */
export function installedN8n(version?: N8nVersion): InstalledN8n {
	const name = version ?? versionUnderTest();
	const home = join(repositoryFolder, versions[name].folder);
	const binary = join(home, 'node_modules/n8n/bin/n8n');
	if (!existsSync(binary)) {
		throw new Error(`n8n is not installed. Run: node scripts/setup.js --n8n ${name}`);
	}
	const modules = readdirSync(join(home, 'node_modules/n8n/dist/modules'));
	return { binary, node: nodeFor(name, home), modules };
}

/** The Node.js that comes with an n8n, or where none does, the one running this code if n8n runs on it. */
function nodeFor(name: N8nVersion, home: string): string {
	const bundled = join(home, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
	if (existsSync(bundled)) return bundled;
	const { oldestNode, newestNode = Infinity } = versions[name] as {
		oldestNode: number;
		newestNode?: number;
	};
	const own = Number(process.versions.node.split('.')[0]);
	if (own >= oldestNode && own <= newestNode) return process.execPath;
	throw new Error(
		`n8n ${name} needs Node.js ${oldestNode} ${newestNode < Infinity ? `to ${newestNode}` : 'or newer'}. This is ${process.versions.node}, and none comes with n8n on ${process.platform} ${process.arch}.`,
	);
}
