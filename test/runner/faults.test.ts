import type { INodeParameters } from 'n8n-workflow';

import type { FaultKind } from '../../sandbox/kit/faults';
import { byId, lab } from '../support/lab';

const { sandbox, vendor, clock, traffic, credentials, run, sent, fail, held } = lab('convoso');

const items = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ json: { phone: String(5_551_000_000 + index) } }));

const insert: INodeParameters = {
	resource: 'lead',
	operation: 'insert',
	listId: byId('333'),
	phoneNumber: '={{ $json.phone }}',
	leadFields: {},
	customFields: {},
	options: {},
	requestOptions: {},
};

const search: INodeParameters = {
	resource: 'lead',
	operation: 'search',
	returnAll: true,
	filters: {},
	requestOptions: {},
};

/** Strikes the insert of one item. */
const atItem = (item: number) => (body: unknown) =>
	(body as { phone_number?: string }).phone_number === String(5_551_000_000 + item);

const phonesInAccount = () =>
	[...vendor.store.leads.values()].map(({ phone_number }) => phone_number).sort();

describe('too many requests', () => {
	it('waits as long as Retry-After says and goes on', async () => {
		fail({ kind: 'answer', status: 429, headers: { 'retry-after': '1' }, times: 2 });
		const { items: output, error } = await run(insert, { items: items(5) });
		expect(error).toBeUndefined();
		expect(output).toHaveLength(5);
		expect(clock.passed).toBeGreaterThanOrEqual(1000);
		expect(phonesInAccount()).toHaveLength(5);
	});

	it('waits without Retry-After too', async () => {
		fail({ kind: 'answer', status: 429, times: 2 });
		const { items: output } = await run(insert, { items: items(1) });
		expect(output).toHaveLength(1);
		expect(sent()).toHaveLength(3);
	});

	it('gives up within the time the user set, and says that nothing happened', async () => {
		fail({ kind: 'answer', status: 429, times: 1000 });
		const { error } = await run(
			{ ...insert, requestOptions: { rateLimitWait: 1600 } },
			{ items: items(1) },
		);
		expect(error?.message).toMatch(/Convoso is receiving too many requests/);
		expect(error?.description).toMatch(/nothing happened there.*'Pause Between Requests \(Ms\)'/);
		expect(clock.passed).toBeLessThanOrEqual(1600);
	});
});

