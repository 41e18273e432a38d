import type { INodePropertyOptions } from 'n8n-workflow';

import { nodeType } from '../support/engine';
import { resourcesByNode } from '../support/resources';

/** Words in a description that say that somebody is reached, or something is gone. */
const GRAVE =
	/real (person|people)|take .* out of|off the do-not-call|call off|end the session|receives it/i;

const nodes = Object.entries(resourcesByNode);

it.each(nodes)(
	'%s: what reaches somebody or takes something away warns a model',
	(_name, resources) => {
		for (const { option, operations } of resources) {
			for (const { option: own, isRead, warns } of operations) {
				const isGrave = !isRead && (GRAVE.test(own.description ?? '') || own.value === 'delete');
				const about = `${option.name}: ${own.name}`;
				expect({ about, warns: warns !== undefined }).toEqual({ about, warns: isGrave });
			}
		}
	},
);

it.each(nodes)(
	'%s: the warning stands in the action, which is what a model is told',
	async (name, resources) => {
		const { properties } = (await nodeType(name)).description;
		for (const { option, operations } of resources) {
			const menu = properties.find(
				(field) =>
					field.name === 'operation' &&
					field.displayOptions?.show?.resource?.includes(option.value as string),
			)!;
			for (const { option: own, warns } of operations) {
				if (!warns) continue;
				const entry = (menu.options as INodePropertyOptions[]).find(
					({ value }) => value === own.value,
				)!;
				expect(entry.action).toBe(`${own.action} (${warns})`);
			}
		}
	},
);
