import { convosoWebhookApiTest } from '../../nodes/ConvosoTrigger/credentialTest';

describe('a secret', () => {
	it.each([
		['', 'Error', 'There is no Secret yet'],
		['short', 'Error', '5 characters'],
		['a secret with blanks in it', 'Error', 'may change'],
		['piped|secret-piped|secret', 'Error', 'may change'],
		['kZ3mQ8-vB_71xTn0pLs4', 'OK', 'good'],
	])('%j is %s', async (secret, status, words) => {
		const result = await convosoWebhookApiTest.call(
			{} as never,
			{ id: '1', name: 'x', type: 'convosoWebhookApi', data: { secret } } as never,
		);
		expect(result).toMatchObject({ status, message: expect.stringContaining(words) });
		if (secret) expect(result.message).not.toContain(secret);
	});

	it('that is offered is good, and never the same', async () => {
		const offers = await Promise.all(
			['', ''].map(async (secret) => {
				const { message } = await convosoWebhookApiTest.call(
					{} as never,
					{ data: { secret } } as never,
				);
				return message.split(': ').at(-1)!;
			}),
		);
		expect(offers[0]).not.toBe(offers[1]);
		const again = await convosoWebhookApiTest.call(
			{} as never,
			{ data: { secret: offers[0] } } as never,
		);
		expect(again.status).toBe('OK');
	});
});
