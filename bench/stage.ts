import { buildPackage, packPackage, startN8n, type N8n } from '../test/n8n/harness';
import { CREDENTIAL } from './contenders';
import { say } from './progress';
import { packForRoutingNode } from './routingPackage';
import { startVendor, type Vendor } from './vendor';

/** What most measures need: a real n8n with the packed package, and the simulated vendor. */
export interface Stage {
	n8n: N8n;
	vendor: Vendor;
	/** The vendor's address, e.g. http://127.0.0.1:4000/convoso/v1 */
	baseUrl: string;
	stop: () => Promise<void>;
}

/** Builds the package where needed and packs it. */
export async function packed(): Promise<string> {
	say('building and packing the package');
	await buildPackage();
	return (await packPackage()).tarball;
}

/**
 * Starts n8n, with the package and its RoutingNode twin installed, and the simulated vendor.
 *
 * @param tarball of the package
 */
export async function setStage(tarball: string): Promise<Stage> {
	say('starting n8n and the simulated vendor');
	const twin = await packForRoutingNode(tarball);
	const vendor = await startVendor();
	const n8n = await startN8n({ tarball, otherTarballs: [twin] });
	await n8n.createCredential('convosoApi', CREDENTIAL, vendor.credential);
	return {
		n8n,
		vendor,
		baseUrl: vendor.credential.baseUrl as string,
		stop: async () => {
			await n8n.stop();
			vendor.stop();
		},
	};
}
