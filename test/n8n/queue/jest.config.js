const base = require('../jest.config.js');

/** n8n in queue mode: npm run test:queue. */
module.exports = {
	...base,
	rootDir: __dirname,
	testMatch: ['<rootDir>/**/*.queue.test.ts'],
	modulePathIgnorePatterns: [],
	globalSetup: undefined,
	globalTeardown: undefined,
	testTimeout: 1_800_000,
};
