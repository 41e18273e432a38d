import type { INodeParameters } from 'n8n-workflow';

import { fakeWire, type OtherEnd } from '../support/fakeWire';
import { faults } from './faults';
import { promisesLab, type OperationCase } from './walk';

const the = promisesLab();
const { clock, sandbox, traffic } = the;

// The first test finds parameters for every operation.
jest.setTimeout(180_000);

let otherEnd: OtherEnd | undefined;
fakeWire(clock, () => otherEnd);
afterEach(() => (otherEnd = undefined));

const requestOptions = { timeout: 20_000, largestDownload: 1 };

/** Runs an operation whose file goes wrong, and tells what a user reads of it. */
async function readOf(one: OperationCase, file: OtherEnd, cancelAt?: number): Promise<string> {
	the.begin(one.type, 'none');
	const path = one.requests.at(-1)!.split(' ')[1];
	otherEnd = async (request, signal) =>
		request.url.split('?')[0] === path
			? await file(request, signal)
			: await sandbox.answer(request).finally(traffic.depart());
	const parameters = { ...one.parameters, requestOptions } as INodeParameters;
	const { items, error } = await the.run(
		{ ...one, parameters },
		{
			onStart: (cancel) => cancelAt !== undefined && void clock.reached(cancelAt).then(cancel),
		},
	);
	return `${one.name}: ${error?.message} ${error?.description} ${JSON.stringify(items)}`;
}

const downloads = async () => {
	const found = (await the.everyOperation()).filter(({ isDownload }) => isDownload);
	expect(found.length).toBeGreaterThan(1);
	return found;
};

it.each([
	['silent', /in time|within 'Timeout'/],
	['trickle', /in time|within 'Timeout'/],
	['endless', /Largest Download \(MB\)/],
])('a file that is %s ends with what the user set, and says so', async (name, words) => {
	for (const one of await downloads()) {
		const said = await readOf(one, async (request, signal) => {
			const carryOut = async () => await sandbox.answer(request);
			const open = { isAccepted: true, ms: 0 };
			return await faults[name].strike({ request, signal, clock, carryOut, ...open });
		});
		expect(said).toMatch(words);
		// A read is asked four times at most.
		expect(clock.passed).toBeLessThan(4 * (requestOptions.timeout + 4_000));
	}
});

it.each(['file:///etc/passwd', 'ftp://files.example/1.wav', 'http://[::1'])(
	'a file that lies at %s is not fetched',
	async (location) => {
		for (const one of await downloads()) {
			const said = await readOf(one, async () => {
				return { status: 302, headers: { location }, body: Buffer.alloc(0) };
			});
			expect(said).toMatch(/no web address|another address|answers HTTP 302/);
		}
	},
);

it('a download that is cancelled ends at once', async () => {
	for (const one of await downloads()) {
		const silent: OtherEnd = async (_request, signal) => {
			await clock.passUnless(signal, 3_600_000);
			throw new Error('hung up');
		};
		await readOf(one, silent, 5_000);
		expect([one.name, clock.passed]).toEqual([one.name, 5_000]);
	}
});
