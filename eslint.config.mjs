import { config as n8nConfig } from '@n8n/node-cli/eslint';
import { globalIgnores } from 'eslint/config';

import { noCircles } from './scripts/noCircles.mjs';

const CODE = ['**/*.{ts,js,mjs}'];
const JAVASCRIPT = ['**/*.{js,mjs}'];
const PACKAGE = ['{nodes,credentials}/**/*.ts'];

/**
 * n8n's config takes every TypeScript file for one of a node. Here what it says of nodes holds for the package alone, and
 * the rest for all code.
 */
const n8nConfigInPlace = n8nConfig.map((entry) => {
	if (!entry.files?.includes('**/*.ts')) return entry;
	const isAboutNodes = Object.keys(entry.rules ?? {}).some(
		(rule) => rule.startsWith('@n8n/') || rule === 'no-console',
	);
	return { ...entry, files: isAboutNodes ? PACKAGE : CODE };
});

export default [
	globalIgnores(['dist', 'coverage', 'test/n8n/versions']),
	...n8nConfigInPlace,
	{
		files: CODE,
		plugins: { house: { rules: { 'no-circles': noCircles } } },
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			'house/no-circles': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
			],
		},
	},
	{
		files: JAVASCRIPT,
		rules: { '@typescript-eslint/no-require-imports': 'off' },
	},
	{
		// A promise that nobody waits for loses its error. This needs types, which cost much, so it looks at the package alone.
		files: PACKAGE,
		languageOptions: {
			parserOptions: { project: 'tsconfig.json', tsconfigRootDir: import.meta.dirname },
		},
		rules: { '@typescript-eslint/no-floating-promises': 'error' },
	},
];
