const base = require('../jest.config.js');

/** Load and days of traffic: npm run soak. */
module.exports = {
	...base,
	rootDir: __dirname,
	testMatch: ['<rootDir>/**/*.soak.test.ts'],
	modulePathIgnorePatterns: [],
	globalSetup: '<rootDir>/../harness/global-setup.ts',
	globalTeardown: '<rootDir>/../harness/global-teardown.ts',
};
