import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { temporaryFolder } from './our-end';
import { repositoryFolder } from './paths';

/** npm is a .cmd on Windows, which only a shell starts; the shell splits a path at its blanks. */
const shell = process.platform === 'win32';

const run = promisify(execFile);

/** A packed package. */
export interface PackedPackage {
	/** Path of the .tgz; it goes when this process ends. */
	tarball: string;
	/** Of the .tgz, in bytes. */
	size: number;
}

/** What dist is made from. */
const SOURCES = ['nodes', 'credentials', 'package.json', 'tsconfig.json', 'gulpfile.js'];

/**
 * Builds the package unless dist is newer than all it is made from.
 *
 * @returns whether it had to be built
 * @throws with the compiler's words if it does not compile
 */
export async function buildPackage(): Promise<boolean> {
	const dist = join(repositoryFolder, 'dist');
	if (existsSync(dist)) {
		const changed = await Promise.all(
			SOURCES.map(async (source) => await newest(join(repositoryFolder, source))),
		);
		if ((await newest(dist)) > Math.max(...changed)) return false;
	}
	try {
		await run('npm', ['run', '--silent', 'build'], { cwd: repositoryFolder, shell });
	} catch (error) {
		throw new Error(`npm run build: ${(error as { stdout: string }).stdout}`);
	}
	return true;
}

/** When a file, or a folder or anything in it, last changed, ms. */
async function newest(path: string): Promise<number> {
	const { mtimeMs } = await stat(path);
	const isFolder = (await stat(path)).isDirectory();
	const inside = isFolder ? await readdir(path) : [];
	return Math.max(mtimeMs, ...(await Promise.all(inside.map((name) => newest(join(path, name))))));
}

/**
 * Packs the built package exactly as it would be published.
 *
 * @throws if `npm pack` refuses
 */
export async function packPackage(): Promise<PackedPackage> {
	const { folder } = temporaryFolder('packed');
	const { stdout } = await run(
		'npm',
		['pack', '--silent', '--ignore-scripts', '--pack-destination', shell ? `"${folder}"` : folder],
		{ cwd: repositoryFolder, shell },
	);
	const tarball = join(folder, stdout.trim().split('\n').at(-1)!);
	return { tarball, size: (await stat(tarball)).size };
}
