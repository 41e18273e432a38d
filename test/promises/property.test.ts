import { randomUUID } from 'node:crypto';

import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import type { NodeRun, NodeRunResult } from '../support/engine';
import { fakeWire, type OtherEnd } from '../support/fakeWire';
import { runs, seed } from '../support/runs';
import { claimsOf } from './claims';
import { faults } from './faults';
import { Truth, type Cancel, type Strike } from './truth';
import type { OperationCase } from './operations';
import { promisesLab } from './walk';

const the = promisesLab();
const { clock } = the;

/** How many random workflows are run. */
const RUNS = runs(2_000, 20);

/** How long what is under way may go on after a cancel, in virtual ms. */
const LONGEST_AFTER_CANCEL = 2_000;

/** What answers the requests of the run that is under way. */
let otherEnd: OtherEnd | undefined;
fakeWire(() => otherEnd);

const totals = {
	runs: 0,
	accepted: 0,
	duplicates: 0,
	leaks: 0,
	unknown: 0,
	cancelled: 0,
	longestAfterCancel: 0,
	faults: new Map<string, number>(),
};

interface Plan {
	/** Which operation that writes, by its place among all of them. */
	operation: number;
	/** How many items. */
	count: number;
	strikes: Array<Strike | undefined>;
	cancel?: Cancel;
	/** Request Options; what is not in them has its default. */
	options: Partial<Record<'concurrentRequests' | 'requestInterval' | Wait, number>>;
	onError: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	/** Retry On Fail is on where there are several. */
	maxTries: number;
	/** Where the operation offers it; then it is run once more, and nothing may be accepted again. */
	isSentOnce: boolean;
	/** Where chance begins: a run of the same plan goes the same way. */
	chance: number;
}

type Wait = 'timeout' | 'rateLimitWait';

const plans: fc.Arbitrary<Plan> = fc.record({
	operation: fc.nat({ max: 10_000 }),
	count: fc.integer({ min: 1, max: 8 }),
	strikes: fc.array(
		fc.option(
			fc.record({
				fault: fc.constantFrom(...Object.keys(faults)),
				isAccepted: fc.boolean(),
				ms: fc.integer({ min: 1, max: 90_000 }),
			}),
			{ nil: undefined, freq: 2 },
		),
		{ maxLength: 16 },
	),
	cancel: fc.option(
		fc.oneof(
			fc.record({ request: fc.nat({ max: 6 }), isBefore: fc.boolean() }),
			fc.record({ ms: fc.nat({ max: 10_000 }) }),
		),
		{ nil: undefined, freq: 2 },
	),
	options: fc.record(
		{
			concurrentRequests: fc.integer({ min: 1, max: 10 }),
			requestInterval: fc.constantFrom(0, 1, 700),
			timeout: fc.constantFrom(50, 5_000, 30_000),
			rateLimitWait: fc.constantFrom(0, 2_000, 60_000),
		},
		{ requiredKeys: [] },
	),
	onError: fc.constantFrom('stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'),
	maxTries: fc.constantFrom(1, 2, 3, 5),
	isSentOnce: fc.boolean(),
	chance: fc.integer(),
});

/** How a plan sets up a run. */
function setUp(one: OperationCase, plan: Plan): [OperationCase, Partial<NodeRun>] {
	const { maxTries, onError, options, count } = plan;
	const parameters = {
		...one.parameters,
		...(plan.isSentOnce && one.sendsOnce ? { sendOnce: { key: '={{ $itemIndex }}' } } : {}),
		requestOptions: { largestDownload: 1, ...options },
	} as INodeParameters;
	const settings = { onError, retryOnFail: maxTries > 1, maxTries, waitBetweenTries: -1 };
	const items = Array.from({ length: count }, () => ({ ...one.items![0] }));
	return [
		{ ...one, parameters },
		{ items, settings, nodeId: randomUUID() },
	];
}

