import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { camelObject } from './answer';
import type { Listed } from './lists';

/**
 * The server's numbers, by what they count. The place in the list is the number.
 *
 * Source: the enumerations CallQueueStatusEnum, ConversationSessionState and ConversationSessionEndType of the server (master of
 * 2026-03-15).
 */
const QUEUE_STATUS = [
	'Queued',
	'ProcessingProxy',
	'ProcessedProxy',
	'ProcessingBackend',
	'ProcessedBackend',
	'Failed',
	'Canceled',
	'Expired',
];

export const SESSION_STATUS = [
	'Created',
	'WaitingForPrimaryClient',
	'Starting',
	'Active',
	'Paused',
	'Ending',
	'Ended',
	'Error',
];

/** In words; the second and third come from names that the server spells "InitalizeError" and "…Initalize". */
const END_REASON = [
	'not set',
	'could not be set up',
	'setup took too long',
	'declined or busy',
	'no answer',
	'user ended call',
	'agent ended call',
	'broke off',
	'user was silent too long',
	'longest duration reached',
	'voicemail',
];

/** How a call can have ended, in words. */
export const ENDINGS = [
	'cancelled',
	'completed',
	'declined',
	'expired',
	'failed',
	'no answer',
	'voicemail',
] as const;

/** How a call stands, in words. */
type CallStatus = 'queued' | 'processing' | 'dialling' | 'in progress' | (typeof ENDINGS)[number];

/** Only these end a call: the queue's "ProcessedBackend" and `completedAt` mean that dialling has begun. */
const NEVER_CONNECTED: Record<number, CallStatus> = { 5: 'failed', 6: 'cancelled', 7: 'expired' };

const ENDED_WITH: Record<number, CallStatus> = {
	1: 'failed',
	2: 'failed',
	3: 'declined',
	4: 'no answer',
	7: 'failed',
	10: 'voicemail',
};

/** Further words for a state: the lifecycle of the published page, and another spelling. */
const WORDS: Record<string, CallStatus> = {
	processing: 'processing',
	inprogress: 'in progress',
	completed: 'completed',
	cancelled: 'cancelled',
};

/** A number of an enumeration, which may also come as its name or as `{value, name}`. */
export const enumValue = z.preprocess(
	(raw) => (raw && typeof raw === 'object' && 'value' in raw ? raw.value : raw),
	z.union([z.number(), z.string()]).nullish(),
);

/** An id, which may come as a number. */
export const idValue = z.union([z.string().min(1), z.number()]).transform(String);

const callSchema = camelObject({
	queueId: idValue,
	status: enumValue,
	sessionStatus: enumValue,
	sessionEndType: enumValue,
});

/** The number that a value of an enumeration stands for; undefined for none of it. */
export function numberOf(value: unknown, names: string[]): number | undefined {
	if (typeof value === 'number') return value;
	if (typeof value !== 'string') return undefined;
	const place = names.findIndex((name) => name.toLowerCase() === value.toLowerCase());
	return place === -1 ? undefined : place;
}

/** The most calls that the server gives on a page of the queue. */
export const CALLS_ON_A_PAGE = 50;

/** A call of the outbound queue: what the server tells, and `callStatus` and `finished` on top. */
export const callRecord: Listed = {
	id: 'queueId',
	marks: ['status', 'recipientNumber', 'enqueuedAt'],
	describe: (raw) => {
		const parsed = callSchema.safeParse(raw);
		if (!parsed.success) return undefined;
		const call = parsed.data;
		const callStatus = statusOf(call);
		const finished = ENDINGS.some((ending) => ending === callStatus);
		return { ...(call as IDataObject), callStatus, finished, ...endReasonOf(call.sessionEndType) };
	},
};

/** Why a call ended, in words, once it has. */
export function endReasonOf(endType: unknown): IDataObject {
	const number = numberOf(endType, []);
	return number === undefined || number === 0 ? {} : { endReason: END_REASON[number] ?? null };
}

/**
 * Over is a call whose queue item failed, was cancelled or expired, or whose session has ended or broken. A state that is not
 * known is told as null.
 */
function statusOf(call: z.infer<typeof callSchema>): CallStatus | null {
	const queue = numberOf(call.status, QUEUE_STATUS);
	const session = numberOf(call.sessionStatus, SESSION_STATUS);
	const endType = numberOf(call.sessionEndType, []);
	if (queue !== undefined && NEVER_CONNECTED[queue]) return NEVER_CONNECTED[queue];
	if (session === 7) return 'failed';
	if (session === 6) return ENDED_WITH[endType ?? 0] ?? 'completed';
	if (queue === undefined) {
		const word = String(call.status).toLowerCase();
		return WORDS[word.replace(/[\s_-]/g, '')] ?? null;
	}
	if (queue === 0) return 'queued';
	if (queue < 4) return 'processing';
	if (queue > 4) return null;
	return session !== undefined && session >= 3 ? 'in progress' : 'dialling';
}
