import { startWebhook } from '../support/webhook';
import { senders } from './senders';

/** Every way to show a secret. */
const ways = Object.values(senders)
	.filter(({ parameters }) => parameters.source !== 'app')
	.flatMap((sender) =>
		sender.query === ''
			? [
					{ sender, place: 'header', queryName: 'secret' },
					{ sender, place: 'query', queryName: 'secret' },
				]
			: [{ sender, place: 'query', queryName: 'secret' }],
	);

describe.each(ways)('$sender.type, $place', ({ sender, place, queryName }) => {
	/** The answer to a request that shows `given`, where the credential has `secret`. */
	async function knock(secret: unknown, given: string): Promise<number> {
		const server = await startWebhook({
			type: sender.type,
			parameters: { ...sender.parameters, authentication: place, queryName } as never,
			credentials: { [sender.credentialType]: { secret } },
		});
		const query = place === 'query' ? `?${queryName}=${encodeURIComponent(given)}` : '';
		const answer = await fetch(server.url + query, {
			method: 'POST',
			headers: place === 'header' ? { authorization: `Bearer ${given}` } : {},
			body: JSON.stringify(sender.event),
		});
		await answer.text();
		await server.close();
		expect(server.started).toHaveLength(answer.status === 200 ? 1 : 0);
		return answer.status;
	}

	const unseen = [
		'\u200b\u200b',
		'\u00a0',
		'\u3164',
		'\ufeff',
		'\u2800\u2800',
		'\0\0',
		'\u00ad \u2060',
		'\ufff9',
	];
	// A header holds no such characters: Node.js hands its bytes over one by one.
	const shown = (text: string) =>
		place === 'header' ? Buffer.from(text).toString('latin1').replace(/\0/g, '') : text;

	it.each(unseen)('a secret in which nothing is visible lets nobody in: %j', async (secret) => {
		expect(await knock(secret, shown(secret))).toBe(401);
		expect(await knock(secret, '')).toBe(401);
	});

	it.each([
		[{ a: 1 }, '[object Object]'],
		[[], ''],
		[['x', 'y'], 'x,y'],
		[true, 'true'],
		[0, '0'],
		[NaN, 'NaN'],
		[null, 'null'],
		[undefined, 'undefined'],
	])('a secret that is no text lets nobody in: %j', async (secret, given) => {
		expect(await knock(secret, given)).toBe(401);
	});

	it('a text does', async () => {
		expect(await knock('kZ3mQ8-vB_71xTn0', 'kZ3mQ8-vB_71xTn0')).toBe(200);
	});
});
