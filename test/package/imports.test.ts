import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

const root = path.resolve(__dirname, '../..');

/** What every n8n has at hand for a community package. */
const BROUGHT_BY_N8N = /^(n8n-workflow|zod|luxon|crypto|lodash(\/\w+)?)$/;

/** The code that npm would publish, by path from the root. */
function packedCode(): string[] {
	const flags = ['pack', '--dry-run', '--json', '--ignore-scripts'];
	// npm is a .cmd on Windows.
	const shell = process.platform === 'win32';
	const told = execFileSync('npm', flags, { cwd: root, encoding: 'utf8', stdio: 'pipe', shell });
	const [{ files }] = JSON.parse(told) as [{ files: Array<{ path: string }> }];
	return files.map((file) => file.path).filter((name) => name.endsWith('.js'));
}

/** What a file imports that is not there where the package is installed. */
function missingFor(file: string, packed: string[]): string[] {
	const text = readFileSync(path.join(root, file), 'utf8');
	const { importedFiles } = ts.preProcessFile(text, true, true);
	const isThere = (name: string) => {
		if (!name.startsWith('.')) return BROUGHT_BY_N8N.test(name);
		const target = path.posix.join(path.posix.dirname(file), name);
		return [target, `${target}.js`, `${target}/index.js`].some((one) => packed.includes(one));
	};
	const missing = importedFiles.map(({ fileName }) => fileName).filter((name) => !isThere(name));
	// A name that is made up while the package runs cannot be looked at.
	const madeUp = text.match(/\b(?:require|import)\s*\((?!\s*["'])[^)]*\)?/g) ?? [];
	return [...missing, ...madeUp];
}

it('every packed file imports nothing but other packed files and what n8n brings', () => {
	const packed = packedCode();
	const { n8n } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	expect(packed).toEqual(expect.arrayContaining(['index.js', ...n8n.nodes, ...n8n.credentials]));
	const faults = packed.flatMap((file) => missingFor(file, packed).map((name) => ({ file, name })));
	expect(faults).toEqual([]);
});
