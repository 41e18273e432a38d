import { modeNames } from '../../sandbox/hostile';
import { promisesLab } from './walk';

const the = promisesLab();

const echoes = modeNames.filter((name) => name.startsWith('echoSecrets'));

describe.each(echoes)('%s', (mode) => {
	it('brings no secret into what an operation shows and what n8n saves', async () => {
		let echoed = 0;
		for (const one of await the.someOperations()) {
			the.begin(one.type, mode);
			const result = await the.run(one);
			const { name } = one;
			expect({ name, leaks: the.leaksIn(result) }).toEqual({ name, leaks: [] });
			if (JSON.stringify(result.saved).includes('***')) echoed++;
		}
		// Were the echo lost on the way, nothing would be proven.
		expect(echoed).toBeGreaterThan(0);
	});

	it('brings none into pick lists and the words of credential tests', async () => {
		for (const { name, type, ask } of [
			...(await the.everyQuestion()),
			...(await the.everyCredentialTest()),
		]) {
			the.begin(type, mode);
			const answer = await ask().catch((error: unknown) => error);
			expect({ name, leaks: the.leaksIn(answer) }).toEqual({ name, leaks: [] });
		}
	});
});

it('finds a secret in every encoding, so that the tests above can fail', () => {
	const [secret] = the.sandbox.vendors.convoso.secrets;
	const base64 = Buffer.from(`ab:${secret}`).toString('base64');
	const url = [...secret].map((one) => `%${one.charCodeAt(0).toString(16)}`).join('');
	for (const text of [secret, base64, url]) expect(the.leaksIn({ text })).toEqual(['convoso']);
	expect(the.leaksIn(new Error(secret))).toEqual(['convoso']);
	expect(the.leaksIn({ text: 'nothing' })).toEqual([]);
});
