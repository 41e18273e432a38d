import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { EXAMPLES } from '../../nodes/shared/examples';
import { n8n } from '../../package.json';
import { partsOfPackage, wordsOf, type Word } from '../../scripts/words';

let words: Word[];
beforeAll(async () => {
	words = (await partsOfPackage()).flatMap(wordsOf);
});

/** The texts of some kinds that break a rule, each once. */
function breaking(kinds: Array<Word['kind']>, breaks: (word: Word) => boolean): string[] {
	const found = words.filter((word) => kinds.includes(word.kind) && breaks(word));
	return [...new Set(found.map(({ where, text }) => `${where}: ${text}`))];
}

/** Words that stay small in the middle of a title. */
const SMALL =
	/^(a|an|and|as|at|by|for|from|if|in|into|is|nor|of|off|on|or|per|than|that|the|to|up|via|vs|with)$/;

/** Names that are written as their owners write them. */
const PROPER = /[./\d_]|^(iqra|e\.g)/i;

function isTitle(text: string): boolean {
	const parts = text.replace(/\(.*?\)/g, '').split(/[\s/-]+/);
	return parts.every(
		(part, index) =>
			/^[^a-z]/.test(part) || PROPER.test(part) || (index > 0 && SMALL.test(part)) || part === '',
	);
}

it('walks over everything that n8n shows of the package', () => {
	const parts = new Set(words.map(({ where }) => where.split(' > ')[0]));
	expect(parts.size).toBe(n8n.nodes.length + n8n.credentials.length);
	expect(words.length).toBeGreaterThan(2000);
});

it('labels in Title Case', () => {
	expect(breaking(['label'], ({ text }) => !isTitle(text))).toEqual([]);
});

it('names of options in Title Case, but what is not ours', () => {
	const isOurs = ({ where }: Word) => !/Time Zone|Country/.test(where);
	expect(breaking(['option'], (word) => isOurs(word) && !isTitle(word.text))).toEqual([]);
});

it('actions in sentence case', () => {
	expect(
		breaking(
			['action'],
			({ text }) => !/^[A-Z][a-z]+ [^A-Z]*([A-Z]{2,}s?[^A-Z]*|AI .*)*$/.test(text),
		),
	).toEqual([]);
});

it('a choice of yes or no begins with "Whether"', () => {
	const texts = words.filter(
		({ kind, property }) => kind === 'description' && property?.type === 'boolean',
	);
	expect(texts.length).toBeGreaterThan(10);
	expect(
		texts.filter(({ text }) => !text.startsWith('Whether ')).map(({ where }) => where),
	).toEqual([]);
});

it('no HTML but links', () => {
	// An example is shown as it is written.
	const all = [...new Set(words.map(({ kind }) => kind))].filter((kind) => kind !== 'placeholder');
	expect(breaking(all, ({ text }) => /<(?!a href="|\/a>)|&\w+;/.test(text))).toEqual([]);
});

/** Words of programmers and of the vendors' own interfaces that a salesperson has no use for. */
const JARGON =
	/\b(endpoint|payload|boolean|enum|undefined|regex|stringif\w*|deserial\w*|querystring|params?|array|integer|HTTP verb)\b/i;

it('no jargon', () => {
	expect(
		breaking(['label', 'option', 'action', 'description', 'hint', 'notice', 'button'], ({ text }) =>
			JARGON.test(text),
		),
	).toEqual([]);
});

it('free text shows an example', () => {
	const isFree = ({ type, typeOptions }: INodeProperties) =>
		type === 'string' && !typeOptions?.password;
	const free = words.filter(
		({ kind, property }) => kind === 'label' && property && isFree(property),
	);
	expect(free.length).toBeGreaterThan(100);
	const bare = free.filter(
		({ where, property }) =>
			!property!.placeholder && !property!.default && !where.endsWith(' > From List'),
	);
	expect([...new Set(bare.map(({ where }) => where))]).toEqual([]);
});

it('every example of the table stands in a field', () => {
	const shown = new Set(
		words
			.filter(({ kind }) => kind === 'placeholder')
			.map(({ property, text }) => `${property!.displayName}: ${text}`),
	);
	const idle = Object.entries(EXAMPLES).filter(
		([label, text]) => !shown.has(`${label}: e.g. ${text}`),
	);
	expect(idle).toEqual([]);
});

it('an example begins with "e.g."', () => {
	const isExample = ({ property }: Word) =>
		['string', 'number', 'dateTime'].includes(property!.type);
	expect(
		breaking(['placeholder'], (word) => isExample(word) && !/^e\.g\. /.test(word.text)),
	).toEqual([]);
});

it('descriptions and hints are sentences that end well', () => {
	expect(
		breaking(['description', 'hint'], ({ text }) => {
			// The example in `e.g. NEW` begins no sentence.
			const isLong = /(?<!e\.g)\. [A-Z\d]/.test(text);
			return (
				!/^[A-Z\d'"{]/.test(text) ||
				(isLong && !/[.!?)]$/.test(text)) ||
				(!isLong && /\.$/.test(text))
			);
		}),
	).toEqual([]);
});

/** Fields for experts, where they need not be filled in: they stand behind all others of an operation, and those of all operations behind those. */
const EXPERT = ['Conversation Provider ID', 'API Version', 'Request Options'];

it('fields for experts stand last', async () => {
	const parts = await partsOfPackage();
	const early = parts.flatMap(({ name, properties }) => {
		const shown = properties.filter(({ type }) => type !== 'hidden' && type !== 'notice');
		return shown
			.filter((field) => EXPERT.includes(field.displayName) && !field.required)
			.flatMap((field) => {
				const { operation, resource } = field.displayOptions?.show ?? {};
				const behind = shown.slice(shown.indexOf(field) + 1).filter((other) => {
					const { show } = other.displayOptions ?? {};
					const isBeside =
						!operation ||
						(String(show?.operation) === String(operation) &&
							String(show?.resource) === String(resource));
					return isBeside && !EXPERT.includes(other.displayName) && other.name !== 'sendOnce';
				});
				return behind.map((other) => `${name}: ${field.displayName} before ${other.displayName}`);
			});
	});
	expect(early).toEqual([]);
});

it('says under a node what it does, in the words of the menus', async () => {
	const nodes = (await partsOfPackage()).filter(({ subtitle }) => subtitle);
	expect(nodes).toHaveLength(n8n.nodes.length);
	for (const { name, subtitle, properties } of nodes) {
		const menus = properties.filter((field) => field.name === 'operation');
		for (const { options = [], displayOptions } of menus) {
			const [resource] = displayOptions!.show!.resource!;
			for (const { value: operation } of options as INodePropertyOptions[]) {
				// As n8n resolves it on the canvas.
				const text: unknown = new Function('$parameter', `return ${subtitle!.slice(3, -2)}`)({
					resource,
					operation,
				});
				expect(`${name} ${resource} ${operation}: ${String(text)}`).toMatch(
					/: [A-Z][a-z]+( ([A-Z][\w-]*|at|by|for|from|in|of|on|to|with))*$/,
				);
			}
		}
	}
});
