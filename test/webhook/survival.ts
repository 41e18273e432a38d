import { EventEmitter } from 'node:events';

import fc from 'fast-check';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { receive, type Hook } from '../../nodes/shared/webhook/receive';
import { seed } from '../support/runs';
import { hostileBodies, hostileQueries, type HostileBody } from './hostile';

/** A trigger that is to survive. */
interface Subject<E extends object> {
	hook: Hook<E>;
	/** Of the node, all filters set. */
	parameters: Record<string, unknown>;
	credential: Record<string, unknown>;
	/** What shows the secret or the signature of a body. */
	headers?: (body: Buffer) => Record<string, string>;
	query?: string;
	bodies?: fc.Arbitrary<HostileBody>;
	/** Whether an item is what the trigger promises. */
	isItem: (item: IDataObject) => boolean;
	runs: number;
}

const REFUSALS = new Set(['400', '401', '413', '415']);

/**
 * Sends random and hostile bodies and queries, with what opens the door, and checks that each is refused, filtered out, taken
 * as a repeat, or starts the workflow with a sound item: no throw, no endless wait, nothing changed outside.
 *
 * @returns how often each happened
 */
export async function survive<E extends object>(
	subject: Subject<E>,
): Promise<Record<string, number>> {
	const before = Object.getOwnPropertyNames(Object.prototype).join();
	const outcomes: Record<string, number> = {};
	const logged: string[] = [];
	const filters = subject.parameters.filters;
	const one = async (body: HostileBody, query: string) => {
		// Half of them with the filters set, so that these see everything too.
		for (const parameters of [{ ...subject.parameters, filters: {} }, { filters }]) {
			const whole = { ...subject.parameters, ...parameters };
			const { context, answer, finish } = contextOf(
				{ ...subject, parameters: whole },
				body,
				query,
				logged,
			);
			const result = await receive(context, subject.hook);
			finish();
			const item = result.workflowData?.[0][0].json;
			const outcome = result.noWebhookResponse
				? String(answer.status)
				: item
					? 'started'
					: 'left out';
			outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
			if (result.noWebhookResponse && !REFUSALS.has(outcome)) return false;
			if (item && !(subject.isItem(item) && typeof JSON.stringify(item) === 'string')) return false;
		}
		return true;
	};
	await fc.assert(fc.asyncProperty(subject.bodies ?? hostileBodies, hostileQueries, one), {
		numRuns: subject.runs,
		seed,
	});
	expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
	expect(logged).toEqual([]);
	return outcomes;
}

/** The part of n8n's context that a trigger uses, without a network in between. */
function contextOf(
	{
		parameters,
		credential,
		headers,
		query: own,
	}: Pick<Subject<object>, 'parameters' | 'credential' | 'headers' | 'query'>,
	{ contentType, body }: HostileBody,
	query: string,
	logged: string[],
) {
	const answer: { status?: number } = {};
	const request = {
		method: 'POST',
		originalUrl: `/webhook/test?${[own, query].filter(Boolean).join('&')}`,
		headers: { ...headers?.(body), 'content-type': contentType },
		rawBody: body,
		readRawBody: async () => {},
		unpipe: () => request,
		resume: () => request,
	};
	const response = Object.assign(new EventEmitter(), {
		statusCode: 200,
		setHeader: () => {},
		writeHead: (status: number) => (answer.status = status),
		end: () => {},
	});
	const context = {
		getRequestObject: () => request,
		getResponseObject: () => response,
		getNode: () => ({ id: 'node', name: 'Trigger' }),
		getWorkflow: () => ({ id: 'workflow' }),
		getMode: () => 'webhook',
		getCredentials: async () => credential,
		getNodeParameter: (name: string, other?: unknown) => parameters[name] ?? other,
		logger: { warn: () => {}, error: (text: string) => logged.push(text) },
	};
	return {
		context: context as unknown as IWebhookFunctions,
		answer,
		finish: () => response.emit('finish'),
	};
}
