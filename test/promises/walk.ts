import path from 'node:path';

import fc from 'fast-check';
import type { INodeParameters, INodeType } from 'n8n-workflow';

import type { Resource } from '../../nodes/shared/describe';
import type { Operation } from '../../nodes/shared/operation';
import { startHostile, type Hostile, type HostileMode, type Received } from '../../sandbox/hostile';
import type { Sandbox } from '../../sandbox/sandbox';
import {
	loadedPackage,
	loadMenu,
	mapperFields,
	nodeType,
	runNode,
	searchList,
	testCredential,
	type NodeRun,
	type NodeRunResult,
} from '../support/engine';
import { lab } from '../support/lab';
import { operationsOf, parametersFor, type OperationName } from '../support/parameters';
import { share } from '../support/runs';
import { sampleFile } from '../support/samples';

/** How many random parameter sets are tried to find one that the vendor takes. */
const TRIES = 40;

/** No request is left waiting longer than this, by the time of the tests. */
const LONGEST_HOLD_MS = 3_600_000;

/** What tells requests apart, whatever their headers and parameters. */
export const named = ({ method, url }: Received) => `${method} ${url.split('?')[0]}`;

/** One operation, with parameters that an honest vendor takes. */
export interface OperationCase extends OperationName {
	/** Its node, e.g. `convoso`. */
	type: string;
	/** Node, resource and operation, for people. */
	name: string;
	isRead: boolean;
	parameters: INodeParameters;
	items: NodeRun['items'];
	/** What an honest vendor gets, in order. */
	requests: string[];
	/** The number of the request that changes something: the first that is no GET. 0 for a read. */
	main: number;
	/** Whether it gives a file, which may lie elsewhere. */
	isDownload: boolean;
	/** Whether it offers Send Once. */
	sendsOnce: boolean;
	/** Whether it goes on after its request, as long as its own time limit says. */
	isFollowed: boolean;
	/** What a good answer holds, where it is no JSON. */
	answer: Operation['answer'];
}

/** A question of the editor, with parameters under which an honest vendor answers it. */
export interface EditorCase {
	name: string;
	type: string;
	/** What an honest vendor gets. */
	requests: number;
	/** Asks; rejects with the error that the editor would show. */
	ask: () => Promise<unknown>;
}

