import { startN8n, type N8n } from './n8n';
import { buildPackage, packPackage } from './pack';
import { share } from './shared';

let shared: N8n | undefined;

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
		const packed = await packPackage();
		tarball = packed.tarball;
		say(`package packed, ${Math.round(packed.size / 1024)} KiB`);
	}
	shared = await startN8n({ tarball });
	say('n8n is ready');
	share(shared, tarball);
}

/** Ends what the setup started. Jest runs both in one process. */
export async function endSharedN8n(): Promise<void> {
	await shared?.stop();
}
