import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import {
	readExecution,
	readSummary,
	type Execution,
	type ExecutionSummary,
	type StoredExecution,
} from './execution';
import { answers, launchUntilReady, logFile, settings } from './launch';
import { temporaryFolder } from './our-end';
import { repositoryFolder, type N8nVersion } from './paths';
import { freePorts } from './ports';
import { type N8nProcess, readMemory, resetPeakMemory, type Memory } from './process';
import { Rest, RestError } from './rest';
import { installTarball, type InstalledPackage } from './user-folder';

/** A node of a workflow file. */
export interface WorkflowNode {
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	position: [number, number];
	id?: string;
	credentials?: Record<string, { id?: string | null; name: string }>;
	[field: string]: unknown;
}

/** A workflow as the editor exports it. What n8n gives a workflow itself (id, version, owner) is ignored. */
export interface Workflow {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	pinData?: Record<string, unknown>;
	[field: string]: unknown;
}

export interface RunOptions {
	/** The trigger to start from; without it, the first trigger of the workflow that is not disabled. */
	triggerNode?: string;
	/** Run no further than this node. */
	destinationNode?: string;
	/** How long the run may take, ms; five minutes without it. */
	timeoutMs?: number;
}

/** What the editor asks n8n for when it fills a pick list. */
export interface PickListRequest {
	nodeTypeAndVersion: { name: string; version: number };
	/** Name of the node's method (`loadOptionsMethod`, `searchListMethod`). */
	methodName: string;
	/** The parameter, for example `parameters.list`. */
	path: string;
	currentNodeParameters: Record<string, unknown>;
	/** By credential type. */
	credentials?: Record<string, { id: string; name: string }>;
}

export interface ResourceLocatorRequest extends PickListRequest {
	/** What the user typed into the search box. */
	filter?: string;
	/** From the page before. */
	paginationToken?: string;
}

export interface PickListEntry {
	name: string;
	value: string | number | boolean;
	description?: string;
	url?: string;
}

/** A node type as the editor knows it; a node that is usable as a tool is known twice. */
export interface KnownNodeType {
	name: string;
	displayName: string;
	version: number | number[];
	iconUrl?: string | { light: string; dark: string };
	[field: string]: unknown;
}

/** A credential type as the editor knows it. */
export interface KnownCredentialType {
	name: string;
	displayName: string;
	iconUrl?: string | { light: string; dark: string };
	[field: string]: unknown;
}

export interface StartOptions {
	/** Another n8n than the one under test. */
	version?: N8nVersion;
	/** The package to install, a .tgz made by `npm pack`; without it, n8n comes as it is. */
	tarball?: string;
	/** Installs it; as n8n itself does, without this. */
	install?: (userFolder: string, tarball: string) => Promise<InstalledPackage>;
	/** Further packages to install, each a .tgz. */
	otherTarballs?: string[];
	/** More settings for n8n. */
	env?: Record<string, string>;
	/** Folders that file nodes may read; the repository's examples without it. */
	readableFolders?: string[];
	/** Called with each line n8n prints. */
	onLine?: (line: string) => void;
}

/** All it takes to reach a running n8n from another process. Secret: it holds the session. */
export interface N8nAddress {
	url: string;
	login: { email: string; password: string };
	cookie: string;
	pid: number;
	userFolder: string;
	installed?: InstalledPackage;
}

interface ExecutionPage {
	results: StoredExecution[];
	/** Not there in an n8n that goes by the last id instead. */
	nextCursor?: string | null;
}

interface Publication {
	/** in_progress, published, partial, failed or not_published */
	status: string;
	triggers: Array<{ errorMessage: string | null }>;
}

/** Executions of one page, the most that n8n gives. */
const PAGE = 100;

/** How long a run may take unless the caller says otherwise, ms. */
const RUN_TIMEOUT = 300_000;

/** How long n8n may take to publish a workflow or to take it back, ms. */
const PUBLISH_TIMEOUT = 300_000;

