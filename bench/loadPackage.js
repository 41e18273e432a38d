/**
 * Loads one package as n8n does, in a process in which nothing else has been loaded but n8n's own core, and prints what
 * that took and what it adds to the types that the editor downloads.
 *
 *   node loadPackage.js <n8n's start script> <folder of the package>
 */
const { createRequire } = require('node:module');
const { performance } = require('node:perf_hooks');

const [n8nBinary, folder] = process.argv.slice(2);
const { PackageDirectoryLoader } = createRequire(n8nBinary)('n8n-core');

const startedAt = performance.now();
const loader = new PackageDirectoryLoader(folder);
loader.loadAll().then(() => {
	const ms = performance.now() - startedAt;
	const nodes = loader.types.nodes.length;
	const typesBytes = Buffer.byteLength(JSON.stringify(loader.types));
	process.stdout.write(JSON.stringify({ ms, nodes, typesBytes }));
});
