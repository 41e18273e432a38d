/** Everything that needs no running n8n; test/n8n has a configuration of its own. */
// n8n-core writes every node error to its log; the tests look at the errors themselves.
process.env.N8N_LOG_LEVEL = 'silent';
// The simulated vendors are on this machine: no proxy lies between.
for (const name of Object.keys(process.env)) {
	if (/^(http|https|all)_proxy$/i.test(name)) delete process.env[name];
}

const swc = [
	'@swc/jest',
	{
		jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
		module: { type: 'commonjs' },
	},
];

// CI, which tries everything, also looks at what of the built package is run by it.
const coverage = {
	collectCoverage: true,
	coverageProvider: 'v8',
	collectCoverageFrom: ['dist/{nodes,credentials}/**/*.js'],
	coverageReporters: ['text-summary', 'json-summary'],
	coverageThreshold: { global: { statements: 98, branches: 92, functions: 97, lines: 98 } },
};

module.exports = {
	...(process.env.TEST_RUNS === 'full' ? coverage : {}),
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/n8n/'],
	modulePathIgnorePatterns: ['<rootDir>/test/n8n/', '<rootDir>/dist/package.json'],
	// Fastify's way to answer without a socket needs the package cookie, which is an ES module.
	transform: { '^.+\\.ts$': swc, '/node_modules/cookie/.+\\.js$': swc },
	transformIgnorePatterns: ['/node_modules/(?!cookie/)'],
	// What n8n-core loads in each file and nothing here uses.
	moduleNameMapper: {
		'^(@langchain/core/tools|@n8n/expression-runtime|transliteration|ssh2)$':
			'<rootDir>/test/support/unused.js',
	},
	// How fast a machine is, no test is about: what hangs ends all the same.
	testTimeout: 600_000,
	// One more than there are cores: some tests wait for processes and sockets.
	maxWorkers: 3,
};
