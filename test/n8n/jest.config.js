/** The packed package in a real n8n. One n8n is shared by all files, see harness/shared.ts. */
module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/**/*.n8n.test.ts'],
	modulePathIgnorePatterns: ['<rootDir>/node_modules/', '<rootDir>/versions/'],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{ jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
		],
	},
	globalSetup: '<rootDir>/harness/global-setup.ts',
	globalTeardown: '<rootDir>/harness/global-teardown.ts',
	// The files mostly wait. More at once is more n8n at once, since some start one of their own.
	maxWorkers: 2,
	// What a failed test has left open must not keep a run from telling that it failed.
	forceExit: true,
	testTimeout: 900_000,
};
