import { isNativeError } from 'node:util/types';

import type {
	INodeCredentialTestResult,
	INodeListSearchResult,
	INodeParameters,
	ResourceMapperFields,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { clock as vendorClock } from '../../sandbox/kit/clock';
import type { Fault, FaultKind, FaultTarget } from '../../sandbox/kit/faults';
import type { JournalEntry } from '../../sandbox/kit/journal';
import { createSandbox, type Sandbox } from '../../sandbox/sandbox';
import {
	mapperFields,
	runNode,
	searchList,
	testCredential,
	type NodeRun,
	type NodeRunResult,
} from './engine';
import { Traffic } from './traffic';
import { VirtualTime } from './virtualTime';
import { startWebhook, type WebhookServer } from './webhook';

/** A node with operations. */
export type NodeName = keyof Sandbox['vendors'];

type Credentials = NodeRun['credentials'];

/** What may be said of a question of the editor; the rest has a default. */
export type Question = Partial<Omit<Parameters<typeof searchList>[0], 'method'>>;

/** What the tests of one node need. Everything is put back before each test. */
export interface Lab<Name extends NodeName> {
	sandbox: Sandbox;
	/** The simulated vendor of the node. */
	vendor: Sandbox['vendors'][Name];
	/** Time of the package and of the simulated vendors: nobody waits for it. */
	clock: VirtualTime;
	/** The requests that are not answered yet. */
	traffic: Traffic;
	/** Good credentials of all types. `change` goes into the one of the node. */
	credentials: (change?: Record<string, unknown>) => Credentials;
	/**
	 * Runs the node with good credentials. No secret may be in what comes of it.
	 *
	 * @param more replaces any part of the run, its node, too
	 */
	run: (parameters: INodeParameters, more?: Partial<NodeRun>) => Promise<NodeRunResult>;
	/** {@link run} on one engine. */
	runOn: (engine: NodeRun['engine']) => Lab<Name>['run'];
	/** Everything that the vendors received, or what they received at one path; oldest first. */
	sent: (path?: string) => JournalEntry[];
	/** Lets requests to the vendor go wrong: the next one, unless `path`, `times` or `after` say otherwise. */
	fail: (fault: FaultKind & Partial<FaultTarget>) => void;
	/**
	 * For a fault that holds a request back until `ms` milliseconds have passed since the test began. As long as its sender
	 * waits, time passes for it alone.
	 */
	held: (ms: number) => (port?: number) => Promise<void>;
	/** Asks a pick list of the node, as the editor does. */
	pick: (method: string, more?: Question) => Promise<INodeListSearchResult>;
	/** Asks for the fields of a resource mapper, as the editor does. */
	mapper: (method: string, parameters: INodeParameters) => Promise<ResourceMapperFields>;
	/** Tests the credential of the node with something in it changed. */
	testCredential: (
		change?: Record<string, unknown>,
		credentialType?: string,
	) => Promise<INodeCredentialTestResult>;
	byId: typeof byId;
}

/** The value of a resource locator. */
export const locator = (mode: string, value: string) => ({ __rl: true, mode, value });

/** The value of a resource locator whose ID was typed. */
export const byId = (value: string) => locator('id', value);

/** `count` input items that hold their index. */
export const numbered = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ json: { index } }));

/**
 * Sets up the simulated vendors and the time of a test file, and tears them down after it.
 *
 * @param name the node that is run and asked
 */
