import { EventEmitter } from 'node:events';

import fc from 'fast-check';
import type { IWebhookFunctions } from 'n8n-workflow';

import { convosoHook } from '../../nodes/ConvosoTrigger/hook';
import { receive } from '../../nodes/shared/webhook/receive';
import { hostileBodies, hostileQueries, type HostileBody } from './hostile';

/** How many bodies are tried. */
const RUNS = 100_000;

const SECRET = 'a-secret-of-the-test-bench';

/** The part of n8n's context that the trigger uses, without a network in between. */
function contextOf({ contentType, body }: HostileBody, query: string) {
	const answer: { status?: number } = {};
	const request = {
		method: 'POST',
		originalUrl: `/webhook/test?${query}`,
		headers: { authorization: `Bearer ${SECRET}`, 'content-type': contentType },
		rawBody: body,
		readRawBody: async () => {},
		unpipe: () => request,
		resume: () => request,
	};
	const response = Object.assign(new EventEmitter(), {
		setHeader: () => {},
		writeHead: (status: number) => (answer.status = status),
		end: () => response.emit('finish'),
	});
	const parameters: Record<string, unknown> = {
		authentication: 'header',
		headerName: 'Authorization',
		responseMode: 'onReceived',
		settings: { includeRaw: true, ignoreRepeats: false },
	};
	const context = {
		getRequestObject: () => request,
		getResponseObject: () => response,
		getNode: () => ({ id: 'node', name: 'Trigger' }),
		getWorkflow: () => ({ id: 'workflow' }),
		getMode: () => 'webhook',
		getCredentials: async () => ({ secret: SECRET }),
		getNodeParameter: (name: string, other?: unknown) => parameters[name] ?? other,
		logger: { warn: () => {}, error: (text: string) => logged.push(text) },
	};
	return { context: context as unknown as IWebhookFunctions, answer };
}

const REFUSALS = new Set(['400', '413', '415']);

const logged: string[] = [];

it(`survives ${RUNS.toLocaleString('en')} random and hostile bodies`, async () => {
	const before = Object.getOwnPropertyNames(Object.prototype).join();
	const outcomes: Record<string, number> = {};
	await fc.assert(
		fc.asyncProperty(hostileBodies, hostileQueries, async (body, query) => {
			const { context, answer } = contextOf(body, query);
			const { workflowData, webhookResponse, noWebhookResponse } = await receive(
				context,
				convosoHook,
			);
			const outcome = noWebhookResponse ? String(answer.status) : 'started';
			outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
			if (noWebhookResponse) return REFUSALS.has(outcome);
			const item = workflowData![0][0].json;
			const values = [...Object.values(item.lead!), ...Object.values(item.call!)] as unknown[];
			return (
				webhookResponse === '{"success":true}' &&
				Object.keys(item).join() === 'event,lead,call,other,raw' &&
				values.every((value) => value === null || ['string', 'number'].includes(typeof value)) &&
				typeof JSON.stringify(item) === 'string'
			);
		}),
		{ numRuns: RUNS },
	);
	expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
	expect(logged).toEqual([]);
	// Both ways must really have been gone.
	expect(outcomes.started).toBeGreaterThan(RUNS / 10);
	expect(outcomes[400]).toBeGreaterThan(RUNS / 100);
}, 300_000);
