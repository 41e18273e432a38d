/**
 * Installs what is missing, and nothing else. Plain Node.js, as it runs before anything is installed.
 *
 *   node scripts/setup.js              the packages of package-lock.json
 *   node scripts/setup.js --n8n        also the newest n8n of n8nVersions.json, or what N8N_TEST_VERSION names, with the Node.js
 *                                      it needs
 *   node scripts/setup.js --n8n 1.123  also another n8n of that file
 *   node scripts/setup.js --browser    also a browser for n8n's editor
 *   node scripts/setup.js --services   also Redis and PostgreSQL, for n8n's queue mode
 *
 * Exits with 1 and a sentence that says what to do when it cannot.
 */
const { spawn } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const browsers = require('./browsers.json');
const versions = require('./n8nVersions.json');

const root = join(__dirname, '..');

const OLDEST_NODE = 20;

/** A long step prints a sign of life this often, ms. */
const SIGN_OF_LIFE = 15_000;

/** What went wrong in words for the user, without a stack. */
class SetupError extends Error {}

/** Runs one long step, saying when it begins, goes on and ends. */
async function step(title, run) {
	const startedAt = Date.now();
	const seconds = () => `${Math.round((Date.now() - startedAt) / 1000)} s`;
	console.log(`setup: ${title} …`);
	const timer = setInterval(() => console.log(`setup: ${title} … ${seconds()}`), SIGN_OF_LIFE);
	try {
		await run();
	} finally {
		clearInterval(timer);
	}
	console.log(`setup: ${title}: done in ${seconds()}`);
}

/**
 * Runs a program; rejects when it fails. Its output is ours, or, when `quiet`, kept back and its end shown only
 * if it fails.
 */
async function run(program, args, { cwd = root, env = {}, quiet = false } = {}) {
	await new Promise((resolve, reject) => {
		const output = quiet ? 'pipe' : 'inherit';
		const child = spawn(program, args, {
			cwd,
			env: { ...process.env, ...env },
			stdio: ['ignore', output, output],
			// npm is a .cmd there.
			shell: process.platform === 'win32' && program === 'npm',
		});
		let lastOutput = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream?.on('data', (text) => (lastOutput = (lastOutput + text).slice(-5000)));
		}
		const stop = () => child.kill();
		process.once('SIGINT', stop).once('SIGTERM', stop);
		child.once('error', (error) => reject(new SetupError(`${program}: ${error.message}`)));
		child.once('close', (code, signal) => {
			process.off('SIGINT', stop).off('SIGTERM', stop);
			if (code === 0) return resolve();
			process.stderr.write(lastOutput);
			reject(new SetupError(`${[program, ...args].join(' ')} ended with ${code ?? signal}`));
		});
	});
}

function readJson(path) {
	return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** Whether npm's own record of node_modules has each package of the lock file, in its version. */
function packagesMatchLock() {
	const installed = readJson(join(root, 'node_modules/.package-lock.json'))?.packages;
	const wanted = readJson(join(root, 'package-lock.json')).packages;
	return (
		installed !== undefined &&
		Object.entries(wanted).every(
			([path, { version, integrity, optional }]) =>
				path === '' ||
				(installed[path]
					? installed[path].version === version && installed[path].integrity === integrity
					: optional),
		)
	);
}

async function ensurePackages() {
	if (packagesMatchLock()) return;
	await step('installing the packages', async () => {
		// Not `npm ci`: it refuses a lock file that lacks the builds of optional packages for other systems.
		await run('npm', ['install', '--no-save']);
	});
}

/** Where the Node.js that comes with an n8n lies; undefined where there is none for this machine. */
function bundledNode(n8nFolder) {
	const hasOne = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);
	return hasOne ? join(n8nFolder, `node_modules/node-linux-${process.arch}`) : undefined;
}

function onPath(program) {
	return process.env.PATH.split(process.platform === 'win32' ? ';' : ':').some((folder) =>
		existsSync(join(folder, program)),
	);
}

function canInstallSystemPackages() {
	return process.getuid?.() === 0 && onPath('apt-get');
}

async function installSystemPackages(names) {
	// Run level 1: what is installed is not started as a service of the system.
	const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
	// Another apt-get may be at work, and a server away for a moment.
	const options = ['-qq', '-o', 'DPkg::Lock::Timeout=600', '-o', 'Acquire::Retries=5'];
	await run('apt-get', ['update', ...options], { env }).catch((error) => {
		// One of the machine's sources is out of order; what is wanted may come from another, or from the last list.
		console.log(`setup: ${error.message}`);
	});
	const wanted = ['--no-install-recommends', ...names];
	await run('apt-get', ['install', '-y', ...options, ...wanted], { env });
}

/** n8n's SQLite driver is compiled on the spot where no ready-made one can be downloaded. */
async function ensureCompiler() {
	const missing = ['python3', 'make', 'g++'].filter((program) => !onPath(program));
	if (missing.length === 0) return;
	if (canInstallSystemPackages()) {
		await step(
			`installing ${missing.join(', ')}`,
			async () => await installSystemPackages(missing),
		);
	} else {
		console.log(
			`setup: ${missing.join(', ')} not found. If n8n's SQLite driver cannot be downloaded ready-made, install them first.`,
		);
	}
}

