import { expectNoSecrets, lab } from './lab';

const { sandbox, vendor, clock, traffic, run, sent, fail } = lab('convoso');

describe('time in tests', () => {
	it('wakes each sleeper in its turn, and passes by their waits alone', async () => {
		const began = clock.wallTime();
		const woken: string[] = [];
		const sleeper = async (name: string, ms: number) => {
			await clock.sleep(ms);
			woken.push(`${name} at ${clock.passed}`);
		};
		void clock.reached(40_000).then(() => woken.push('told'));
		void clock.reached(70_000).then(() => woken.push('told too late'));
		await Promise.all([sleeper('late', 60_000), sleeper('early', 10_000), sleeper('next', 40_000)]);
		expect(woken).toEqual(['early at 10000', 'told', 'next at 40000', 'late at 60000']);
		expect(clock.slept).toEqual([60_000, 10_000, 40_000]);
		expect(clock.wallTime() - began).toBe(60_000);
	});

	it('stands still while a request is in flight', async () => {
		fail({ kind: 'delay', ms: 50 });
		const began = clock.wallTime();
		const running = run({ resource: 'campaign', operation: 'search', requestOptions: {} });
		while (traffic.most === 0) await new Promise((next) => setImmediate(next));
		await clock.pass(1_000);
		expect(sent()[0].at).toBe(began);
		await running;
	});
});

describe('a secret in what comes of a run', () => {
	const [secret] = vendor.secrets;
	const withCause = new Error('x', { cause: new Error(`token ${secret}`) });

	it.each<[string, unknown]>([
		['its output', { items: [{ json: { note: `token ${secret}` } }] }],
		['what n8n saves', { items: [], saved: [{ parameters: { secret } }] }],
		['the message of an error', { items: [], error: new Error(`token ${secret}`) }],
		['the cause of an error', { items: [], error: withCause }],
		['a field of an error', Object.assign(new Error('x'), { description: secret })],
		['the stack of an error', Object.assign(new Error('x'), { stack: secret })],
		['the error of an item', { items: [{ json: {}, error: new Error(secret) }] }],
	])('is found in %s', (_name, seen) => {
		let found = '';
		try {
			expectNoSecrets(seen, sandbox);
		} catch (error) {
			found = (error as Error).message;
		}
		expect(found).toContain('"leaked": 1');
		expect(found).not.toContain(secret);
	});

	it('is not found where there is none', () => {
		expectNoSecrets({ items: [{ json: { note: 'token' } }], error: new Error('x') }, sandbox);
		expectNoSecrets(undefined, sandbox);
	});
});
