import get from 'lodash/get';
import isPlainObject from 'lodash/isPlainObject';
import type {
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	NodeApiError,
} from 'n8n-workflow';

import { itemClient, type Client } from '../../../shared/client';
import { clock } from '../../../shared/clock';
import type { Page } from '../../../shared/paging';
import { CALLS_ON_A_PAGE, callRecord } from '../../callStates';
import { pageBody, readPage } from '../../lists';
import { aiCall } from '../../service';
import { soundsAccepted } from './queued';
import { sentIn, type SentCall } from './requestForms';
import { ATTEMPT_ID, REQUEST_ID } from './variables';

/** Pauses before each look, in ms: a server that lost the connection may still be storing the call. */
const PAUSES_MS = [1_000, 3_000, 6_000];

/** How far back to look, by the clock of n8n: further than clocks differ. The ids tell calls apart. */
const LOOK_BACK_MS = 24 * 60 * 60 * 1000;

/**
 * Looks whether a call was queued whose answer was lost: by recipient, time, and the ids in its metadata.
 *
 * @param request as it was sent
 * @param error why it is unknown; see queued.ts
 * @returns the output of the operation if the call is in the queue; `'absent'` if all of the queue was read and it is not;
 * undefined if that cannot be said
 */
export async function lookUpCall(
	this: IExecuteSingleFunctions,
	request: IHttpRequestOptions,
	error: NodeApiError,
): Promise<INodeExecutionData[] | 'absent' | undefined> {
	const sent = sentIn(request.body, [REQUEST_ID, ATTEMPT_ID]);
	if (!sent) return undefined;
	const ids = Object.entries(sent.ids);
	const client = await itemClient(this, aiCall);
	let last: Page | undefined;
	for (const ms of PAUSES_MS) {
		await client.wait(ms);
		last = await recentCalls(client, request, sent).catch(() => undefined);
		const found = last?.rows.find(({ metadata }) =>
			ids.every(([name, id]) => get(metadata, name) === id),
		);
		if (found) return [{ json: { queueId: found.queueId } }];
	}
	const isDenied = error.context.isAccepted !== true && !soundsAccepted(error.message);
	return isDenied && last && isWhole(last) ? 'absent' : undefined;
}

/** Whether a page is all there is, and the call that is looked for could be seen in it. */
function isWhole({ rows, total = 0, next }: Page): boolean {
	const isLast = rows.length < CALLS_ON_A_PAGE && total <= rows.length && !next;
	return isLast && rows.every(({ queueId, metadata }) => queueId && isPlainObject(metadata));
}

async function recentCalls(
	client: Client,
	{ url }: IHttpRequestOptions,
	{ recipient }: SentCall,
): Promise<Page | undefined> {
	const since = new Date(clock.wallTime() - LOOK_BACK_MS).toISOString();
	const filter = { recipientNumbers: [recipient], startCreatedDate: since };
	const data = await client.ask({
		method: 'POST',
		path: url.replace(/\/call\/initiate$/, '/queues/outbound'),
		body: pageBody(CALLS_ON_A_PAGE, filter),
		about: 'call.getMany',
	});
	return readPage(data, callRecord);
}
