import { readFileSync } from 'node:fs';
import path from 'node:path';

import { files, parts, updated } from '../scripts/docs';

it.each(parts.map((part) => [part.name, part] as const))(
	'the docs have the %s as the code has them (npm run docs)',
	(_name, part) => {
		const content = readFileSync(path.resolve(__dirname, '..', part.file), 'utf8');
		expect(content).toBe(updated(content, part));
	},
);

it.each(files)('$file is as the code makes it (npm run docs)', ({ file, text }) => {
	expect(readFileSync(path.resolve(__dirname, '..', file), 'utf8')).toBe(text());
});