export function lab<Name extends NodeName>(name: Name): Lab<Name> {
	const sandbox = createSandbox();
	const { clock, traffic } = virtualTime();
	beforeAll(async () => await sandbox.listen());
	afterAll(async () => await sandbox.close());
	beforeEach(() => sandbox.reset());

	const main = `${name}Api`;
	const credentials = (change: Record<string, unknown> = {}): Credentials => {
		const all = sandbox.credentials();
		return { ...all, [main]: { ...all[main], ...change } };
	};
	const secretless = async <T>(asking: Promise<T>): Promise<T> => {
		const outcome = await asking.catch((error: unknown) => {
			expectNoSecrets(error, sandbox);
			throw error;
		});
		expectNoSecrets(outcome, sandbox);
		return outcome;
	};
	const run: Lab<Name>['run'] = async (parameters, more) =>
		await secretless(
			runNode({ type: name, parameters, credentials: sandbox.credentials(), ...more }),
		);
	return {
		sandbox,
		vendor: sandbox.vendors[name],
		clock,
		traffic,
		credentials,
		run,
		runOn: (engine) => async (parameters, more) => await run(parameters, { engine, ...more }),
		sent: (path) =>
			sandbox.journal.entries.filter((entry) => path === undefined || entry.path === path),
		fail: (fault) => sandbox.faults.add({ vendor: name, path: /^/, ...fault } as Fault),
		held: (ms) => async (port) => {
			await clock.passUnless(traffic.hold(port), ms - clock.passed);
			await clock.reached(ms);
		},
		pick: async (method, more) =>
			await secretless(
				searchList({ type: name, method, credentials: sandbox.credentials(), ...more }),
			),
		mapper: async (method, parameters) =>
			await secretless(
				mapperFields({ type: name, method, credentials: sandbox.credentials(), parameters }),
			),
		testCredential: async (change, credentialType = main) => {
			const data = { ...sandbox.credentials()[credentialType], ...change };
			return await secretless(testCredential({ type: name, credentialType, data }));
		},
		byId,
	};
}

/** What the tests of one trigger need: its address, ways to send to it, and time that nobody waits for. */
export interface TriggerLab {
	clock: VirtualTime;
	/** Serves the trigger until the test is over. */
	start: (parameters?: object, mode?: WorkflowExecuteMode) => Promise<WebhookServer>;
	/** Posts JSON to the trigger that was started last, with the headers of the lab. */
	send: (fields: object, query?: string, more?: RequestInit) => Promise<TriggerAnswer>;
}

interface TriggerAnswer {
	status: number;
	type: string | null;
	text: string;
}

/**
 * Sets up what the tests of a trigger need, and tears it down after each of them.
 *
 * @param type e.g. `convosoTrigger`
 * @param credentials data by credential type
 * @param headers what a sender with the secret sends
 */
export function triggerLab(
	type: string,
	credentials: Credentials,
	headers: Record<string, string>,
): TriggerLab {
	const { clock } = virtualTime();
	let servers: WebhookServer[] = [];
	afterEach(async () => {
		await Promise.all(servers.map(async (server) => await server.close()));
		servers = [];
	});
	return {
		clock,
		start: async (parameters = {}, mode = 'webhook') => {
			const run = { type, parameters: parameters as INodeParameters, credentials, mode };
			const server = await startWebhook(run);
			servers.push(server);
			return server;
		},
		send: async (fields, query = '', more = {}) => {
			const answer = await fetch(servers.at(-1)!.url + query, {
				method: 'POST',
				headers: { ...headers, 'content-type': 'application/json' },
				body: JSON.stringify(fields),
				...more,
			});
			const type = answer.headers.get('content-type');
			return { status: answer.status, type, text: await answer.text() };
		},
	};
}

/** Puts virtual time in the place of the clock of the built package, and of that of the simulated vendors. */
function virtualTime() {
	const traffic = new Traffic();
	const clock = new VirtualTime(traffic);
	beforeAll(() => {
		traffic.listen();
		const built = jest.requireActual<typeof import('../../nodes/shared/clock')>(
			'../../dist/nodes/shared/clock.js',
		);
		clock.replace(built.clock);
		vendorClock.now = clock.wallTime;
	});
	afterAll(() => traffic.stop());
	beforeEach(() => {
		clock.begin();
		traffic.reset();
	});
	return { clock, traffic };
}

/** Nothing that a user, a log or n8n's database sees may hold a secret of any vendor. */
export function expectNoSecrets(seen: unknown, { vendors }: Sandbox): void {
	const { error, items = [] } = (seen ?? {}) as Partial<NodeRunResult>;
	const errors = [seen, error, ...items.map((item) => item.error)].filter(isNativeError);
	const text = `${JSON.stringify(seen)} ${JSON.stringify(errors, withAllOfErrors)}`;
	for (const { name, secrets } of Object.values(vendors)) {
		const leaked = secrets.filter((secret) => text.includes(secret));
		expect({ vendor: name, leaked: leaked.length }).toEqual({ vendor: name, leaked: 0 });
	}
}

/** What an error makes of itself for JSON leaves parts of it out; this puts them in. */
function withAllOfErrors(this: Record<string, unknown>, key: string, value: unknown): unknown {
	const held = this[key];
	if (!isNativeError(held)) return value;
	return { ...held, message: held.message, stack: held.stack, cause: held.cause };
}
