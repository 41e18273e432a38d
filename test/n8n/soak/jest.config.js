const base = require('../jest.config.js');

/** Load and days of traffic: npm run soak. */
module.exports = {
	...base,
	rootDir: __dirname,
	testMatch: ['<rootDir>/**/*.soak.test.ts'],
	modulePathIgnorePatterns: [],
	// Its figures are those of one file alone.
	maxWorkers: 1,
	globalSetup: '<rootDir>/../harness/global-setup.ts',
	globalTeardown: '<rootDir>/../harness/global-teardown.ts',
};