/** Everything in the package that asks a vendor, with the hostile vendor in front of the simulated ones. */
export function promisesLab() {
	const { sandbox, clock, traffic } = lab('convoso');
	let hostile: Hostile;
	beforeAll(async () => {
		hostile = await startHostile({
			mode: 'none',
			tickMs: 5,
			bodyBytes: 3_000_000,
			upstream: sandbox.origin,
			onHold: (port) => void clock.passUnless(traffic.hold(port), LONGEST_HOLD_MS),
		});
	});
	afterAll(async () => await hostile.close());
	const honest = () => {
		hostile.mode = 'none';
		Object.assign(hostile, { strikes: undefined, isAccepted: undefined });
		hostile.reset();
	};
	beforeEach(honest);

	/** Everything as at the beginning, and the vendor hostile from the first request on. */
	const begin = (type: string, mode: HostileMode, strikes?: Hostile['strikes']) => {
		sandbox.reset();
		// Its files, too, lie behind the hostile server.
		sampleFile(type).prepare?.({ ...sandbox, origin: hostile.origin });
		honest();
		clock.begin();
		hostile.mode = mode;
		hostile.strikes = strikes;
	};

	const credentials = async (type: string, parameters: INodeParameters = {}) => {
		const { description } = await nodeType(type);
		const all = sandbox.credentials(hostile.origin);
		const wanted = (description.credentials ?? []).filter(({ displayOptions }) => {
			const methods = displayOptions?.show?.authentication;
			return !methods || methods.includes(parameters.authentication as string);
		});
		return Object.fromEntries(wanted.map(({ name }) => [name, all[name]]));
	};

	const run = async (one: OperationCase, more: Partial<NodeRun> = {}): Promise<NodeRunResult> => {
		const { type, parameters, items } = one;
		const own = await credentials(type, parameters);
		return await runNode({ type, parameters, items, credentials: own, ...more });
	};

	/** The first random parameters of an operation that an honest vendor takes. */
	const caseOf = async (type: string, name: OperationName): Promise<OperationCase> => {
		const node = await nodeType(type);
		const { samples, items = [{ json: {} }] } = sampleFile(type);
		const sets = parameterSets(parametersFor(node.description, name, samples));
		const { isRead = false, follow, option, sendsOnce, answer } = await operationIn(type, name);
		const label = `${type} ${name.resource}.${name.operation}`;
		const found = {
			...name,
			type,
			name: label,
			isRead,
			sendsOnce: sendsOnce !== undefined,
			isFollowed: follow !== undefined,
			answer,
		};
		let refused: unknown;
		for (const parameters of sets) {
			begin(type, 'none');
			const one = { ...found, parameters, items, requests: [], main: 0, isDownload: false };
			const { error, items: output } = await run(one);
			refused = [error?.message, error?.description].join(' ');
			if (error || hostile.received.length === 0) continue;
			const requests = hostile.received.map(named);
			const main = isRead ? 0 : requests.findIndex((request) => !request.startsWith('GET'));
			// What is followed may have been accepted long before; here it is sent.
			if (follow && !requests[main]?.endsWith(option.routing!.request!.url!)) continue;
			return { ...one, requests, main, isDownload: output.some(({ binary }) => binary) };
		}
		throw new Error(`No parameters found that ${found.name} takes: ${String(refused)}`);
	};

	const known = new Map<string, OperationCase>();
	const casesOf = async (names: NodeOperation[]): Promise<OperationCase[]> => {
		const cases: OperationCase[] = [];
		for (const { type, ...name } of names) {
			const key = [type, name.resource, name.operation].join(' ');
			if (!known.has(key)) known.set(key, await caseOf(type, name));
			cases.push(known.get(key)!);
		}
		honest();
		return cases;
	};
	/** Every operation of every node. */
	const everyOperation = async () => await casesOf(await everyName());

	let turn = 0;
	/** Every operation in CI; otherwise an eighth, with each call the next one. */
	const someOperations = async () => await casesOf(share(await everyName(), turn++));

	let questions: EditorCase[] | undefined;
	/** Every pick list, menu and mapper of every node. */
	const everyQuestion = async (): Promise<EditorCase[]> => {
		if (questions) return questions;
		const found: EditorCase[] = [];
		const cases = await everyOperation();
		for (const { type, node } of await nodesWithOperations()) {
			const { methods = {} } = node;
			const kinds = {
				listSearch: searchList,
				loadOptions: loadMenu,
				resourceMapping: mapperFields,
			};
			for (const [kind, ask] of Object.entries(kinds)) {
				for (const method of Object.keys(methods[kind as keyof typeof kinds] ?? {})) {
					const sets = cases.filter((one) => one.type === type).map((one) => one.parameters);
					found.push(
						await questionOf(type, `${kind}.${method}`, sets, async (parameters) => {
							const own = await credentials(type, parameters);
							return await ask({ type, method, parameters, credentials: own });
						}),
					);
				}
			}
		}
		honest();
		questions = found;
		return found;
	};

	const questionOf = async (
		type: string,
		method: string,
		sets: INodeParameters[],
		askWith: (parameters: INodeParameters) => Promise<unknown>,
	): Promise<EditorCase> => {
		for (const parameters of sets) {
			begin(type, 'none');
			const answer = await askWith(parameters).catch(() => undefined);
			const requests = hostile.received.length;
			if (answer === undefined || requests === 0) continue;
			const ask = async () => await askWith(parameters);
			return { name: `${type} ${method}`, type, requests, ask };
		}
		throw new Error(`No parameters found under which ${type} answers ${method}`);
	};

	/** Every credential test that asks a vendor. */
	const everyCredentialTest = async (): Promise<EditorCase[]> => {
		const tests: EditorCase[] = [];
		for (const { type, node } of await nodesWithOperations()) {
			for (const { name: credentialType, testedBy } of node.description.credentials ?? []) {
				if (!testedBy) continue;
				const ask = async () => {
					const data = sandbox.credentials(hostile.origin)[credentialType];
					return await testCredential({ type, credentialType, data });
				};
				begin(type, 'none');
				await ask();
				const requests = hostile.received.length;
				tests.push({ name: `${type} test of ${credentialType}`, type, requests, ask });
			}
		}
		return tests;
	};

	return {
		sandbox,
		clock,
		traffic,
		get hostile() {
			return hostile;
		},
		begin,
		run,
		credentials,
		everyOperation,
		someOperations,
		everyQuestion,
		everyCredentialTest,
		leaksIn: (seen: unknown) => leaksIn(seen, sandbox),
	};
}

