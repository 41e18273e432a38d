import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { lab as createLab } from '../support/lab';
import { startPolling, type Polled } from '../support/poll';
import { runs } from '../support/runs';

/** How many calls are made over an hour and a half, and how many are scheduled at once. */
const MANY = runs(1_000, 5);
const SCHEDULED = runs(2_000, 5);

const lab = createLab('aiCall');
const MINUTE = 60_000;

/** How long a call lives that is talked through, ms. */
const TALKED = 33_000;

async function start(parameters: INodeParameters = {}): Promise<Polled> {
	const polled = await startPolling('aiCallTrigger', parameters, lab.credentials());
	expect(await polled.poll()).toEqual([]);
	return polled;
}

/** Queues calls; the last two digits of a number say what becomes of it. */
const call = (ending = '23', more: object = {}) =>
	lab.vendor.addCall({ recipientNumber: `+141555501${ending}`, ...more }).queueId;
const many = (count: number, ending = '23', more: object = {}) =>
	Array.from({ length: count }, () => call(ending, more));
const idsOf = (items: Array<Record<string, unknown>>) => items.map(({ queueId }) => queueId);

/** Polls once a minute. */
async function pollFor(polled: Polled, minutes: number) {
	const items = [];
	for (let minute = 0; minute < minutes; minute++) {
		await lab.clock.pass(MINUTE);
		items.push(...(await polled.poll()));
	}
	return items;
}