/** How long n8n may take to write what an ended run has put out, ms. */
const WRITE_TIMEOUT = 60_000;

const FINAL_STATUSES = new Set(['success', 'error', 'canceled', 'crashed']);

/**
 * Starts an n8n of its own on free ports of 127.0.0.1, in a user folder of its own, with SQLite and one
 * process, and signs its owner in. Several may run at once. Whoever starts it calls `stop`; it does not keep
 * the starting process alive, and ends when that one does.
 *
 * @returns the running n8n; about 10 s later on two cores
 * @throws if n8n ends, or is not ready within five minutes; the message has n8n's last lines
 */
export async function startN8n(options: StartOptions = {}): Promise<N8n> {
	const { folder: userFolder, remove } = temporaryFolder('n8n');
	try {
		await mkdir(join(userFolder, 'files'));
		const { install = installTarball } = options;
		const installed = options.tarball ? await install(userFolder, options.tarball) : undefined;
		for (const tarball of options.otherTarballs ?? []) await installTarball(userFolder, tarball);
		const [port, brokerPort] = await freePorts(2);
		const url = `http://127.0.0.1:${port}`;
		const env = {
			...settings({ userFolder, port, brokerPort }, options.version),
			N8N_RESTRICT_FILE_ACCESS_TO: [
				join(userFolder, 'files'),
				...(options.readableFolders ?? [join(repositoryFolder, 'examples')]),
			].join(';'),
			...options.env,
		};
		const { onLine, version } = options;
		const isReady = async () => await answers(url);
		const launch = async () =>
			await launchUntilReady({ env, userFolder, onLine, version, isReady });
		const process = await launch();
		try {
			const login = {
				email: 'owner@n8n.example',
				password: `A1${randomBytes(15).toString('base64url')}`,
			};
			const rest = new Rest(url);
			await rest.signIn('/owner/setup', { ...login, firstName: 'Test', lastName: 'Owner' });
			const address: N8nAddress = {
				url,
				login,
				cookie: rest.cookie!,
				pid: process.pid,
				userFolder,
				installed,
			};
			return new N8n(address, { process, launch, remove });
		} catch (error) {
			await process.stop();
			throw error;
		}
	} catch (error) {
		remove();
		throw error;
	}
}

/** A running n8n, driven through the API that its editor uses. */
export class N8n {
	readonly url: string;

	/** The owner's; type them into the sign-in page. */
	readonly login: { email: string; password: string };

	/** The package under test as it is installed. */
	readonly installed?: InstalledPackage;

	/** A folder that file nodes may read and write. */
	readonly filesFolder: string;

	private readonly rest: Rest;

	private readonly credentials: Array<{ id: string; type: string; name: string }> = [];

	/**
	 * @param address of a running n8n
	 * @param own the process, for the one who started it; without it `stop` and `restart` refuse
	 */
	constructor(
		private readonly address: N8nAddress,
		private readonly own?: {
			process: N8nProcess;
			launch: () => Promise<N8nProcess>;
			remove: () => void;
		},
	) {
		this.url = address.url;
		this.login = address.login;
		this.installed = address.installed;
		this.filesFolder = join(address.userFolder, 'files');
		this.rest = new Rest(address.url, address.cookie);
	}

	/** n8n's main process. */
	get pid(): number {
		return this.own?.process.pid ?? this.address.pid;
	}

	/** What another process needs for `new N8n(address)`. Secret: it holds the session. */
	get shareableAddress(): N8nAddress {
		return { ...this.address, pid: this.pid };
	}

	/**
	 * Stores a credential.
	 *
	 * @param type for example `convosoApi`
	 * @param name workflows that name it find it under this name
	 * @returns its id
	 */
	async createCredential(
		type: string,
		name: string,
		data: Record<string, unknown>,
	): Promise<string> {
		const { id } = await this.rest.call<{ id: string }>('POST', '/credentials', {
			type,
			name,
			data,
		});
		this.credentials.push({ id, type, name });
		return id;
	}

