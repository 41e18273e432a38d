/**
 * Runs the tests that need a real n8n, after installing what is missing. Plain Node.js, as it runs before anything is
 * installed.
 *
 *   node scripts/realN8n.js tests    npm run test:n8n
 *   node scripts/realN8n.js queue    npm run test:queue
 *   node scripts/realN8n.js soak     npm run soak
 *
 *   --n8n 1.123    with another n8n than the newest; n8nVersions.json names them
 *   --short        queue: smaller numbers
 *   --minutes 3    soak: how long; 30 without it
 *
 * Everything else on the command line is for jest.
 */
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

const root = join(__dirname, '..');

const CONFIGS = {
	tests: 'test/n8n/jest.config.js',
	queue: 'test/n8n/queue/jest.config.js',
	soak: 'test/n8n/soak/jest.config.js',
};

/** What a suite needs besides n8n, as options of setup.js. */
const NEEDS = { tests: ['--browser'], queue: ['--services'], soak: [] };

/** Takes an option and its value out of the command line. */
function take(words, option) {
	const at = words.indexOf(option);
	return at < 0 ? undefined : words.splice(at, 2)[1];
}

/** Takes an option without a value out of the command line. */
function takeFlag(words, option) {
	const at = words.indexOf(option);
	return at >= 0 && words.splice(at, 1).length > 0;
}

/** Runs a program with our output, and ends with its exit code if it fails. */
function run(program, args, env = {}) {
	const { status, signal, error } = spawnSync(program, args, {
		cwd: root,
		stdio: 'inherit',
		env: { ...process.env, ...env },
		// npm is a .cmd there.
		shell: process.platform === 'win32' && program === 'npm',
	});
	if (error) throw error;
	if (signal || status) process.exit(status ?? 1);
}

const [suite, ...words] = process.argv.slice(2);
if (suite === 'queue' && process.platform === 'win32') {
	console.error(
		'Queue mode needs Redis and PostgreSQL as programs: it is tested on Linux and macOS.',
	);
	process.exit(1);
}
const version = take(words, '--n8n');
const minutes = take(words, '--minutes');
const env = {
	...(version ? { N8N_TEST_VERSION: version } : {}),
	...(minutes ? { SOAK_MINUTES: minutes } : {}),
	...(takeFlag(words, '--short') ? { N8N_TEST_SHORT: '1' } : {}),
};

run(process.execPath, [
	join(__dirname, 'setup.js'),
	'--n8n',
	...(version ? [version] : []),
	...NEEDS[suite],
]);
run('npm', ['run', 'build']);
run(
	process.execPath,
	[join(root, 'node_modules/jest/bin/jest.js'), '--config', CONFIGS[suite], ...words],
	env,
);