describe('AI Call Trigger', () => {
	it('begins with now: what has finished does not come out, what goes on does', async () => {
		many(70);
		await lab.clock.pass(10 * MINUTE);
		many(3);
		await lab.clock.pass(TALKED - 10_000);
		const queued = call();
		const polled = await start();
		const going = lab.vendor.calls.slice(70, 73).map(({ queueId }) => queueId);
		expect(idsOf(await pollFor(polled, 5))).toEqual([...going, queued]);
	});

	it('puts each call out once, as Wait Until Finished gives it', async () => {
		const polled = await start();
		const ids = ['23', '03', '04', '10', '77', '85', '86', '87'].map((ending) => call(ending));
		const items = await pollFor(polled, 10);
		expect(new Set(idsOf(items))).toEqual(new Set(ids));
		expect(items).toHaveLength(ids.length);
		expect(
			Object.fromEntries(items.map((item) => [item.recipientNumber, item.callStatus])),
		).toEqual({
			'+14155550123': 'completed',
			'+14155550103': 'declined',
			'+14155550104': 'no answer',
			'+14155550110': 'voicemail',
			'+14155550177': 'failed',
			'+14155550185': 'failed',
			'+14155550186': 'cancelled',
			'+14155550187': 'expired',
		});
		expect(items[0]).toMatchObject({ finished: true, endReason: expect.any(String) });
		expect(items[0]).not.toHaveProperty('transcript');
	});

	it('adds what was said', async () => {
		const polled = await start({ transcript: true });
		call('23');
		call('85');
		const [talked, failed] = await pollFor(polled, 3);
		expect(talked).toMatchObject({
			callStatus: 'completed',
			transcript: expect.stringContaining('Customer: Yes, please.'),
			conversation: { endReason: 'user ended call' },
		});
		expect(failed).toMatchObject({ callStatus: 'failed', transcript: null });
	});

	it('puts out more than fifty calls with transcripts over several polls', async () => {
		const polled = await start({ transcript: true });
		const ids = many(120);
		await lab.clock.pass(MINUTE);
		const counts = [];
		const seen = [];
		for (let i = 0; i < 5; i++) {
			const items = await polled.poll();
			counts.push(items.length);
			seen.push(...idsOf(items));
		}
		expect(counts).toEqual([50, 50, 20, 0, 0]);
		expect(new Set(seen)).toEqual(new Set(ids));
	});

	/** Polls while the server has no conversations to give. */
	const pollWithoutConversations = async (polled: Polled) => {
		lab.fail({
			kind: 'answer',
			status: 500,
			body: '',
			path: /\/conversations\/./,
			times: Infinity,
		});
		const items = await polled.poll();
		lab.sandbox.faults.clear();
		return items;
	};

	it('waits for a transcript three polls, then goes on without', async () => {
		const polled = await start({ transcript: true });
		call();
		await lab.clock.pass(MINUTE);
		expect(await pollWithoutConversations(polled)).toEqual([]);
		expect(await pollWithoutConversations(polled)).toEqual([]);
		expect(await pollWithoutConversations(polled)).toMatchObject([
			{ callStatus: 'completed', transcript: null, transcriptNote: expect.any(String) },
		]);
		expect(await pollFor(polled, 3)).toEqual([]);
	});

	it('takes a transcript that comes late', async () => {
		const polled = await start({ transcript: true });
		call();
		await lab.clock.pass(MINUTE);
		expect(await pollWithoutConversations(polled)).toEqual([]);
		polled.restart();
		expect(await polled.poll()).toMatchObject([
			{ transcript: expect.stringContaining('Yes, please') },
		]);
	});

	it('sees calls that were queued days before they are dialled', async () => {
		const polled = await start();
		const now = lab.clock.wallTime();
		const later = call('23', { startAt: now + 50 * MINUTE, giveUpAt: now + 90 * MINUTE });
		const between = many(60);
		const items = await pollFor(polled, 60);
		expect(items).toHaveLength(61);
		expect(new Set(idsOf(items))).toEqual(new Set([later, ...between]));
	});

	it(`loses none and puts none out twice, of ${MANY} calls over restarts and an hour of silence`, async () => {
		const polled = await start();
		const ids: string[] = [];
		const items: Array<Record<string, unknown>> = [];
		const endings = ['23', '03', '04', '10', '77', '85', '86', '87'];
		for (let minute = 0; minute < 120; minute++) {
			const isSilent = minute >= 30 && minute < 90;
			if (minute < 100) {
				for (let i = 0; i < MANY / 100; i++) ids.push(call(endings[(minute + i) % endings.length]));
			}
			if (minute % 7 === 0) polled.restart();
			await lab.clock.pass(MINUTE);
			const kinds = [
				{ kind: 'drop', when: 'before' },
				{ kind: 'answer', status: 503, body: '' },
			] as const;
			if (isSilent) lab.fail({ ...kinds[minute % 2], times: Infinity });
			const found = await polled.poll().catch(() => []);
			if (isSilent) expect(found).toEqual([]);
			items.push(...found);
			lab.sandbox.faults.clear();
		}
		items.push(...(await pollFor(polled, 70)));
		expect(ids).toHaveLength(MANY);
		expect(items).toHaveLength(MANY);
		expect(new Set(idsOf(items))).toEqual(new Set(ids));
	});

	it(`follows ${SCHEDULED} scheduled calls within the budget of each poll`, async () => {
		const polled = await start();
		const now = lab.clock.wallTime();
		const ids = Array.from({ length: SCHEDULED }, (_, index) =>
			call('23', {
				// Some at the same moment, as a bulk comes in.
				enqueuedAt: now + Math.floor(index / 10),
				startAt: now + 5 * MINUTE,
				giveUpAt: now + 60 * MINUTE,
			}),
		);
		const items: Array<Record<string, unknown>> = [];
		const most = [];
		for (let minute = 0; minute < 12; minute++) {
			await lab.clock.pass(MINUTE);
			const before = lab.sent().length;
			items.push(...(await polled.poll()));
			most.push(lab.sent().length - before);
		}
		expect(items).toHaveLength(SCHEDULED);
		expect(new Set(idsOf(items))).toEqual(new Set(ids));
		// The first poll lists them all, in pages of 50.
		expect(Math.max(...most.slice(1))).toBeLessThanOrEqual(45);
	});

	it('asks little where nothing happens, and writes nothing', async () => {
		many(30);
		await lab.clock.pass(10 * MINUTE);
		const polled = await start();
		const before = [lab.sent().length, polled.staticData()];
		expect(await pollFor(polled, 10)).toEqual([]);
		expect(lab.sent().length - (before[0] as number)).toBe(10);
		expect(polled.staticData()).toBe(before[1]);
	});

	it('does not read the server’s clock for its own', async () => {
		// The clock of the server is a day behind.
		const behind = (ms: number) => {
			const at = lab.clock.wallTime() - 86_400_000 + ms;
			return { enqueuedAt: at, startAt: at };
		};
		call('23', behind(0));
		const polled = await start();
		const id = call('23', behind(100_000));
		expect(idsOf(await pollFor(polled, 2))).toEqual([id]);
	});

	it.each([1, 3, 10])(
		'loses no call after one of a server whose clock is %d minutes fast',
		async (minutes) => {
			const polled = await start();
			const now = lab.clock.wallTime();
			const ids = [call('23', { enqueuedAt: now + minutes * MINUTE, startAt: now })];
			const items = await pollFor(polled, 1);
			for (let i = 0; i < 12; i++) {
				ids.push(call());
				items.push(...(await pollFor(polled, 1)));
			}
			items.push(...(await pollFor(polled, 5)));
			expect(items).toHaveLength(ids.length);
			expect(new Set(idsOf(items))).toEqual(new Set(ids));
		},
	);

	it('loses no call where one of a server with a fast clock is there from the beginning', async () => {
		const now = lab.clock.wallTime();
		call('23', { enqueuedAt: now + 10 * MINUTE, startAt: now });
		await lab.clock.pass(MINUTE);
		const polled = await start();
		const id = call();
		expect(idsOf(await pollFor(polled, 3))).toEqual([id]);
	});

	it('gets round calls that were made at the same moment', async () => {
		const polled = await start();
		const now = lab.clock.wallTime();
		const soon = many(5, '23', {
			enqueuedAt: now,
			startAt: now + 5 * MINUTE,
			giveUpAt: now + 60 * MINUTE,
		});
		many(45, '23', { enqueuedAt: now, startAt: now + 600 * MINUTE, giveUpAt: now + 900 * MINUTE });
		many(120, '23', { enqueuedAt: now, startAt: now });
		const seen = new Set(idsOf(await pollFor(polled, 20)));
		expect(soon.filter((id) => seen.has(id))).toEqual(soon);
	});

	it('begins anew where the business is changed', async () => {
		const polled = await start();
		call();
		await lab.clock.pass(MINUTE);
		polled.parameters.options = { business: lab.byId('7') };
		polled.restart();
		expect(await polled.poll()).toEqual([]);
		const other = call('23', { businessId: 7 });
		expect(idsOf(await pollFor(polled, 2))).toEqual([other]);
	});
});

