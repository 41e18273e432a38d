import { startN8n, type N8n } from './n8n';
import { buildPackage, packPackage, type PackedPackage } from './pack';
import { share } from './shared';

/** What the teardown ends. Jest runs both in one process, but hands nothing from one to the other. */
export const started: { n8n?: N8n; packed?: PackedPackage } = {};

/**
 * Builds and packs the package, and starts the n8n that all test files share. N8N_TEST_TARBALL names a
 * package that is packed already.
 */
export default async function globalSetup(): Promise<void> {
	const startedAt = Date.now();
	const say = (text: string) =>
		console.log(`n8n tests: ${text} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
	let tarball = process.env.N8N_TEST_TARBALL;
	if (!tarball) {
		say((await buildPackage()) ? 'package built' : 'build is up to date');
		started.packed = await packPackage();
		tarball = started.packed.tarball;
		say(`package packed, ${Math.round(started.packed.size / 1024)} KiB`);
	}
	started.n8n = await startN8n({ tarball });
	say('n8n is ready');
	share(started.n8n, tarball);
}
