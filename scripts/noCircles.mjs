import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import ts from 'typescript';

/** Files that each file imports, by absolute path. Read once, so an editor sees a circle that it has just been told of anew. */
const known = new Map();

/**
 * ESLint rule: no file may import itself by way of others. Imports of types count, too, which import-x/no-cycle passes over:
 * they tie files together all the same.
 */
export const noCircles = {
	meta: { type: 'problem', schema: [], messages: { circle: 'Imports in a circle: {{way}}' } },
	create: (context) => ({
		Program(node) {
			known.delete(context.filename);
			const way = wayBack(context.filename);
			if (!way) return;
			const names = way.map((file) => relative(context.cwd, file)).join(' -> ');
			context.report({
				node,
				loc: { line: 1, column: 0 },
				messageId: 'circle',
				data: { way: names },
			});
		},
	}),
};

/** The shortest way over imports from a file to itself; undefined if there is none. */
function wayBack(start) {
	const ways = [[start]];
	const seen = new Set();
	for (const way of ways) {
		for (const next of importsOf(way.at(-1))) {
			if (next === start) return [...way, start];
			if (seen.has(next)) continue;
			seen.add(next);
			ways.push([...way, next]);
		}
	}
	return undefined;
}

function importsOf(file) {
	if (!known.has(file)) {
		const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
		const files = importedFiles.flatMap(({ fileName }) => fileAt(file, fileName) ?? []);
		known.set(file, [...new Set(files)]);
	}
	return known.get(file);
}

/** The file of ours that an import means; undefined for a package, or for what holds no code. */
function fileAt(from, name) {
	if (!name.startsWith('.')) return undefined;
	const base = join(dirname(from), name);
	const candidates = [
		base,
		`${base}.ts`,
		`${base}.js`,
		join(base, 'index.ts'),
		join(base, 'index.js'),
	];
	return candidates.find(
		(file) => /\.(ts|[cm]?js)$/.test(file) && existsSync(file) && statSync(file).isFile(),
	);
}