describe('no usable answer', () => {
	const unreadable: Array<[string, FaultKind, RegExp]> = [
		[
			'status 500',
			{ kind: 'answer', status: 500, body: { success: false, text: 'Internal error' } },
			/Internal error/,
		],
		[
			'a dropped connection',
			{ kind: 'drop', when: 'before' },
			/closed the connection before answering/,
		],
		['half an answer', { kind: 'cut' }, /an answer that was cut off/],
		['a web page', { kind: 'html' }, /a web page instead of data/],
		['an empty answer', { kind: 'empty' }, /an empty answer/],
	];

	it.each(unreadable.slice(0, 2))('asks a search again after %s', async (_name, fault) => {
		vendor.store.addLead({ list_id: '333', phone_number: '5551234567' });
		fail({ ...fault, times: 2 });
		const { items: output, error } = await run(search);
		expect(error).toBeUndefined();
		expect(output).toHaveLength(1);
		expect(sent()).toHaveLength(3);
	});

	it.each([408, 425, 499, 502])('asks a search again after status %d', async (status) => {
		fail({ kind: 'answer', status });
		const { error } = await run(search);
		expect(error).toBeUndefined();
		expect(sent()).toHaveLength(2);
	});

	it.each(unreadable)(
		'does not send an insert again after %s, and says what is unknown',
		async (_name, fault, words) => {
			fail(fault);
			const { error } = await run(insert, { items: items(1) });
			expect(error?.message).toMatch(words);
			expect(error?.message).toMatch(/\[item 0\]$/);
			expect(error?.description).toMatch(
				/It is unknown whether the lead was accepted, so it is not sent again/,
			);
			expect(sent()).toHaveLength(1);
		},
	);

	it('does not send an insert again when the answer got lost on the way', async () => {
		fail({ kind: 'drop', when: 'after' });
		const { error } = await run(insert, {
			items: items(1),
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		expect(error?.description).toMatch(/It is unknown whether the lead was accepted/);
		expect(phonesInAccount()).toHaveLength(1);
	});

	it('says so when nothing was sent at all', async () => {
		const { error } = await run(insert, {
			items: items(1),
			credentials: credentials({ baseUrl: 'http://127.0.0.1:9/v1' }),
		});
		expect(error?.message).toMatch(/Convoso could not be reached/);
		expect(error?.description).toMatch(/Nothing was sent \(ECONNREFUSED\)/);
	});

	it('gives up waiting after the timeout, and does not know what the vendor does later', async () => {
		fail({ kind: 'hold', until: held(60_000) });
		const { error } = await run(
			{ ...insert, requestOptions: { timeout: 20_000 } },
			{ items: items(1) },
		);
		expect(error?.message).toMatch(/Convoso did not answer in time/);
		expect(error?.description).toMatch(/It is unknown whether the lead was accepted/);
		expect(clock.passed).toBe(20_000);
		expect(phonesInAccount()).toEqual([]);
		await clock.pass(60_000);
		await traffic.settled();
		expect(phonesInAccount()).toHaveLength(1);
	});
});

describe('one item of many fails', () => {
	it('launches nothing more, and tells what was accepted before', async () => {
		const list = items(40);
		list[12].json.phone = '555';
		const { error } = await run(
			{ ...insert, requestOptions: { concurrentRequests: 4 } },
			{ items: list },
		);
		expect(error?.message).toMatch(/'Phone Number' has 3 digits.*\[item 12\]/);
		const accepted = phonesInAccount().length;
		expect(accepted).toBeGreaterThanOrEqual(12);
		expect(accepted).toBeLessThanOrEqual(16);
		expect(error?.description).toContain(
			`${accepted} of 40 items were accepted by Convoso before that`,
		);
		expect(
			(error as unknown as { context: { accepted: unknown[] } }).context.accepted,
		).toHaveLength(accepted);
	});

	it('keeps every other item with On Error: Continue, each in its place', async () => {
		const list = items(20);
		list[3].json.phone = 'nobody';
		list[11].json.phone = '555';
		const { items: output } = await run(insert, {
			items: list,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(output).toHaveLength(20);
		output.forEach(({ pairedItem }, index) => expect(pairedItem).toEqual({ item: index }));
		expect(output[3].json.error).toMatch(
			/'Phone Number' has no digits: "nobody" \[item 3\]: Enter one phone number/,
		);
		expect(output[11].json.error).toMatch(
			/'Phone Number' has 3 digits.*\[item 11\]: Enter one phone number/,
		);
		expect(phonesInAccount()).toHaveLength(18);
	});

	it('sends failed items to the error output where the node has one', async () => {
		const list = items(4);
		list[2].json.phone = '555';
		const result = await run(insert, { items: list, settings: { onError: 'continueErrorOutput' } });
		expect(result.items).toHaveLength(3);
		expect(result.errorItems).toHaveLength(1);
		expect(result.errorItems[0].json.error).toMatch(/'Phone Number' has 3 digits/);
	});

	it.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'Retry On Fail brings each lead exactly once (%s)',
		async (onError) => {
			// Refused three times over, at three items, the first among them since n8n looks at that one.
			for (const item of [0, 7, 13]) {
				fail({
					kind: 'answer',
					status: 200,
					body: { success: false, code: 6023, text: 'Not now' },
					where: atItem(item),
				});
			}
			const { items: output, error } = await run(insert, {
				items: items(20),
				settings: { onError, retryOnFail: true, maxTries: 5, waitBetweenTries: 1 },
			});
			expect(error).toBeUndefined();
			expect(output).toHaveLength(20);
			const arrived = phonesInAccount();
			expect(new Set(arrived).size).toBe(arrived.length);
			if (onError === 'stopWorkflow') expect(arrived).toHaveLength(20);
		},
	);

	it('gives a retry the outputs of the tries before it, in order', async () => {
		fail({
			kind: 'answer',
			status: 200,
			body: { success: false, code: 6023, text: 'Not now' },
			where: atItem(5),
		});
		const { items: output } = await run(insert, {
			items: items(10),
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		const byId = vendor.store.leads;
		expect(output.map(({ json }) => byId.get(String(json.lead_id))?.phone_number)).toEqual(
			items(10).map(({ json }) => json.phone),
		);
	});
});

describe('a credential that is refused', () => {
	it.each([
		['an unknown token', 'wrong', /Auth token is invalid/, /Copy it again/],
		['a token without the right to the section', '', /Forbidden/, /tick the section/],
	])('costs one request, not one an item: %s', async (_name, token, message, hint) => {
		const refused = credentials({ authToken: token || vendor.tokenLeadsOnly });
		if (!token)
			fail({
				kind: 'answer',
				status: 200,
				body: { success: false, code: 403, text: 'Forbidden' },
				times: 99,
			});
		const { error } = await run(insert, { items: items(50), credentials: refused });
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(hint);
		expect(sent()).toHaveLength(1);

		sandbox.journal.clear();
		const { items: output } = await run(insert, {
			items: items(50),
			credentials: refused,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(output).toHaveLength(50);
		expect(output[49].json.error).toMatch(/\[item 49\]/);
		expect(sent()).toHaveLength(1);
	});
});

describe('requests in flight', () => {
	it('never has more of them than the user allows, and keeps the order of items', async () => {
		sandbox.answerMs = 20;
		const { store } = vendor;
		const { items: output } = await run(
			{ ...insert, requestOptions: { concurrentRequests: 3 } },
			{ items: items(30) },
		);
		expect(traffic.most).toBe(3);
		expect(output.map(({ json }) => store.leads.get(String(json.lead_id))?.phone_number)).toEqual(
			items(30).map(({ json }) => json.phone),
		);
	});

	it('leaves the pause that the user asked for between two of them', async () => {
		await run({ ...insert, requestOptions: { requestInterval: 50 } }, { items: items(6) });
		const times = sent().map(({ at }) => at - sent()[0].at);
		expect(times).toEqual([0, 50, 100, 150, 200, 250]);
	});

	it('names those that are unknown from an earlier try, too', async () => {
		fail({ kind: 'answer', status: 500, when: 'after', where: atItem(1) });
		fail({ kind: 'answer', status: 500, when: 'after', where: atItem(2) });
		const { error } = await run(insert, {
			items: items(3),
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 10 },
		});
		expect(error?.message).toMatch(/\[item 1\]/);
		expect(error?.description).toMatch(/unknown whether the lead was accepted/);
		expect(error?.description).toMatch(/unknown whether items 2 were accepted/);
		expect(sent()).toHaveLength(3);
	});

	it('tells of a cancelled execution what is unknown', async () => {
		fail({ kind: 'answer', status: 500, when: 'after' });
		sandbox.answerMs = 30;
		let cancel = () => {};
		const running = run(insert, { items: items(3), onStart: (stop) => (cancel = stop) });
		while (traffic.most === 0) await new Promise((next) => setImmediate(next));
		cancel();
		const { items: output } = await running;
		const told = expect.stringMatching(/unknown whether the lead was accepted/) as string;
		expect(output).toEqual([{ json: { error: told }, pairedItem: { item: 0 } }]);
	});

	it('sends nothing more once the execution is cancelled', async () => {
		sandbox.answerMs = 30;
		let cancel = () => {};
		const running = run(
			{ ...insert, requestOptions: { concurrentRequests: 2 } },
			{
				items: items(60),
				onStart: (stop) => {
					cancel = stop;
				},
			},
		);
		while (sent().length < 6) await new Promise((next) => setImmediate(next));
		cancel();
		const { status } = await running;
		const sentBefore = sent().length;
		await traffic.settled();
		expect(status).toBe('canceled');
		expect(sent().length - sentBefore).toBeLessThanOrEqual(2);
		expect(sent().length).toBeLessThan(20);
	});
});
