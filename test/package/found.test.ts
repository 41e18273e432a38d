import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { n8n } from '../../package.json';
import { SEARCH_WORDS } from '../samples/searchWords';
import { loadedPackage, nodeType } from '../support/engine';

/** What n8n's ordinary search looks through: the name that is shown, and the aliases. */
async function wordsOf(name: string): Promise<string[]> {
	const { description } = await nodeType(name);
	const { codex } = codexOf(name);
	return [description.displayName, ...codex.alias].map((text) => text.toLowerCase());
}

function codexOf(name: string) {
	const folder = name[0].toUpperCase() + name.slice(1);
	const file = path.resolve(__dirname, '../../nodes', folder, `${folder}.node.json`);
	return {
		codex: JSON.parse(readFileSync(file, 'utf8')) as { categories: string[]; alias: string[] },
	};
}

it.each(SEARCH_WORDS)('is found in the nodes panel: %s', async (word, node) => {
	const words = await wordsOf(node);
	expect(words.filter((text) => text.includes(word.toLowerCase()))).not.toEqual([]);
});

it('keeps every node in the ordinary panel, which leaves out the category AI', async () => {
	const { known } = await loadedPackage();
	const names = Object.keys(known.nodes);
	expect(names.length).toBeGreaterThan(4);
	for (const name of names)
		expect({ name, ...codexOf(name).codex }).not.toMatchObject({
			categories: expect.arrayContaining(['AI']),
		});
});

it('gives a node the words of its trigger too, as the panel shows both as one and knows only those of the node', async () => {
	const { known } = await loadedPackage();
	const triggers = Object.keys(known.nodes).filter((name) => name.endsWith('Trigger'));
	const files = n8n.nodes.filter((file) => file.endsWith('Trigger.node.js'));
	expect(triggers).toHaveLength(files.length);
	for (const trigger of triggers) {
		const node = trigger.replace(/Trigger$/, '');
		expect(codexOf(node).codex.alias).toEqual(expect.arrayContaining(codexOf(trigger).codex.alias));
	}
});

/** Words in an action's description that say somebody is reached or something is gone. */
const REACHES = /real (person|people)|reaches|dials|dialled|delete|take .* out of/i;

const menuOf = (properties: INodeProperties[], resource: string) =>
	properties.find(
		({ name, displayOptions }) =>
			name === 'operation' && displayOptions?.show?.resource?.includes(resource),
	)!;

it('opens on operations that neither delete nor reach anybody', async () => {
	const { known } = await loadedPackage();
	for (const name of Object.keys(known.nodes)) {
		const { properties } = (await nodeType(name)).description;
		const resources = properties.find((property) => property.name === 'resource');
		for (const { value } of (resources?.options ?? []) as INodePropertyOptions[]) {
			const menu = menuOf(properties, String(value));
			const usual = (menu.options as INodePropertyOptions[]).find(
				(option) => option.value === menu.default,
			)!;
			expect({
				name,
				resource: value,
				usual: usual.value,
				deletes: usual.value === 'delete',
			}).toMatchObject({ deletes: false });
			if (value !== resources!.default) continue;
			expect({ name, text: usual.description }).toEqual({
				name,
				text: expect.not.stringMatching(REACHES),
			});
		}
	}
});