/** Identifies the n8n install that the repository asks for. */
function wantedN8n(n8nFolder) {
	const hash = createHash('sha256');
	for (const file of ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml']) {
		hash.update(readFileSync(join(n8nFolder, file)));
	}
	return hash.digest('hex');
}

async function ensureN8n(version) {
	const { folder, oldestNode, newestNode } = versions[version];
	const n8nFolder = join(root, folder);
	const stamp = join(n8nFolder, 'node_modules/.setup-stamp');
	const wanted = wantedN8n(n8nFolder);
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
	rmSync(stamp, { force: true });
	const node = Number(process.versions.node.split('.')[0]);
	if (!bundledNode(n8nFolder) && (node < oldestNode || node > newestNode)) {
		throw new SetupError(
			`n8n ${version} needs Node.js ${oldestNode} ${newestNode ? `to ${newestNode}` : 'or newer'}; this is ${process.versions.node}.`,
		);
	}
	await ensureCompiler();
	await step(`installing n8n ${version} (3 to 8 minutes the first time, 2 GB)`, async () => {
		const nodeHeaders = bundledNode(n8nFolder);
		await run(
			process.execPath,
			[
				join(root, 'node_modules/pnpm/bin/pnpm.cjs'),
				'install',
				'--frozen-lockfile',
				'--reporter=append-only',
				// There is no terminal to ask.
				'--config.confirmModulesPurge=false',
			],
			{
				cwd: n8nFolder,
				quiet: true,
				env: {
					// npm hands on this repository's own setting, under which nothing would be compiled.
					npm_config_ignore_scripts: 'false',
					// A machine without the internet has no other headers to compile against.
					...(nodeHeaders ? { npm_config_nodedir: nodeHeaders } : {}),
				},
			},
		);
	});
	if (!existsSync(join(n8nFolder, 'node_modules/sqlite3/build/Release/node_sqlite3.node'))) {
		throw new SetupError(
			`n8n's SQLite driver was neither downloaded nor compiled. Install python3, make and g++, delete ${folder}/node_modules and try again.`,
		);
	}
	writeFileSync(stamp, wanted);
}

/** How programs are installed where we may not do it ourselves. */
function forExample(debian, homebrew = debian) {
	if (onPath('apt-get')) return `, for example: sudo apt-get install ${debian}`;
	return onPath('brew') ? `, for example: brew install ${homebrew}` : '';
}

async function ensureBrowser() {
	if (browsers.some((path) => existsSync(path))) return;
	if (!canInstallSystemPackages()) {
		throw new SetupError(
			`No browser found. Install Chromium or Google Chrome${forExample('chromium')}.`,
		);
	}
	await step('installing Chromium', async () => {
		await installSystemPackages(['chromium', 'fonts-liberation']);
	});
}

async function ensureServices() {
	// Debian keeps PostgreSQL's server programs out of the search path.
	const debian = '/usr/lib/postgresql';
	const hasPostgres = onPath('initdb') || (existsSync(debian) && readdirSync(debian).length > 0);
	if (hasPostgres && onPath('redis-server')) return;
	if (!canInstallSystemPackages()) {
		throw new SetupError(
			`Redis or PostgreSQL not found. Install both${forExample('redis-server postgresql', 'redis postgresql')}.`,
		);
	}
	await step('installing Redis and PostgreSQL', async () => {
		await installSystemPackages(['redis-server', 'postgresql']);
	});
}

async function main() {
	if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
		throw new SetupError(
			`Node.js ${OLDEST_NODE} or newer is needed; this is ${process.versions.node}.`,
		);
	}
	const { n8n, browser, services } = readWishes(process.argv.slice(2));
	await ensurePackages();
	if (n8n) await ensureN8n(n8n);
	if (browser) await ensureBrowser();
	if (services) await ensureServices();
}

/** What the command line asks for. */
function readWishes(words) {
	const known = Object.keys(versions);
	const wishes = {};
	for (let index = 0; index < words.length; index++) {
		const next = words[index + 1];
		const isAlone = next === undefined || next.startsWith('--');
		if (['--browser', '--services'].includes(words[index])) {
			wishes[words[index].slice(2)] = true;
		} else if (words[index] !== '--n8n') {
			throw new SetupError(
				`Unknown option ${words[index]}; there are --n8n, --browser and --services.`,
			);
		} else if (isAlone) wishes.n8n = process.env.N8N_TEST_VERSION ?? known[0];
		else if (known.includes(next)) wishes.n8n = words[++index];
		else throw new SetupError(`There is no n8n ${next} here; there are ${known.join(', ')}.`);
	}
	return wishes;
}

main().catch((error) => {
	console.error(error instanceof SetupError ? `setup: ${error.message}` : error);
	process.exitCode = 1;
});
