/** Writes the parts of the docs that are made from the code: `npm run docs`. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { codes, statuses } from '../nodes/AiCall/hints';
import { resources as aiCall } from '../nodes/AiCall/resources';
import { resources as convolo } from '../nodes/Convolo/resources';
import { advice as convosoAdvice } from '../nodes/Convoso/hints';
import { resources as convoso } from '../nodes/Convoso/resources';
import { resources as leadConnector } from '../nodes/LeadConnector/resources';
import type { AdviceByCode } from '../nodes/shared/advice';
import { warned, type Resource } from '../nodes/shared/describe';
import { messyLeads, spreadsheetTables } from './spreadsheet';
import { versionRows } from './versions';

/** A part of a file, between `<!-- name -->` and `<!-- end of name -->`. */
interface Part {
	file: string;
	name: string;
	text: () => string;
}

export const parts: Part[] = [
	{
		file: 'README.md',
		name: 'versions of n8n',
		text: () => table(versionRows()),
	},
	{
		file: 'docs/ai-call.md',
		name: 'codes of AI Call',
		text: () => adviceTable({ ...codes, ...statuses }, aiCall),
	},
	{
		file: 'docs/convoso.md',
		name: 'codes of Convoso',
		text: () => codesByOperation(convosoAdvice, convoso),
	},
	simplified('docs/ai-call.md', aiCall),
	simplified('docs/convolo.md', convolo),
	simplified('docs/convoso.md', convoso),
	simplified('docs/leadconnector.md', leadConnector),
	{
		file: 'docs/ai-tools.md',
		name: 'what a model is told',
		text: () =>
			toldTable({
				'AI Call': aiCall,
				Convolo: convolo,
				Convoso: convoso,
				LeadConnector: leadConnector,
			}),
	},
	{
		file: 'docs/data.md',
		name: 'examples of cells',
		text: () => spreadsheetTables(table),
	},
];

/** Files that are made as a whole. */
export const files: Array<{ file: string; text: () => string }> = [
	{ file: 'examples/messy-leads.csv', text: messyLeads },
];

/** What Simplify leaves of the records of a node; operations with the same fields share a row. */
function simplified(file: string, resources: Resource[]): Part {
	return {
		file,
		name: 'fields of Simplify',
		text: () => {
			const byFields = new Map<string, string[]>();
			for (const { option, operations } of resources) {
				for (const { option: own, simple } of operations) {
					if (!simple) continue;
					const fields = simple.map((name) => `\`${name}\``).join(', ');
					byFields.set(fields, [...(byFields.get(fields) ?? []), `${option.name}: ${own.name}`]);
				}
			}
			return table([
				['operation', 'fields'],
				...[...byFields].map(([fields, names]) => [names.join('; '), fields]),
			]);
		},
	};
}

/** How n8n tells a model of each operation: by its action, and the name of the node. */
function toldTable(nodes: Record<string, Resource[]>): string {
	const rows = Object.entries(nodes).flatMap(([node, resources]) =>
		resources.flatMap(({ option, operations }) =>
			operations.map((operation) => [
				`${node}, ${option.name}: ${operation.option.name}`,
				`${warned(operation).action} in ${node}`,
				operation.isRead ? 'yes' : '',
			]),
		),
	);
	return table([['operation', 'what the model is told', 'only reads'], ...rows]);
}

/**
 * A table of codes and what to do about them, whatever the operation; codes with the same advice share a row.
 *
 * @param resources whose operations have codes of their own
 */
function adviceTable(everywhere: AdviceByCode, resources: Resource[]): string {
	const own = resources.flatMap(({ operations }) => operations.map(({ advice = {} }) => advice));
	const byHint = hintsOf(Object.assign({}, everywhere, ...own) as AdviceByCode);
	return table([
		['code', 'what to do'],
		...[...byHint].map(([hint, codes]) => {
			const names = codes.map((code) => `\`${code}\``);
			return [names.sort().join(', '), escaped(hint)];
		}),
	]);
}

/**
 * A table of codes by operation and what to do about them; codes with the same advice share a row.
 *
 * @param everywhere the advice for any operation
 */
function codesByOperation(everywhere: AdviceByCode, resources: Resource[]): string {
	const own = resources.flatMap(({ option, operations }) =>
		operations.map(
			({ option: { name }, advice = {} }) => [`${option.name}: ${name}`, advice] as const,
		),
	);
	const rows = [['everywhere', everywhere] as const, ...own].flatMap(([operation, advice]) =>
		[...hintsOf(advice)].map(([hint, codes]) => [operation, codes.join(', '), escaped(hint)]),
	);
	return table([['operation', 'code', 'what to do'], ...rows]);
}

/** The codes of each hint. */
function hintsOf(advice: AdviceByCode): Map<string, string[]> {
	const byHint = new Map<string, string[]>();
	for (const [code, all] of Object.entries(advice)) {
		for (const one of [all].flat()) {
			const hint = typeof one === 'string' ? one : one.hint;
			byHint.set(hint, [...(byHint.get(hint) ?? []), code]);
		}
	}
	return byHint;
}

/** Prettier writes an underscore at the end of a word so. */
function escaped(text: string): string {
	return text.replace(/_(?=\W)/g, '\\_');
}

/** A Markdown table, its columns as wide as their widest cell. */
function table(rows: string[][]): string {
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
	const line = (cells: string[]) =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
	const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
	return [line(rows[0]), rule, ...rows.slice(1).map(line)].join('\n');
}

/** A file's text with one of its parts as the code has it. */
export function updated(content: string, { name, text }: Part): string {
	const [start, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
	const from = content.indexOf(start) + start.length;
	const to = content.indexOf(end);
	if (from < start.length || to < from) throw new Error(`There is no part for the ${name}`);
	return `${content.slice(0, from)}\n\n${text()}\n\n${content.slice(to)}`;
}

if (require.main === module) {
	for (const part of parts) {
		const file = path.resolve(__dirname, '..', part.file);
		writeFileSync(file, updated(readFileSync(file, 'utf8'), part));
	}
	for (const { file, text } of files) writeFileSync(path.resolve(__dirname, '..', file), text());
}
