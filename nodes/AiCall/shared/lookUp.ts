import type {
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';

import { clock } from '../../shared/clock';
import { pause } from '../../shared/pace';
import { dataOf, readPage } from './answer';
import { sentIn, type SentCall } from './forms';
import { REQUEST_ID } from './variables';
import { describeCall } from './words';

/** Pauses before each look, in ms: a server that lost the connection may still be storing the call. */
const PAUSES_MS = [1_000, 3_000, 6_000];

/** How far back to look. The clocks of n8n and the server may differ; the request id tells calls apart. */
const LOOK_BACK_MS = 60 * 60 * 1000;

/** The most a page of the queue holds. */
const PAGE_SIZE = 50;

/**
 * Looks whether a call was queued whose answer was lost: by recipient, time, and the request id in its metadata.
 *
 * @param request as it was sent
 * @returns the output of the operation if the call is in the queue; `'absent'` if the server answered and it is not;
 * undefined if the queue could not be read
 */
export async function lookUpCall(
	this: IExecuteSingleFunctions,
	request: IHttpRequestOptions,
): Promise<INodeExecutionData[] | 'absent' | undefined> {
	const sent = sentIn(request.body, REQUEST_ID);
	if (!sent) return undefined;
	const signal = (
		this as { getExecutionCancelSignal?: () => AbortSignal | undefined }
	).getExecutionCancelSignal?.();
	let last: IDataObject[] | undefined;
	for (const wait of PAUSES_MS) {
		await pause(wait, () => signal?.aborted === true);
		last = await recentCalls(this, request, sent).catch(() => undefined);
		const found = last?.find(
			({ metadata }) => (metadata as IDataObject | null)?.[REQUEST_ID] === sent.requestId,
		);
		if (found) return [{ json: { queueId: found.queueId } }];
	}
	// A full page may have left it out.
	return last && last.length < PAGE_SIZE ? 'absent' : undefined;
}

async function recentCalls(
	context: IExecuteSingleFunctions,
	request: IHttpRequestOptions,
	{ recipient }: SentCall,
): Promise<IDataObject[] | undefined> {
	const filter = {
		recipientNumbers: [recipient],
		startCreatedDate: new Date(clock.wallTime() - LOOK_BACK_MS).toISOString(),
	};
	const response = (await context.helpers.httpRequestWithAuthentication.call(context, 'aiCallApi', {
		method: 'POST',
		baseURL: request.baseURL,
		url: request.url.replace(/\/call\/initiate$/, '/queues/outbound'),
		headers: { Accept: 'application/json' },
		body: { limit: PAGE_SIZE, nextCursor: null, previousCursor: null, filter },
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	})) as IN8nHttpFullResponse;
	return readPage(dataOf(context, response.statusCode, response.body), describeCall)?.rows;
}