/** Carries a plan out, and tells what is wrong with what came of it: nothing if all promises were kept. */
async function brokenPromises(plan: Plan, one: OperationCase): Promise<string[]> {
	const [operation, setting] = setUp(one, plan);
	let cancel = () => {};
	const truth = new Truth(the, one, { ...plan, cancelExecution: () => cancel() });
	otherEnd = truth.otherEnd;
	const result = await the.run(operation, { ...setting, onStart: (stop) => (cancel = stop) });
	const ended = clock.passed;
	await truth.settled();
	const found = [
		...falseClaims(result, truth, plan.count),
		...endlessness(truth, ended, plan, one),
	];
	const leaks = the.leaksIn(result);
	if (plan.isSentOnce && one.sendsOnce) {
		await the.run(operation, setting);
		await truth.settled();
	}
	const twice = [...truth.accepted].filter(([, times]) => times > 1);
	totals.accepted += truth.accepted.size;
	totals.duplicates += twice.length;
	totals.leaks += leaks.length;
	for (const [kind, times] of truth.faults) {
		totals.faults.set(kind, (totals.faults.get(kind) ?? 0) + times);
	}
	return [
		...found,
		...twice.map(([item, times]) => `item ${item} was accepted ${times} times`),
		...leaks.map((vendor) => `a secret of ${vendor} is in what n8n saves`),
	];
}

/** What is said of items and is not true, and what is true and not said. */
function falseClaims(result: NodeRunResult, truth: Truth, count: number): string[] {
	const { accepted, unknown, absent } = claimsOf(result);
	totals.unknown += unknown.size;
	return Array.from({ length: count }, (_, item) => item).flatMap((item) => {
		const isAccepted = truth.accepted.has(item);
		const claimed = accepted.get(item) ?? 0;
		const isUnknown = unknown.has(item) || absent.has(item);
		return [
			...(claimed > 1 ? [`item ${item} is ${claimed} times in the output`] : []),
			...(claimed > 0 && isUnknown ? [`item ${item} is both accepted and unknown`] : []),
			...(claimed > 0 && !isAccepted ? [`item ${item} is given as accepted, and is not`] : []),
			...(isAccepted && claimed === 0 && !isUnknown ? [`item ${item} is accepted and lost`] : []),
			...(isAccepted && absent.has(item) ? [`item ${item} is called absent, and is not`] : []),
			...(isUnknown && !truth.sent.has(item) ? [`item ${item} is unknown, and never sent`] : []),
		];
	});
}

/** What took longer than the user was told. */
function endlessness(
	{ cancelledAt }: Truth,
	ended: number,
	plan: Plan,
	{ isFollowed, parameters }: OperationCase,
): string[] {
	const { timeout = 30_000, rateLimitWait = 60_000, requestInterval = 0 } = plan.options;
	// One after another, each item waits for its rate, its answer, and a look-up of three questions, each asked four times.
	const anItem = 13 * (rateLimitWait + requestInterval + timeout + 4_000) + 10_000;
	// All items are followed at the same time.
	const { timeLimit = 90 } = (parameters.options ?? {}) as { timeLimit?: number };
	const after = isFollowed ? timeLimit * 60_000 : 0;
	const longest = plan.maxTries * (plan.count * anItem + after);
	const found = ended > longest ? [`it took ${ended} ms, and ${longest} ms were told`] : [];
	if (cancelledAt === undefined) return found;
	const went = ended - cancelledAt;
	totals.cancelled++;
	totals.longestAfterCancel = Math.max(totals.longestAfterCancel, went);
	return went > LONGEST_AFTER_CANCEL ? [...found, `it went on for ${went} ms`] : found;
}

/** A chance that is the same in each run of a plan. */
function chanceFrom(seed: number): () => number {
	let state = seed | 0;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
		return (state >>> 0) / 2 ** 32;
	};
}

it(`keeps its promises in ${RUNS} random workflows`, async () => {
	const writes = (await the.everyOperation()).filter(({ isRead }) => !isRead);
	const random = jest.spyOn(Math, 'random');
	const property = fc.asyncProperty(plans, async (plan) => {
		const one = writes[plan.operation % writes.length];
		the.begin(one.type, 'none');
		random.mockImplementation(chanceFrom(plan.chance));
		totals.runs++;
		expect([one.name, ...(await brokenPromises(plan, one))]).toEqual([one.name]);
	});
	await fc.assert(property, { numRuns: RUNS, seed, timeout: 120_000 });
	const { faults: befell, ...others } = totals;
	const kinds = [...befell].map(([kind, times]) => `${kind} ${times}`).sort();
	// Had nothing been accepted or struck, nothing would be proven.
	expect(totals.accepted).toBeGreaterThan(RUNS);
	expect(kinds.length).toBeGreaterThanOrEqual(15);
	console.log(JSON.stringify({ ...others, kindsOfFaults: kinds.length }), kinds.join(', '));
}, 600_000);
