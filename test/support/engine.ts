import 'reflect-metadata';

import { randomUUID } from 'node:crypto';
import path from 'node:path';

import {
	CredentialTestContext,
	DataDeduplicationService,
	ExecuteContext,
	ExecutionLifecycleHooks,
	LoadOptionsContext,
	PackageDirectoryLoader,
	RoutingNode,
	WorkflowExecute,
} from 'n8n-core';
import {
	createRunExecutionData,
	ICredentialsHelper,
	Workflow,
	type ExecutionError,
	type ICredentialDataDecryptedObject,
	type ICredentialsDecrypted,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeParameters,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypes,
	type ITaskData,
	type IWorkflowExecuteAdditionalData,
	type ResourceMapperFields,
} from 'n8n-workflow';

import { Memory } from './memory';

/** What n8n remembers of processed data. */
export const memory = new Memory();
void DataDeduplicationService.init(memory);

/** The built package, loaded as n8n loads it. */
const loader = new PackageDirectoryLoader(path.resolve(__dirname, '../..'));
let loading: Promise<void> | undefined;

/** How a node run is set up; everything but `type` and `parameters` has n8n's own default. */
export interface NodeRun {
	/** e.g. `convoso` */
	type: string;
	parameters: INodeParameters;
	items?: INodeExecutionData[];
	/** Data by credential type. */
	credentials: Record<string, Record<string, unknown>>;
	/** What runs the description: the package's runner (default), or n8n's RoutingNode as if there were no `execute`. */
	engine?: 'runner' | 'routingNode';
	settings?: Partial<
		Pick<INode, 'retryOnFail' | 'maxTries' | 'waitBetweenTries' | 'onError' | 'executeOnce'>
	>;
	/** Another copy of the node than the loaded one, as another process of n8n has. */
	copy?: INodeType;
	/** Tells nodes apart; each run is of another one when left out. */
	nodeId?: string;
	/** Called with a function that cancels the execution. */
	onStart?: (cancel: () => void) => void;
}

/** What came of it. */
export interface NodeRunResult {
	items: INodeExecutionData[];
	/** Second output, where the node has one ("On Error: Continue (using error output)"). */
	errorItems: INodeExecutionData[];
	error?: ExecutionError;
	status: string;
	/** The whole run data, as n8n would save it. */
	saved: unknown;
}

/** The instance that the built package gives for a node type, e.g. `convoso`. */
export async function nodeType(name: string): Promise<INodeType> {
	loading ??= loader.loadAll();
	await loading;
	return loader.getNode(name).type as INodeType;
}

/**
 * The credentials that a node wants with these parameters.
 *
 * @param all by credential type
 */
export async function credentialsFor<T>(
	type: string,
	parameters: INodeParameters,
	all: Record<string, T>,
): Promise<Record<string, T>> {
	const { description } = await nodeType(type);
	const wanted = (description.credentials ?? []).filter(({ displayOptions }) => {
		const methods = displayOptions?.show?.authentication;
		return !methods || methods.includes(parameters.authentication as string);
	});
	return Object.fromEntries(wanted.map(({ name }) => [name, all[name]]));
}

/** The loaded package: what n8n knows of it. */
export async function loadedPackage(): Promise<PackageDirectoryLoader> {
	loading ??= loader.loadAll();
	await loading;
	return loader;
}

/** Runs one node on n8n-core's own engine. */
export async function runNode(run: NodeRun): Promise<NodeRunResult> {
	const type = run.copy ?? (await nodeType(run.type));
	const node = nodeUnderTest(run);
	const nodeTypes = nodeTypesFor(run.engine === 'routingNode' ? onRoutingNode(type) : type);
	const workflow = new Workflow({
		id: 'test',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1', timezone: 'America/New_York' },
	});
	const additionalData = additionalDataFor(run.credentials);
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [
				{
					node: workflow.getNode(node.name)!,
					data: { main: [run.items ?? [{ json: {} }]] },
					source: null,
				},
			],
		},
	});
	const execution = new WorkflowExecute(additionalData, 'manual', data).processRunExecutionData(
		workflow,
	);
	run.onStart?.(() => execution.cancel());
	const result = await execution;
	const tasks: ITaskData[] = result.data.resultData.runData[node.name] ?? [];
	const task = tasks.at(-1);
	return {
		items: task?.data?.main?.[0] ?? [],
		errorItems: task?.data?.main?.[1] ?? [],
		error: task?.error ?? result.data.resultData.error,
		status: result.status,
		saved: result.data,
	};
}

/** A question that the editor asks a node while its parameters are being filled in. */
interface EditorQuestion {
	/** e.g. `convoso` */
	type: string;
	/** Name of the node's method. */
	method: string;
	credentials: NodeRun['credentials'];
	/** What is filled in so far. */
	parameters?: INodeParameters;
}

/** What the editor does to fill the list of a resource locator. */
export async function searchList(
	search: EditorQuestion & { filter?: string; paginationToken?: string },
): Promise<INodeListSearchResult> {
	const { methods, context } = await editorContext(search);
	return await methods!.listSearch![search.method].call(
		context,
		search.filter,
		search.paginationToken,
	);
}

