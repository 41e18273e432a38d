import { createServer, type AddressInfo } from 'node:net';

/**
 * Finds ports on 127.0.0.1 that nobody listens on. All are held open until the last one is found, so
 * that they differ.
 *
 * @param count how many
 * @returns that many different port numbers
 */
export async function freePorts(count: number): Promise<number[]> {
	const servers = await Promise.all(
		Array.from(
			{ length: count },
			async () =>
				await new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
					const server = createServer();
					server.once('error', reject);
					server.listen(0, '127.0.0.1', () => resolve(server));
				}),
		),
	);
	const ports = servers.map((server) => (server.address() as AddressInfo).port);
	await Promise.all(servers.map(async (s) => await new Promise((done) => s.close(done))));
	return ports;
}
