const base = require('../jest.config.js');

/** n8n in queue mode: npm run test:queue. */
module.exports = {
	...base,
	rootDir: __dirname,
	testMatch: ['<rootDir>/**/*.queue.test.ts'],
	modulePathIgnorePatterns: [],
	// Its figures are those of one file alone.
	maxWorkers: 1,
	globalSetup: undefined,
	globalTeardown: undefined,
	testTimeout: 1_800_000,
};
