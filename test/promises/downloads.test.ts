import type { INodeParameters } from 'n8n-workflow';

import { SIGNATURE } from '../../sandbox/iqra/audio';
import { fakeWire, type OtherEnd } from '../support/fakeWire';
import { faults } from './faults';
import type { OperationCase } from './operations';
import { promisesLab } from './walk';

const the = promisesLab();
const { clock, sandbox, traffic } = the;

let otherEnd: OtherEnd | undefined;
fakeWire(() => otherEnd);
afterEach(() => (otherEnd = undefined));

const requestOptions = { timeout: 20_000, largestDownload: 1 };

/** Convoso fetches by https alone. */
const ADDRESS = `https://recordings.example/iqra/audio/call/client.wav?${SIGNATURE}`;

/** Everything as at the beginning, and an address with each recording of Convoso. */
function begin({ type }: OperationCase): void {
	the.begin(type, 'none');
	const { store } = sandbox.vendors.convoso;
	store.recordings = [...store.leads.keys()].map((lead_id, index) => ({
		...store.recordings[0],
		recording_id: `rec${index}`,
		lead_id,
		url: ADDRESS,
	}));
}

const honest: OtherEnd = async (request) => await sandbox.answer(request).finally(traffic.depart());

/** Every operation that fetches a file, without filters, which may leave out what has one; and where the file lies. */
async function findDownloads(): Promise<Array<{ one: OperationCase; path: string }>> {
	const found: Array<{ one: OperationCase; path: string }> = [];
	for (const one of await the.everyOperation()) {
		const { filters } = one.parameters;
		const parameters = { ...one.parameters, ...(filters ? { filters: {} } : {}) };
		begin(one);
		let path = '';
		otherEnd = async (request, signal) => {
			[path] = request.url.split('?');
			return await honest(request, signal);
		};
		const { items } = await the.run({ ...one, parameters });
		if (items.some(({ binary }) => binary)) found.push({ one: { ...one, parameters }, path });
	}
	expect(found.map(({ one }) => one.name)).toEqual([
		'aiCall conversation.get',
		'convolo call.getRecording',
		'convoso lead.getRecordings',
		'convoso recording.getByUser',
		'leadConnector message.getRecording',
	]);
	return found;
}

let known: ReturnType<typeof findDownloads> | undefined;
const downloads = async () => await (known ??= findDownloads());

/** Runs an operation whose file goes wrong, and tells what a user reads of it. */
async function readOf(
	{ one, path }: { one: OperationCase; path: string },
	file: OtherEnd,
	cancelAt?: number,
): Promise<string> {
	begin(one);
	otherEnd = async (request, signal) =>
		await (request.url.split('?')[0] === path ? file : honest)(request, signal);
	const parameters = { ...one.parameters, requestOptions } as INodeParameters;
	const { items, error } = await the.run(
		{ ...one, parameters },
		{
			onStart: (cancel) => cancelAt !== undefined && void clock.reached(cancelAt).then(cancel),
		},
	);
	return `${one.name}: ${error?.message} ${error?.description} ${JSON.stringify(items)}`;
}

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
		expect([one.one.name, clock.passed]).toEqual([one.one.name, 5_000]);
	}
});
