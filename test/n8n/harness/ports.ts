import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';

/**
 * Where ports are looked for: above those of well-known services, below those that systems give to outgoing connections. One of
 * the latter may be taken in the moment before its server listens, or while it is started again.
 */
const [FIRST, LAST] = [20_000, 32_000];

/** How many ports are tried for one that is free. */
const TRIES = 1_000;

/**
 * Finds ports on 127.0.0.1 that nobody listens on. All are held open until the last one is found, so
 * that they differ.
 *
 * @param count how many
 * @returns that many different port numbers
 */
export async function freePorts(count: number): Promise<number[]> {
	const held = new Map<number, Server>();
	try {
		for (let tries = 0; held.size < count; tries++) {
			const port = randomInt(FIRST, LAST);
			const server = await listenOn(port);
			if (server) held.set(port, server);
			else if (tries > TRIES) throw new Error(`No free port from ${FIRST} to ${LAST}`);
		}
	} finally {
		await Promise.all(
			[...held.values()].map(async (one) => await new Promise((done) => one.close(done))),
		);
	}
	return [...held.keys()];
}

/** A server on a port of 127.0.0.1; undefined where another one is. */
async function listenOn(port: number): Promise<Server | undefined> {
	return await new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(undefined));
		server.listen(port, '127.0.0.1', () => resolve(server));
	});
}
