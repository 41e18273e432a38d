import { modeNames } from '../../sandbox/hostile';
import { share } from '../support/runs';
import { named } from './operations';
import { promisesLab } from './walk';
import { explained } from './words';

const the = promisesLab();

const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

const doubtful = modeNames.filter((name) =>
	/^status(408|425|499|5\d\d)(Html|Empty|Json)/.test(name),
);

it.each(doubtful)('a write that is answered with %s is unknown, and sent once', async (mode) => {
	for (const one of await the.someOperations()) {
		const { name, type, isRead, main, requests } = one;
		if (isRead) continue;
		the.begin(type, mode, (_request, number) => number === main);
		const result = await the.run(one, { settings: retrying });
		const times = the.hostile.received.filter((sent) => named(sent) === requests[main]).length;
		expect({ name, times }).toEqual({ name, times: 1 });
		// A look-up may have found it; then it is in the output.
		const words = explained(result) || (result.items.length > 0 && 'found');
		expect(`${name}: ${words}`).toMatch(/unknown whether|was asked afterwards|: found$/);
	}
});

const refused = modeNames.filter((name) => /^status((401|403)(Html|Empty))$/.test(name));

it.each(refused)(
	'%s costs one request for 40 items, and speaks of the credential',
	async (mode) => {
		for (const one of await the.someOperations()) {
			const { name, type, items = [{ json: {} }], parameters } = one;
			the.begin(type, mode);
			const result = await the.run(one, { items: Array.from({ length: 40 }, () => items[0]) });
			// With OAuth2 n8n asks once more, with the token that it has renewed.
			const most = parameters.authentication === 'oAuth2' ? 4 : 1;
			const { length } = the.hostile.received;
			const isBounded = length >= 1 && length <= most;
			expect({ name, length, isBounded }).toEqual({ name, length, isBounded: true });
			expect(`${name}: ${explained(result)}`).toMatch(/credential|key|token|permission|right/i);
		}
	},
);

const storms = modeNames.filter((name) => name.startsWith('retryAfter'));

it.each(storms)(
	'429 with %s ends within Max Wait on Rate Limit, after few requests',
	async (mode) => {
		for (const one of await the.someOperations()) {
			const { name, type, parameters } = one;
			the.begin(type, mode);
			const bounded = { ...parameters, requestOptions: { rateLimitWait: 20_000 } };
			const result = await the.run({ ...one, parameters: bounded });
			expect(`${name}: ${explained(result)}`).toMatch(/too many requests/);
			expect(`${name}: ${explained(result)}`).not.toMatch(/NaN|Infinity|unknown whether/);
			// No wait is shorter than a quarter of a second.
			const { length } = the.hostile.received;
			expect({ name, length, isBounded: length <= 12 }).toEqual({ name, length, isBounded: true });
			expect({ name, passed: Math.max(the.clock.passed, 20_000) }).toEqual({
				name,
				passed: 20_000,
			});
		}
		const asked = [...(await the.everyQuestion()), ...(await the.everyCredentialTest())];
		for (const { name, type, ask } of share(asked, storms.indexOf(mode))) {
			the.begin(type, mode);
			const said = (await ask().catch((error: unknown) => error)) as { message?: string };
			expect(`${name}: ${said.message}`).toMatch(/too many requests/);
			const { length } = the.hostile.received;
			expect({ name, length, isBounded: length <= 12 }).toEqual({ name, length, isBounded: true });
		}
	},
);

it('a used-up daily quota is told at once, with its own sentence', async () => {
	let told = 0;
	for (const one of await the.everyOperation()) {
		if (one.type !== 'leadConnector') continue;
		the.begin(one.type, 'dailyQuota0');
		const result = await the.run(one, { settings: { onError: 'continueRegularOutput' } });
		expect(explained(result)).toMatch(/daily quota of LeadConnector is used up/);
		expect(the.hostile.received).toHaveLength(1);
		expect(the.clock.passed).toBe(0);
		told++;
	}
	expect(told).toBeGreaterThan(0);
});
