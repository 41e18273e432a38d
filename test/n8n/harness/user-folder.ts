import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

interface PackageJson {
	name: string;
	version: string;
	[field: string]: unknown;
}

/** A package as it lies in a user folder. */
export interface InstalledPackage {
	name: string;
	version: string;
	/** Where it lies. */
	folder: string;
}

/**
 * Installs a packed package the way n8n installs a community package: unpacked below `.n8n/nodes`, without
 * its dev, peer and optional dependencies, and listed in the package.json there.
 *
 * @param userFolder n8n's user folder
 * @param tarball path of a .tgz made by `npm pack`
 * @throws if the tarball has dependencies, which n8n would fetch from the registry
 */
export async function installTarball(
	userFolder: string,
	tarball: string,
): Promise<InstalledPackage> {
	const nodesFolder = join(userFolder, '.n8n/nodes');
	const unpacked = join(nodesFolder, 'unpacked');
	await mkdir(unpacked, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
	const { devDependencies, peerDependencies, optionalDependencies, ...packageJson } = JSON.parse(
		await readFile(join(unpacked, 'package.json'), 'utf8'),
	) as PackageJson;
	if (Object.keys((packageJson.dependencies as object | undefined) ?? {}).length > 0) {
		throw new Error(`${packageJson.name} has dependencies; this harness does not install them`);
	}
	await writeFile(join(unpacked, 'package.json'), JSON.stringify(packageJson, null, 2));

	const { name, version } = packageJson;
	const folder = join(nodesFolder, 'node_modules', name);
	await mkdir(join(folder, '..'), { recursive: true });
	await rename(unpacked, folder);
	const listing = join(nodesFolder, 'package.json');
	const { dependencies } = existsSync(listing)
		? (JSON.parse(await readFile(listing, 'utf8')) as { dependencies: object })
		: { dependencies: {} };
	await writeFile(
		listing,
		JSON.stringify({
			name: 'installed-nodes',
			private: true,
			dependencies: { ...dependencies, [name]: version },
		}),
	);
	return { name, version, folder };
}
