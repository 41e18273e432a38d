import path from 'node:path';

import type { INodeParameters } from 'n8n-workflow';

import type { Service } from '../../nodes/shared/service';
import type { NodeRun } from '../support/engine';
import { loadedPackage } from '../support/engine';
import { fakeWire, type OtherEnd } from '../support/fakeWire';
import { runs } from '../support/runs';
import type { OperationCase } from './operations';
import { promisesLab } from './walk';

const the = promisesLab();
const { clock, traffic, sandbox } = the;

const BULK = runs(5_000);

/** Amid a pause of the bulk run, and amid the window of a limit of 10 s, ms. */
const MIDDLE = 35_500;

let otherEnd: OtherEnd | undefined;
fakeWire(() => otherEnd);

/** What each node sends, and the first of its operations that writes. */
async function everyVendor(): Promise<Array<{ one: OperationCase; service: Service }>> {
	const { known } = await loadedPackage();
	const writes = (await the.everyOperation()).filter(({ isRead }) => !isRead);
	return [...new Set(writes.map(({ type }) => type))].map((type) => {
		const folder = path.dirname(known.nodes[type].sourcePath);
		const file = path.resolve(__dirname, '../..', folder, 'service');
		const services = Object.values(jest.requireActual<Record<string, Service>>(file));
		const service = services.find((value) => typeof value === 'object')!;
		return { one: writes.find((write) => write.type === type)!, service };
	});
}

/** Starts a run of so many items, and lets it come as far as it can without time. */
async function start(one: OperationCase, count: number, requestOptions: INodeParameters) {
	let cancel = () => {};
	const setting: Partial<NodeRun> = {
		items: Array.from({ length: count }, () => ({ ...one.items![0] })),
		onStart: (stop) => (cancel = stop),
		// What can be done only once is refused from the second item on.
		settings: { onError: 'continueRegularOutput' },
	};
	const land = traffic.depart();
	const ended = the.run({ ...one, parameters: { ...one.parameters, requestOptions } }, setting);
	for (let turn = 0; turn < 200; turn++) await new Promise((next) => setImmediate(next));
	land();
	return { ended, cancel: () => cancel() };
}

/** When each item's request came, by its item: the last one. */
function arrivals(): Map<number, number> {
	const at = new Map<number, number>();
	otherEnd = async (request) => {
		if (request.item !== undefined) at.set(request.item, clock.passed);
		return await sandbox.answer(request).finally(traffic.depart());
	};
	return at;
}

/** The clock of the built package. */
const clockOfPackage = () =>
	jest.requireActual<typeof import('../../nodes/shared/clock')>('../../dist/nodes/shared/clock.js')
		.clock;

afterEach(() => (otherEnd = undefined));

it(`one lead beside a bulk of ${BULK} starts within twice the interval of its account`, async () => {
	let vendors = 0;
	for (const { one, service } of await everyVendor()) {
		const interval = service.rate ? service.rate.perMs / service.rate.requests : 0;
		// Paced by the user; and by the vendor's limit, where it has one.
		for (const requestInterval of service.rate ? [1_000, 0] : [1_000]) {
			the.begin(one.type, 'none');
			const cameAt = arrivals();
			const bulk = await start(one, BULK, { requestInterval });
			await clock.reached(MIDDLE);
			expect(cameAt.size).toBeGreaterThan(20);
			const begunAt = clock.passed;
			const hot = await start(one, 1, {});
			await hot.ended;
			const waited = cameAt.get(0)! - begunAt;
			const isInTime = waited >= 0 && waited <= 2 * interval;
			expect({ name: one.name, waited, isInTime }).toMatchObject({ isInTime: true });

			const cancelledAt = clock.passed;
			bulk.cancel();
			await bulk.ended;
			expect({ name: one.name, after: clock.passed - cancelledAt }).toEqual({
				name: one.name,
				after: 0,
			});
			expect(cameAt.size).toBeLessThan(BULK);
		}
		vendors++;
	}
	expect(vendors).toBe(Object.keys(sandbox.vendors).length);
});

it('a run that is cancelled while it waits for its turn ends at once, and sends nothing', async () => {
	for (const { one } of await everyVendor()) {
		the.begin(one.type, 'none');
		const cameAt = arrivals();
		const vendor = otherEnd!;
		let isRefused = false;
		otherEnd = async (request, signal) => {
			if (isRefused) return await vendor(request, signal);
			isRefused = true;
			return { status: 429, headers: { 'retry-after': '30' }, body: Buffer.from('{}') };
		};
		const first = await start(one, 1, {});
		const second = await start(one, 3, {});
		await clock.pass(1_000);
		second.cancel();
		const { items } = await second.ended;
		const sent = items.filter(({ json }) => json.error === undefined);
		expect([one.name, clock.passed, sent, cameAt.size]).toEqual([one.name, 1_000, [], 0]);
		await first.ended;
		expect([one.name, [...cameAt.keys()]]).toEqual([one.name, [0]]);
		expect(clock.passed).toBeGreaterThanOrEqual(30_000);
	}
});

it('a run that is cancelled amid the wait after a 429 ends at once, and sends nothing more', async () => {
	for (const { one } of await everyVendor()) {
		the.begin(one.type, 'none');
		let asked = 0;
		otherEnd = async () => {
			asked++;
			return { status: 429, headers: { 'retry-after': '30' }, body: Buffer.from('{}') };
		};
		const run = await start(one, 3, { concurrentRequests: 1 });
		await clock.pass(1_000);
		run.cancel();
		const { items } = await run.ended;
		const sent = items.filter(({ json }) => json.error === undefined);
		expect([one.name, clock.passed, sent, asked]).toEqual([one.name, 1_000, [], 1]);
	}
});

it('a clock of the machine that is set back an hour delays no paced run', async () => {
	for (const { one, service } of await everyVendor()) {
		// Paced by the user; and by the vendor's limit, where it has one.
		for (const isByUser of service.rate ? [true, false] : [true]) {
			the.begin(one.type, 'none');
			const cameAt = arrivals();
			const [count, requestInterval] = isByUser ? [30, 1_000] : [150, 0];
			const run = await start(one, count, { requestInterval, concurrentRequests: 1 });
			await clock.pass(5_500);
			const honest = Date.now;
			const machine = jest.spyOn(Date, 'now').mockImplementation(() => honest() - 3_600_000);
			const wall = jest.spyOn(clockOfPackage(), 'wallTime');
			wall.mockImplementation(() => clock.wallTime() - 3_600_000);
			await run.ended;
			machine.mockRestore();
			wall.mockRestore();
			const isInTime = clock.passed <= 30_000;
			expect({ name: one.name, sent: cameAt.size, passed: clock.passed, isInTime }).toMatchObject({
				sent: count,
				isInTime: true,
			});
		}
	}
});
