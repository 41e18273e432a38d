import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGunzip } from 'node:zlib';

import { WebhookContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeParameters,
	type IWebhookData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { additionalDataFor, nodeType, nodeTypesFor } from './engine';

/** A trigger behind a real address, as n8n would put it there. */
export interface WebhookServer {
	url: string;
	/** What each started workflow got, in order. */
	started: IDataObject[];
	/** What would have failed inside n8n. */
	thrown: unknown[];
	/** Called before n8n would store an execution; throw in it to let that fail. */
	onStart: () => void | Promise<void>;
	credentials: Record<string, Record<string, unknown>>;
	/** Where requests come from, as Express tells it. */
	client: { ip?: string; ips: string[] };
	close: () => Promise<void>;
}

interface WebhookRun {
	/** e.g. `convosoTrigger` */
	type: string;
	parameters?: INodeParameters;
	/** Data by credential type. */
	credentials?: Record<string, Record<string, unknown>>;
	mode?: WorkflowExecuteMode;
	/** Tells nodes apart; each is another one when left out. */
	nodeId?: string;
}

/** n8n's default for N8N_PAYLOAD_SIZE_MAX, bytes. */
const PAYLOAD_SIZE_MAX = 16 * 1024 * 1024;

let nodes = 0;

/** Serves a trigger of the built package through n8n-core's own WebhookContext, on a free port of 127.0.0.1. */
export async function startWebhook(run: WebhookRun): Promise<WebhookServer> {
	const type = await nodeType(run.type);
	const node: INode = {
		id: run.nodeId ?? `node-${++nodes}`,
		name: 'Trigger under test',
		type: run.type,
		typeVersion: 1,
		position: [0, 0],
		parameters: run.parameters ?? {},
		credentials: Object.fromEntries(
			Object.keys(run.credentials ?? {}).map((name) => [name, { id: name, name }]),
		),
	};
	const workflow = new Workflow({
		id: 'test',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes: nodeTypesFor(type),
	});
	const credentials = { ...run.credentials };
	const server: WebhookServer = {
		url: '',
		started: [],
		thrown: [],
		onStart: () => {},
		credentials,
		client: { ip: '127.0.0.1', ips: [] },
		close: async () => {
			http.closeAllConnections();
			await new Promise((resolve) => http.close(resolve));
		},
	};
	const http = createServer((request, response) => {
		const additionalData = Object.assign(additionalDataFor(credentials), {
			httpRequest: Object.assign(withRawBody(request), server.client),
			httpResponse: response,
		});
		const context = new WebhookContext(
			workflow,
			workflow.getNode(node.name)!,
			additionalData as never,
			run.mode ?? 'webhook',
			{ webhookDescription: type.description.webhooks![0] } as unknown as IWebhookData,
			[],
			null,
		);
		void respond(server, response, async () => await type.webhook!.call(context)).catch((error) => {
			server.thrown.push(error);
			response.statusCode = 500;
			response.end('{"message":"Workflow could not be started!"}');
		});
	});
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	server.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/webhook/test`;
	return server;
}

type Webhook = NonNullable<Awaited<ReturnType<typeof nodeType>>['webhook']>;

/** n8n stores the execution first and answers then. */
async function respond(
	server: WebhookServer,
	response: ServerResponse,
	webhook: () => ReturnType<Webhook>,
): Promise<void> {
	const result = await webhook();
	if (result.workflowData) {
		await server.onStart();
		server.started.push(...result.workflowData[0].map(({ json }) => json));
	}
	if (result.noWebhookResponse) return;
	response.end(result.webhookResponse ?? '{"message":"Workflow was started"}');
}

/** n8n hands a request over with a function that reads its body. */
function withRawBody(request: IncomingMessage) {
	return Object.assign(request, {
		originalUrl: request.url,
		readRawBody: async function (this: { rawBody?: Buffer }) {
			if (this.rawBody) return;
			const isGzip = request.headers['content-encoding'] === 'gzip';
			const stream = isGzip ? request.pipe(createGunzip()) : request;
			const parts: Buffer[] = [];
			let length = 0;
			await new Promise<void>((resolve, reject) => {
				stream.on('error', reject);
				stream.on('end', resolve);
				stream.on('data', (part: Buffer) => {
					parts.push(part);
					length += part.length;
					if (length <= PAYLOAD_SIZE_MAX) return;
					stream.pause();
					reject(Object.assign(new Error('request entity too large'), { status: 413 }));
				});
			});
			this.rawBody = Buffer.concat(parts);
		},
	});
}
