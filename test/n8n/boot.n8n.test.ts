import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { sharedN8n } from './harness';

interface PackageJson {
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
}

const n8n = sharedN8n();
const { folder } = n8n.installed!;
const packageJson = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageJson;

/** `dist/nodes/Convoso/Convoso.node.js` names a class `Convoso`, a node type `convoso`. */
function typeName(path: string, ending: string): string {
	const className = path.split('/').at(-1)!.replace(ending, '');
	return className[0].toLowerCase() + className.slice(1);
}

async function expectIcon(iconUrl: string | { light: string; dark: string } | undefined) {
	expect(iconUrl).toBeDefined();
	const urls = typeof iconUrl === 'string' ? [iconUrl] : Object.values(iconUrl!);
	for (const url of urls) {
		const { contentType, text } = await n8n.readFile(url);
		expect(contentType).toMatch('image/svg+xml');
		expect(text).toMatch('<svg');
	}
}

describe('n8n with the packed package installed', () => {
	it.each(packageJson.n8n.nodes)('offers the node of %s with its icon', async (path) => {
		const name = `${packageJson.name}.${typeName(path, '.node.js')}`;
		const known = (await n8n.nodeTypes()).find((type) => type.name === name);
		expect(known).toMatchObject({ name });
		await expectIcon(known!.iconUrl);
	});

	it.each(packageJson.n8n.credentials)(
		'offers the credential of %s with its icon',
		async (path) => {
			const name = typeName(path, '.credentials.js');
			const known = (await n8n.credentialTypes()).find((type) => type.name === name);
			expect(known).toMatchObject({ name });
			await expectIcon(known!.iconUrl);
		},
	);

	it('starts without a word about a package or class that does not load', () => {
		const lines = n8n.logs();
		const ready = lines.findIndex((line) => line.startsWith('Editor is now accessible'));
		const complaint = /failed to load|cannot find module|could not be found/i;
		expect(ready).toBeGreaterThan(0);
		expect(lines.slice(0, ready).filter((line) => complaint.test(line))).toEqual([]);
	});
});