/** What the editor does to find the fields of a resource mapper. */
export async function mapperFields(question: EditorQuestion): Promise<ResourceMapperFields> {
	const { methods, context } = await editorContext(question);
	return await methods!.resourceMapping![question.method].call(context);
}

/** What the editor does to fill a menu. */
export async function loadMenu(question: EditorQuestion): Promise<INodePropertyOptions[]> {
	const { methods, context } = await editorContext(question);
	return await methods!.loadOptions![question.method].call(context);
}

async function editorContext({ type: name, credentials, parameters = {} }: EditorQuestion) {
	const type = await nodeType(name);
	const node = nodeUnderTest({ type: name, parameters, credentials });
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypesFor(type),
	});
	const additionalData = { ...additionalDataFor(credentials), currentNodeParameters: parameters };
	const context = new LoadOptionsContext(workflow, node, additionalData, 'parameters');
	return { methods: type.methods, context };
}

/** What the editor does to test a credential: runs the function that the node names in `testedBy`. */
export async function testCredential(test: {
	/** The node, e.g. `convoso`. */
	type: string;
	/** e.g. `convosoApi` */
	credentialType: string;
	data: Record<string, unknown>;
}): Promise<INodeCredentialTestResult> {
	const { description, methods } = await nodeType(test.type);
	const { testedBy } = description.credentials!.find(({ name }) => name === test.credentialType)!;
	const credential = { id: 'test', name: 'test', type: test.credentialType, data: test.data };
	return await methods!.credentialTest![testedBy as string].call(
		new CredentialTestContext(additionalDataFor({})),
		credential as ICredentialsDecrypted,
	);
}

/** The node as n8n would run it without an `execute` of its own. */
function onRoutingNode(type: INodeType): INodeType {
	return Object.create(type, {
		execute: {
			value: async function (this: IExecuteFunctions) {
				return await new RoutingNode(this as unknown as ExecuteContext, type).runNode();
			},
		},
	}) as INodeType;
}

function nodeUnderTest({ type, parameters, credentials, settings, nodeId }: NodeRun): INode {
	return {
		id: nodeId ?? randomUUID(),
		name: 'Node under test',
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: Object.fromEntries(
			Object.keys(credentials).map((name) => [name, { id: name, name }]),
		),
		...settings,
	};
}

/** Node types of which there is only one. */
export function nodeTypesFor(type: INodeType): INodeTypes {
	return {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	};
}

/** What n8n knows around a run: here, the credentials. */
export function additionalDataFor(
	credentials: Record<string, Record<string, unknown>>,
): IWorkflowExecuteAdditionalData {
	const url = 'http://127.0.0.1:1/';
	return {
		executionId: randomUUID(),
		credentialsHelper: new TestCredentialsHelper(credentials),
		hooks: new ExecutionLifecycleHooks('manual', 'test', {
			id: 'test',
			name: 'test',
			active: false,
			activeVersionId: null,
			isArchived: false,
			createdAt: new Date(),
			updatedAt: new Date(),
			nodes: [],
			connections: {},
		} as never),
		instanceBaseUrl: url,
		restApiUrl: url,
		webhookBaseUrl: url,
		webhookTestBaseUrl: url,
		webhookWaitingBaseUrl: url,
		formWaitingBaseUrl: url,
		variables: {},
		currentNodeParameters: undefined,
		setExecutionStatus: () => {},
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** Hands out the given credentials and signs with the package's own credential classes, as n8n does. */
class TestCredentialsHelper extends ICredentialsHelper {
	constructor(private readonly data: Record<string, Record<string, unknown>>) {
		super();
	}

	/** How often each credential was decrypted. */
	readonly decryptions: Record<string, number> = {};

	getParentTypes(name: string): string[] {
		return loader.getCredential(name).type.extends ?? [];
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		name: string,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = loader.getCredential(name).type;
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		if (!authenticate) return request;
		const signed = {
			...request,
			headers: { ...request.headers },
			qs: { ...(request.qs as object) },
		};
		for (const [place, values] of Object.entries(authenticate.properties)) {
			const target = ((signed as unknown as Record<string, object>)[place] ??= {}) as Record<
				string,
				unknown
			>;
			for (const [key, value] of Object.entries(values as Record<string, string>)) {
				target[key] = value
					.replace(/^=/, '')
					.replace(/\{\{\s*\$credentials\.(\w+)\s*\}\}/g, (_all, field: string) =>
						String(credentials[field]),
					);
			}
		}
		return signed;
	}

	async preAuthentication() {
		return undefined;
	}

	async runPreAuthentication() {
		return undefined;
	}

	async getCredentials(): Promise<never> {
		throw new Error('not used by nodes');
	}

	async getDecrypted(_additionalData: unknown, { name }: { name: string }, type: string) {
		this.decryptions[type] = (this.decryptions[type] ?? 0) + 1;
		return { ...this.data[type ?? name] } as ICredentialDataDecryptedObject;
	}

	async updateCredentials() {}

	async updateCredentialsOauthTokenData() {}

	isCredentialUsableByNode() {
		return true;
	}

	getCredentialsProperties() {
		return [];
	}
}
