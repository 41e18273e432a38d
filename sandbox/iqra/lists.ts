import { clock } from '../kit/clock';
import { Refused } from '../kit/refused';
import type { CallFilter, ConversationFilter, ListRequest } from './contract';
import { standingOf, type Standing, type StoredCall } from './callTimeline';

/** A call with how it stands at one moment. */
export type LiveCall = StoredCall & { standing: Standing };

/** The calls of a business, newest first, as they stand now. */
export function liveCalls(calls: StoredCall[], businessId: number, speed: number): LiveCall[] {
	const now = clock.now();
	return calls
		.filter((call) => call.businessId === businessId)
		.map((call) => ({ ...call, standing: standingOf(call, now, speed) }))
		.reverse();
}

/** A call as the outbound queue shows it. Scheduled times are not shown. */
export function queueItem({ standing, ...call }: LiveCall): object {
	return {
		queueId: call.queueId,
		status: standing.status,
		enqueuedAt: new Date(call.enqueuedAt).toISOString(),
		processingStartedAt: standing.processingStartedAt,
		completedAt: standing.completedAt,
		dynamicVariables: call.dynamicVariables,
		metadata: call.metadata,
		campaignId: call.campaignId,
		numberId: call.numberId,
		recipientNumber: call.recipientNumber,
		sessionId: standing.sessionId,
		sessionStatus: standing.sessionStatus,
		sessionEndType: standing.sessionEndType,
	};
}

/**
 * A conversation as the server shows it.
 *
 * @param audio the address of one participant's audio
 */
export function conversationOf(call: LiveCall, audio: (who: string) => string): object {
	const { standing } = call;
	const at = (ms: number) => new Date(ms).toISOString();
	const started = standing.startedAt!;
	const participant = (who: string) => ({
		joinedAt: at(started),
		leftAt: null,
		leaveReason: null,
		audioUrl: standing.talks && standing.endedAt ? audio(who) : null,
	});
	const greeting = `Hello ${call.dynamicVariables.customer_name ?? 'there'}, this is Ava.`;
	const messages = [
		{ senderId: null, role: 0, content: 'Call connected', timestamp: at(started) },
		{ senderId: 'a1', role: 2, content: greeting, timestamp: at(started + 1_000) },
		{ senderId: null, role: 1, content: 'Yes, please.', timestamp: at(started + 4_000) },
	];
	return {
		id: call.sessionId,
		queueId: call.queueId,
		status: standing.sessionStatus,
		startTime: at(started),
		endTime: standing.endedAt ? at(standing.endedAt) : null,
		endType: standing.sessionEndType ?? 0,
		clients: [{ clientId: 'c1', clientType: 1, ...participant('client') }],
		agents: [{ agentId: 'a1', agentType: 1, ...participant('agent') }],
		messages: standing.talks ? messages : [],
		logs: [],
	};
}

/** Whether a call passes the filter of the outbound queue. */
export function passes(call: LiveCall, filter: CallFilter): boolean {
	const { standing } = call;
	const dialled = standing.completedAt ? Date.parse(standing.completedAt) : null;
	return (
		within(call.enqueuedAt, filter.startCreatedDate, filter.endCreatedDate) &&
		within(dialled, filter.startCompletedAtDate, filter.endCompletedAtDate) &&
		within(call.startAt, filter.startScheduledDate, filter.endScheduledDate) &&
		among(standing.status, filter.queueStatusTypes) &&
		among(call.campaignId, filter.campaignIds) &&
		among(call.numberId, filter.callingNumberIds) &&
		among(2, filter.callingNumberProviders) &&
		among(call.recipientNumber, filter.recipientNumbers)
	);
}

/** Whether a conversation passes its filter. */
export function conversationPasses({ standing }: LiveCall, filter: ConversationFilter): boolean {
	return (
		within(standing.startedAt, filter.startStartedDate, filter.endStartedDate) &&
		among(standing.sessionStatus, filter.sessionStates) &&
		among(0, filter.sessionInitiationTypes) &&
		among(standing.sessionEndType ?? 0, filter.sessionEndTypes)
	);
}

function within(time: number | null, from = '', to = ''): boolean {
	if (from === '' && to === '') return true;
	if (time === null) return false;
	return (from === '' || time >= Date.parse(from)) && (to === '' || time <= Date.parse(to));
}

function among<T>(value: T, wanted: T[] = []): boolean {
	return wanted.length === 0 || wanted.includes(value);
}

/** What a cursor holds; opaque to the client. */
interface Cursor<F> {
	offset: number;
	filter: F;
}

/**
 * One page of a list.
 *
 * @param prefix of the codes of this endpoint
 * @param rowsFor the rows that pass a filter
 */
export function pageOf<F extends object>(
	request: ListRequest<F>,
	{ prefix, maxLimit }: { prefix: string; maxLimit: number },
	rowsFor: (filter: F) => object[],
): object {
	const { nextCursor, previousCursor, filter } = request;
	if (nextCursor && previousCursor) {
		throw new Refused(`${prefix}:INVALID_CURSOR`, 'Only one cursor can be used.');
	}
	const given = nextCursor ?? previousCursor;
	if (given && filter) {
		throw new Refused(`${prefix}:INVALID_REQUEST`, 'Cursor and filter cannot be used together.');
	}
	const cursor = readCursor<F>(given) ?? { offset: 0, filter: filter ?? ({} as F) };
	const limit = Math.min(request.limit ?? 10, maxLimit);
	const rows = rowsFor(cursor.filter);
	const end = cursor.offset + limit;
	const at = (offset: number) =>
		Buffer.from(JSON.stringify({ ...cursor, offset })).toString('base64url');
	return {
		items: rows.slice(cursor.offset, end),
		nextCursor: end < rows.length ? at(end) : null,
		previousCursor: cursor.offset > 0 ? at(Math.max(0, cursor.offset - limit)) : null,
		hasNextPage: end < rows.length,
		hasPreviousPage: cursor.offset > 0,
		pageSize: limit,
		totalCount: rows.length,
	};
}

/** A cursor that cannot be read is passed over, as the server does. */
function readCursor<F>(text: string | null | undefined): Cursor<F> | undefined {
	if (!text) return undefined;
	try {
		return JSON.parse(Buffer.from(text, 'base64url').toString()) as Cursor<F>;
	} catch {
		return undefined;
	}
}
