import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Sandbox } from '../../sandbox/sandbox';
import type { N8n, Workflow } from '../../test/n8n/harness';

/** What a demonstration has at hand. */
export interface Stage {
	n8n: N8n;
	sandbox: Sandbox;
	/** Prints a line of progress. */
	say: (text: string) => void;
}

const examples = join(__dirname, '../../examples');

/** An example workflow, reading the example files of this checkout. */
export async function example(file: string): Promise<Workflow> {
	const text = await readFile(join(examples, file), 'utf8');
	return JSON.parse(text.replaceAll('/path/to/', `${examples}/`)) as Workflow;
}

/** The text of an example file. */
export async function exampleData(file: string): Promise<string> {
	return await readFile(join(examples, file), 'utf8');
}

/** True, with a sentence for each of the conditions that do not hold. */
export function holdsAll(conditions: Record<string, boolean>): boolean {
	const broken = Object.entries(conditions).filter(([, holds]) => !holds);
	for (const [sentence] of broken) console.log(`NOT SO: ${sentence}`);
	return broken.length === 0;
}