	/**
	 * Does what the editor's "Connect" button on an OAuth2 credential does, where the service consents without asking.
	 *
	 * @throws what n8n says when it gets no token
	 */
	async connectCredential(id: string): Promise<void> {
		const consent = await this.rest.call<string>('GET', `/oauth2-credential/auth?id=${id}`);
		const answer = await fetch(consent, { redirect: 'manual' });
		// n8n names itself by another name of this machine.
		const { pathname, search } = new URL(answer.headers.get('location') ?? '');
		const { text } = await this.rest.read(pathname + search);
		if (!/connected|success/i.test(text)) throw new Error(`Not connected: ${text.slice(0, 500)}`);
	}

	async deleteCredential(id: string): Promise<void> {
		await this.rest.call('DELETE', `/credentials/${id}`);
		this.credentials.splice(
			this.credentials.findIndex((credential) => credential.id === id),
			1,
		);
	}

	/**
	 * Stores a credential, does what the editor's "Retry" button on it does, and deletes it again.
	 *
	 * @returns the green or red box of the editor: status `OK` or `Error`, and its text
	 */
	async testCredential(
		type: string,
		data: Record<string, unknown>,
	): Promise<{ status: string; message: string }> {
		const name = `test of ${type}`;
		const id = await this.createCredential(type, name, data);
		try {
			return await this.rest.call('POST', '/credentials/test', {
				credentials: { id, name, type, data },
			});
		} finally {
			await this.deleteCredential(id);
		}
	}

	/**
	 * Imports a workflow as a user would: a credential that it mentions becomes the stored one of that type
	 * and name.
	 *
	 * @returns its id
	 * @throws if no credential of that type and name was created here
	 */
	async createWorkflow(workflow: Workflow): Promise<string> {
		const { name, connections, settings = {}, pinData, meta } = workflow;
		const { id } = await this.rest.call<{ id: string }>('POST', '/workflows', {
			name,
			// n8n 1.x wants to be told.
			active: false,
			connections,
			settings,
			pinData,
			meta,
			nodes: workflow.nodes.map((node) => this.withStoredCredentials(node)),
		});
		return id;
	}

	/** Deletes a workflow and all its executions, published or not. */
	async deleteWorkflow(workflowId: string): Promise<void> {
		await this.unpublish(workflowId);
		await this.rest.call('POST', `/workflows/${workflowId}/archive`, {});
		await this.rest.call('DELETE', `/workflows/${workflowId}`);
	}

	/**
	 * Publishes a workflow, and waits until its triggers and production webhooks work.
	 *
	 * @throws with the trigger's own words if one cannot be set up
	 */
	async publish(workflowId: string): Promise<void> {
		const { versionId } = await this.workflow(workflowId);
		await this.rest.call('POST', `/workflows/${workflowId}/activate`, { versionId });
		const { status, triggers } = await this.settledPublication(workflowId);
		if (status !== 'published') {
			const reasons = triggers.map(({ errorMessage }) => errorMessage).filter(Boolean);
			throw new Error(`Workflow ${workflowId} is ${status}: ${reasons.join('; ')}`);
		}
	}

	/** Takes a workflow back from `publish`, and waits until its triggers and webhooks are gone. */
	async unpublish(workflowId: string): Promise<void> {
		await this.rest.call('POST', `/workflows/${workflowId}/deactivate`, {});
		await this.settledPublication(workflowId);
	}

	/**
	 * Presses "Execute workflow", and waits until the run has ended, well or badly.
	 *
	 * @throws if the trigger waits for a webhook call, or the run takes too long
	 */
	async runWorkflow(workflowId: string, options: RunOptions = {}): Promise<Execution> {
		return await this.waitForExecution(
			await this.startWorkflow(workflowId, options),
			options.timeoutMs,
		);
	}