describe('filters', () => {
	it('let out the calls of a campaign', async () => {
		const [first, second] = ['665f0c2b9d1e4a0012cc0001', '665f0c2b9d1e4a0012cc0002'];
		const polled = await start({ filters: { campaignId: lab.byId(second) } });
		call('23', { campaignId: first });
		const id = call('23', { campaignId: second });
		expect(idsOf(await pollFor(polled, 3))).toEqual([id]);
	});

	it('let out calls that ended so', async () => {
		const polled = await start({ filters: { statuses: ['no answer', 'voicemail'] } });
		call('23');
		const ids = [call('04'), call('10')];
		expect(idsOf(await pollFor(polled, 3))).toEqual(ids);
	});
});

describe('a test by hand', () => {
	it('gives the latest finished call, and changes nothing', async () => {
		const polled = await start({ transcript: true });
		call('04');
		const id = call('23');
		await lab.clock.pass(MINUTE);
		call('23');
		const before = polled.staticData();
		const [item] = await polled.poll('manual');
		expect(item).toMatchObject({ queueId: id, transcript: expect.any(String) });
		expect(polled.staticData()).toBe(before);
		expect(await pollFor(polled, 3)).toHaveLength(3);
	});

	it('says that there is none yet', async () => {
		const polled = await start();
		call();
		await expect(polled.poll('manual')).rejects.toMatchObject({
			message: 'There is no finished call to show yet',
		});
	});
});

