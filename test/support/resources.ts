import { existsSync } from 'node:fs';
import path from 'node:path';

import type { Resource } from '../../nodes/shared/describe';
import { n8n } from '../../package.json';

/** The resources of every node that has some, by the type of the node, e.g. `convoso`. A new node is among them by itself. */
export const resourcesByNode: Record<string, Resource[]> = Object.fromEntries(
	n8n.nodes.flatMap((file) => {
		const name = path.basename(file, '.node.js');
		const folder = path.resolve(__dirname, '../../nodes', name, 'resources');
		if (!existsSync(folder)) return [];
		const { resources } = jest.requireActual<{ resources: Resource[] }>(folder);
		return [[name[0].toLowerCase() + name.slice(1), resources]];
	}),
);