	/**
	 * Presses "Execute workflow" and does not wait.
	 *
	 * @returns id of the execution
	 * @throws if the trigger waits for a webhook call
	 */
	async startWorkflow(
		workflowId: string,
		options: Omit<RunOptions, 'timeoutMs'> = {},
	): Promise<string> {
		const answer = await this.pressExecute(workflowId, options);
		if (answer.executionId === undefined) {
			await this.rest.call('DELETE', `/test-webhook/${workflowId}`);
			throw new Error('The trigger waits for a webhook call: use listenForTestEvent');
		}
		return answer.executionId;
	}

	/**
	 * Presses "Listen for test event" on a webhook trigger: its /webhook-test/ address takes one call from now
	 * on, for two minutes.
	 */
	async listenForTestEvent(workflowId: string, triggerNode?: string): Promise<void> {
		const answer = await this.pressExecute(workflowId, { triggerNode });
		if (!answer.waitingForWebhook) throw new Error('The trigger does not wait for a webhook call');
	}

	/** Creates a workflow, runs it once and deletes it. */
	async runNodes(workflow: Workflow, options: RunOptions = {}): Promise<Execution> {
		const workflowId = await this.createWorkflow(workflow);
		try {
			return await this.runWorkflow(workflowId, options);
		} finally {
			await this.deleteWorkflow(workflowId);
		}
	}

	/** Reads one execution with all that its nodes put out. */
	async execution(id: string): Promise<Execution> {
		return readExecution(await this.rest.call<StoredExecution>('GET', `/executions/${id}`));
	}

