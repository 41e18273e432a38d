import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder that holds the package's own package.json. */
export const repositoryFolder = resolve(__dirname, '../../..');

/** The folder that `node scripts/setup.js --n8n` installs n8n into. */
const n8nHome = resolve(__dirname, '..');

/** n8n's start script. */
export const n8nBinary = join(n8nHome, 'node_modules/n8n/bin/n8n');

/** The oldest Node.js that n8n runs on. */
const OLDEST_NODE = 24;

/**
 * Finds a Node.js that n8n runs on: the one running this code if it is new enough, else the one that
 * comes with the n8n install.
 *
 * @returns the path of a node binary
 * @throws if there is none, or n8n itself is not installed
 */
export function nodeForN8n(): string {
	if (!existsSync(n8nBinary)) {
		throw new Error('n8n is not installed. Run: node scripts/setup.js --n8n');
	}
	if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) return process.execPath;
	const bundled = join(n8nHome, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
	if (existsSync(bundled)) return bundled;
	throw new Error(
		`n8n needs Node.js ${OLDEST_NODE} or newer. This is ${process.versions.node}, and no newer one comes with the n8n install on ${process.platform} ${process.arch}.`,
	);
}