/** Random parameter sets, always the same. The first is mostly taken, so that the others are not made before they are wanted. */
function* parameterSets(sets: fc.Arbitrary<INodeParameters>): Generator<INodeParameters> {
	const seed = 20_261_125;
	yield* fc.sample(sets, { numRuns: 1, seed });
	yield* fc.sample(sets, { numRuns: TRIES, seed }).slice(1);
}

/** The nodes that have operations. */
async function nodesWithOperations(): Promise<Array<{ type: string; node: INodeType }>> {
	const types = Object.keys((await loadedPackage()).known.nodes);
	const nodes = await Promise.all(
		types.map(async (type) => ({ type, node: await nodeType(type) })),
	);
	return nodes.filter(({ node }) => node.execute);
}

/** An operation, and the node that has it. */
type NodeOperation = OperationName & { type: string };

/** The names of all operations of all nodes. */
async function everyName(): Promise<NodeOperation[]> {
	return (await nodesWithOperations()).flatMap(({ type, node }) =>
		operationsOf(node.description).map((name) => ({ ...name, type })),
	);
}

async function operationIn(
	type: string,
	{ resource, operation }: OperationName,
): Promise<Operation> {
	const { sourcePath } = (await loadedPackage()).known.nodes[type];
	const folder = path.resolve(__dirname, '../..', path.dirname(sourcePath), 'resources');
	const { resources } = jest.requireActual<{ resources: Resource[] }>(folder);
	const { operations } = resources.find(({ option }) => option.value === resource)!;
	return operations.find(({ option }) => option.value === operation)!;
}

/** Which vendors' secrets stand in what n8n shows or saves, in any encoding. */
function leaksIn(seen: unknown, { vendors }: Sandbox): string[] {
	const texts = decodingsOf(textOf(seen));
	return Object.values(vendors)
		.filter(({ secrets }) => secrets.some((secret) => texts.some((text) => text.includes(secret))))
		.map(({ name }) => name);
}

function textOf(seen: unknown): string {
	const visited = new WeakSet<object>();
	return (
		JSON.stringify(seen, function (this: Record<string, unknown>, key, value: unknown) {
			const held = this[key];
			if (typeof held !== 'object' || held === null) return value;
			if (visited.has(held)) return undefined;
			visited.add(held);
			const { message, stack, cause } = held as Error;
			return message === undefined ? value : { ...held, message, stack, cause };
		}) ?? ''
	);
}

/** A text, and what it says to whoever decodes it. */
function decodingsOf(text: string): string[] {
	const unescaped = text
		.replace(/\\u00([0-9a-f]{2})/gi, (_, hex: string) => char(hex))
		.replace(/\\+/g, '');
	const decoded = unescaped.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => char(hex));
	const base64 =
		decoded
			.replace(/-/g, '+')
			.replace(/_/g, '/')
			.match(/[A-Za-z0-9+/]{8,}/g) ?? [];
	const contents = base64.flatMap((run) =>
		[0, 1, 2, 3].map((start) => Buffer.from(run.slice(start), 'base64').toString('latin1')),
	);
	return [text, unescaped, decoded, ...contents];
}

const char = (hex: string) => String.fromCharCode(parseInt(hex, 16));