	/** Lists all executions of a workflow, newest first, page by page. */
	async executions(workflowId: string): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		// An execution that starts meanwhile moves to another page, and may come twice.
		const found = new Map<string, ExecutionSummary>();
		let next: string | undefined = '';
		while (next !== undefined) {
			const page: ExecutionPage = await this.rest.call(
				'GET',
				`/executions?limit=${PAGE}&filter=${filter}${next}`,
			);
			const results = page.results.map(readSummary);
			for (const summary of results) found.set(summary.id, summary);
			next = nextPage(page, results);
		}
		return [...found.values()];
	}

	/**
	 * Finds executions of a workflow that `executions` has left out: where n8n starts hundreds in quite another order than it has
	 * stored them in, none of its pages may have one.
	 *
	 * @param listed what `executions` has found, not empty
	 */
	async unlisted(workflowId: string, listed: ExecutionSummary[]): Promise<ExecutionSummary[]> {
		const ids = new Set(listed.map(({ id }) => Number(id)));
		const found: ExecutionSummary[] = [];
		for (let id = Math.min(...ids) - PAGE; id <= Math.max(...ids) + PAGE; id++) {
			if (ids.has(id) || id < 1) continue;
			try {
				const stored = await this.rest.call<StoredExecution | undefined>(
					'GET',
					`/executions/${id}`,
				);
				if (stored?.workflowId === workflowId) found.push(readSummary(stored));
			} catch (error) {
				// There is none of this id, or no data of it yet.
				if (!(error instanceof RestError)) throw error;
			}
		}
		return found;
	}

	/**
	 * Waits until an execution has ended, well or badly.
	 *
	 * @param timeoutMs five minutes without it
	 * @throws when the time is over; the execution goes on
	 */
	async waitForExecution(id: string, timeoutMs = RUN_TIMEOUT): Promise<Execution> {
		const deadline = Date.now() + timeoutMs;
		for (let pause = 50; ; pause = Math.min(pause * 1.5, 500)) {
			const execution = await this.executionOrNone(id);
			const status = execution?.status ?? 'running';
			if (execution && FINAL_STATUSES.has(status)) return await this.whole(execution);
			if (Date.now() > deadline) {
				throw new Error(`Execution ${id} is still ${status} after ${timeoutMs} ms`);
			}
			await sleep(pause);
		}
	}

	/** Reads an execution, or none while n8n 2.20 cannot show it: it looks for what to redact in data that are not there yet. */
	private async executionOrNone(id: string): Promise<Execution | undefined> {
		try {
			return await this.execution(id);
		} catch (error) {
			if (error instanceof RestError && /reading 'resultData'/.test(error.message))
				return undefined;
			throw error;
		}
	}

	/**
	 * Waits until a workflow has this many ended executions, for example after calls to its webhook.
	 *
	 * @param count of executions to wait for
	 * @param timeoutMs five minutes without it
	 * @returns its executions, newest first
	 * @throws when the time is over
	 */
	async waitForExecutions(
		workflowId: string,
		count: number,
		timeoutMs = RUN_TIMEOUT,
	): Promise<Execution[]> {
		const deadline = Date.now() + timeoutMs;
		for (;;) {
			const ended = (await this.executions(workflowId)).filter(({ status }) =>
				FINAL_STATUSES.has(status),
			);
			if (ended.length >= count) {
				return await Promise.all(
					ended.map(async ({ id }) => await this.whole(await this.execution(id))),
				);
			}
			if (Date.now() > deadline) {
				throw new Error(`${ended.length} of ${count} executions ended within ${timeoutMs} ms`);
			}
			await sleep(200);
		}
	}

	/** Presses "Stop" on a running execution. */
	async stopExecution(id: string): Promise<void> {
		await this.rest.call('POST', `/executions/${id}/stop`, {});
	}

	/** Fills a drop-down list (`loadOptions`) as the editor does. */
	async dynamicParameterOptions(request: PickListRequest): Promise<PickListEntry[]> {
		return await this.rest.call('POST', '/dynamic-node-parameters/options', request);
	}

	/** Fills a resource locator's "From list" (`listSearch`) as the editor does. */
	async resourceLocatorResults(
		request: ResourceLocatorRequest,
	): Promise<{ results: PickListEntry[]; paginationToken?: unknown }> {
		return await this.rest.call(
			'POST',
			'/dynamic-node-parameters/resource-locator-results',
			request,
		);
	}

	/** All node types the editor knows, n8n's own included. */
	async nodeTypes(): Promise<KnownNodeType[]> {
		return JSON.parse((await this.rest.read('/types/nodes.json')).text) as KnownNodeType[];
	}

	/** All credential types the editor knows, n8n's own included. */
	async credentialTypes(): Promise<KnownCredentialType[]> {
		const { text } = await this.rest.read('/types/credentials.json');
		return JSON.parse(text) as KnownCredentialType[];
	}

	/**
	 * Reads a file that n8n serves, for example an `iconUrl`.
	 *
	 * @param path from n8n's root
	 * @throws RestError when there is none
	 */
	async readFile(path: string): Promise<{ text: string; contentType: string }> {
		return await this.rest.read(path.startsWith('/') ? path : `/${path}`);
	}

	/** Ends n8n in its orderly way and starts it again on the same user folder and ports. */
	async restart(): Promise<void> {
		const own = this.owned();
		await own.process.stop();
		own.process = await own.launch();
	}

	/** Memory of n8n's main process; Linux only. */
	memory(): Memory {
		return readMemory(this.pid);
	}

	/** Lets `memory().peakRss` count from now on. */
	resetPeakMemory(): void {
		resetPeakMemory(this.pid);
	}

	/** All lines n8n has printed since it was first started. */
	logs(): string[] {
		return readFileSync(logFile(this.address.userFolder), 'utf8').split('\n').slice(0, -1);
	}

	/** Ends n8n, and deletes its user folder. Does nothing the second time. */
	async stop(): Promise<void> {
		const own = this.owned();
		await own.process.stop();
		own.remove();
	}

	private owned() {
		if (!this.own) throw new Error('This n8n is shared: only the process that started it ends it');
		return this.own;
	}

	/** n8n 1.x tells that an execution has ended a moment before it has written what the nodes put out. */
	private async whole(execution: Execution): Promise<Execution> {
		const isWhole = ({ lastNode, error }: Execution) => lastNode !== undefined || error;
		const hasRun = ['success', 'error'].includes(execution.status);
		const deadline = Date.now() + WRITE_TIMEOUT;
		let read = execution;
		while (hasRun && !isWhole(read) && Date.now() < deadline) {
			await sleep(50);
			read = await this.execution(execution.id);
		}
		return read;
	}

	/** n8n publishes in the background; this waits until it has. */
	private async settledPublication(workflowId: string): Promise<Publication> {
		const deadline = Date.now() + PUBLISH_TIMEOUT;
		for (;;) {
			const publication = await this.publication(workflowId);
			if (publication.status !== 'in_progress') return publication;
			if (Date.now() > deadline) {
				throw new Error(`Workflow ${workflowId} is still in progress after ${PUBLISH_TIMEOUT} ms`);
			}
			await sleep(50);
		}
	}

	private async publication(workflowId: string): Promise<Publication> {
		try {
			return await this.rest.call('GET', `/workflows/${workflowId}/publication-status`);
		} catch (error) {
			if (!(error instanceof RestError && error.status === 404)) throw error;
			// An n8n that does not publish in the background has answered once it is done, or refused.
			const { active } = await this.workflow(workflowId);
			return { status: active ? 'published' : 'not_published', triggers: [] };
		}
	}

	private async workflow(id: string): Promise<Workflow & { versionId: string }> {
		return await this.rest.call('GET', `/workflows/${id}`);
	}

	private async pressExecute(
		workflowId: string,
		{ triggerNode, destinationNode }: RunOptions,
	): Promise<{ executionId?: string; waitingForWebhook?: boolean }> {
		const workflow = await this.workflow(workflowId);
		return await this.rest.call('POST', `/workflows/${workflowId}/run`, {
			// n8n before 2.20 runs what the editor shows, newer ones what is stored.
			workflowData: workflow,
			triggerToStartFrom: { name: triggerNode ?? firstTrigger(workflow) },
			...(destinationNode
				? { destinationNode: { nodeName: destinationNode, mode: 'inclusive' } }
				: {}),
		});
	}

	private withStoredCredentials(node: WorkflowNode): WorkflowNode {
		if (!node.credentials) return node;
		const credentials = Object.entries(node.credentials).map(([type, { name }]) => {
			const stored = this.credentials.find((one) => one.type === type && one.name === name);
			if (!stored) {
				throw new Error(`Node "${node.name}" needs a credential "${name}" of type ${type}`);
			}
			return [type, { id: stored.id, name }] as const;
		});
		return { ...node, credentials: Object.fromEntries(credentials) };
	}
}

/**
 * What the query of the next page adds; undefined after the last one. n8n sorts by the start and cuts by an id, and in a queue
 * executions start in quite another order: pages overlap by nine tenths here, so that none falls between two of them.
 */
function nextPage(page: ExecutionPage, results: ExecutionSummary[]): string | undefined {
	const isLast = page.nextCursor === undefined ? results.length < PAGE : !page.nextCursor;
	if (isLast) return undefined;
	const ids = results.map(({ id }) => Number(id)).sort((a, b) => b - a);
	const id = String(ids[PAGE / 10]);
	if (page.nextCursor === undefined) return `&lastId=${id}`;
	const position = { version: 1, v1: { timestamp: new Date().toISOString(), id } };
	return `&cursor=${Buffer.from(JSON.stringify(position)).toString('base64url')}`;
}

function firstTrigger(workflow: Workflow): string {
	const isTrigger = ({ type, disabled }: WorkflowNode) =>
		!disabled && (/trigger$/i.test(type) || type === 'n8n-nodes-base.webhook');
	const trigger = workflow.nodes.find(isTrigger);
	if (!trigger) throw new Error(`Workflow "${workflow.name}" has no trigger`);
	return trigger.name;
}