describe('a server that', () => {
	it('refuses the key stops the activation with a sentence', async () => {
		const credentials = lab.credentials({ apiKey: 'iu_wrong_key' });
		const polled = await startPolling('aiCallTrigger', {}, credentials);
		await expect(polled.poll()).rejects.toMatchObject({
			description: expect.stringContaining("'API Key'"),
		});
	});

	it('does not answer stops the first activation, later only the tenth poll tells', async () => {
		lab.fail({ kind: 'drop', when: 'before', times: Infinity });
		const first = await startPolling('aiCallTrigger', {}, lab.credentials());
		await expect(first.poll()).rejects.toMatchObject({
			message: expect.stringContaining('AI Call closed the connection'),
		});
		lab.sandbox.faults.clear();
		const polled = await start();
		lab.fail({ kind: 'answer', status: 503, body: 'away', times: Infinity });
		const outcomes = [];
		for (let i = 0; i < 20; i++) {
			outcomes.push(
				await polled.poll().then(
					() => 'quiet',
					({ description }) => String(description),
				),
			);
		}
		expect(outcomes.filter((outcome) => outcome !== 'quiet')).toEqual([
			expect.stringContaining('10 times. No call is lost'),
			expect.stringContaining('20 times'),
		]);
	});

	const envelope = (data: unknown) => ({ success: true, code: null, message: null, data });
	const row = { queueId: 'q1', status: 4, sessionStatus: 6, enqueuedAt: 'soon' };
	it.each([
		['a web page', '<html>busy</html>'],
		['nothing', ''],
		['null', envelope(null)],
		['a number', envelope(7)],
		['a negative number', envelope(-7)],
		['a text', envelope('none')],
		['a list of numbers', envelope([1, 2])],
		['a page of nothing', envelope({ items: 'x', nextCursor: 'c', hasNextPage: true })],
		['a page of numbers', envelope({ items: [1, null], nextCursor: 'c', hasNextPage: true })],
		['a page that leads to itself', envelope({ items: [row], nextCursor: 'c', hasNextPage: true })],
		['a refusal without words', { success: false }],
	])('answers everything with %s makes it lose nothing', async (_name, body) => {
		const polled = await start();
		const ids = many(3);
		expect(await polled.poll()).toEqual([]);
		ids.push(...many(3));
		await lab.clock.pass(MINUTE);
		const before = lab.sent().length;
		lab.fail({ kind: 'answer', status: 200, body, times: Infinity });
		const odd: IDataObject[] = await polled.poll().catch(() => []);
		lab.sandbox.faults.clear();
		lab.fail({ kind: 'answer', status: 200, body, times: Infinity, path: /outbound\/\w{24}/ });
		odd.push(...(await polled.poll().catch(() => [])));
		expect(lab.sent().length - before).toBeLessThan(100);
		lab.sandbox.faults.clear();
		const own = [...odd, ...(await pollFor(polled, 2))].filter(({ queueId }) =>
			ids.includes(String(queueId)),
		);
		expect(own).toHaveLength(ids.length);
		expect(new Set(idsOf(own))).toEqual(new Set(ids));
	});

	it('has lost a call is not asked for it for ever', async () => {
		const polled = await start();
		call();
		expect(await polled.poll()).toEqual([]);
		lab.vendor.calls.length = 0;
		expect(await pollFor(polled, 1)).toEqual([]);
		const before = lab.sent().length;
		await pollFor(polled, 1);
		const asked = lab.sent().slice(before);
		expect(asked.filter(({ path }) => /outbound\/\w{24}/.test(path))).toEqual([]);
	});

	it.each([3, 30])('cannot tell of one call tells of all others: %i calls', async (count) => {
		const polled = await start();
		const ids = many(count);
		expect(await polled.poll()).toEqual([]);
		const away = { kind: 'answer', status: 500, body: 'away', times: Infinity } as const;
		lab.fail({ ...away, path: new RegExp(ids[0]) });
		// A list that it would be in.
		const isOfOpen = (body: unknown) => JSON.stringify(body ?? '').includes('endCreatedDate');
		lab.fail({ ...away, path: /outbound$/, where: isOfOpen });
		const items = await pollFor(polled, 4);
		expect(new Set(idsOf(items))).toEqual(new Set(ids.slice(1)));
		lab.sandbox.faults.clear();
		items.push(...(await pollFor(polled, 2)));
		expect(idsOf(items).at(-1)).toBe(ids[0]);
		expect(items).toHaveLength(count);
	});

	it('sends the trigger elsewhere does not get the key there', async () => {
		const polled = await start();
		lab.fail({
			kind: 'answer',
			status: 307,
			headers: { location: `${lab.sandbox.origin}/elsewhere` },
			body: '',
		});
		const before = lab.sent().length;
		await expect(polled.poll()).rejects.toThrow();
		expect(lab.sent().length - before).toBe(1);
	});
});
