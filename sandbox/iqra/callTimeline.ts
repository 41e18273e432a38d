import { clock } from '../kit/clock';
import { BUSINESS, holdings } from './account';

/** A queued call as it was taken; how it stands follows from the time that has passed. */
export interface StoredCall {
	queueId: string;
	businessId: number;
	campaignId: string | null;
	numberId: string;
	recipientNumber: string;
	dynamicVariables: Record<string, string>;
	metadata: Record<string, string>;
	enqueuedAt: number;
	/** From when on it may be dialled, and until when; ms since 1970. */
	startAt: number;
	giveUpAt: number;
	sessionId: string;
}

/** What becomes of a call. Numbers are the server's own: queue status, session status and end type. */
interface Fate {
	/** Queue status 5, 6 or 7: it never reaches a session. */
	queueStatus?: 5 | 6 | 7;
	endType?: number;
	/** Left out where nobody is spoken to. */
	talks?: boolean;
	breaks?: boolean;
}

/**
 * What becomes of a call is chosen by the last two digits of the recipient. They are the server's numbers: 03, 04, 10 the
 * end type (declined, no answer, voicemail), 85, 86, 87 the queue status behind 8 (failed, cancelled, expired), 77 session
 * status 7 (it breaks off). Every other call is talked through and ended by the customer.
 */
const FATES: Record<string, Fate> = {
	'03': { endType: 3 },
	'04': { endType: 4 },
	'10': { endType: 10 },
	'77': { endType: 7, talks: true, breaks: true },
	'85': { queueStatus: 5 },
	'86': { queueStatus: 6 },
	'87': { queueStatus: 7 },
};
const TALK: Fate = { endType: 5, talks: true };

/** How long each stage lasts, in ms at speed 1. */
const STAGES = { queued: 3_000, processing: 2_000, dialling: 8_000, talking: 20_000 };

/** How a call stands now, in the server's numbers. */
export interface Standing {
	status: number;
	processingStartedAt: string | null;
	completedAt: string | null;
	sessionId: string | null;
	sessionStatus: number | null;
	sessionEndType: number | null;
	startedAt: number | null;
	endedAt: number | null;
	talks: boolean;
}

const QUEUED: Standing = {
	status: 0,
	processingStartedAt: null,
	completedAt: null,
	sessionId: null,
	sessionStatus: null,
	sessionEndType: null,
	startedAt: null,
	endedAt: null,
	talks: false,
};

/**
 * How a call stands.
 *
 * @param speed how many times faster than at speed 1 it lives
 */
export function standingOf(call: StoredCall, now: number, speed: number): Standing {
	const fate = FATES[call.recipientNumber.slice(-2)] ?? TALK;
	const begin = Math.max(call.enqueuedAt, call.startAt);
	const processedFrom = begin + STAGES.queued / speed;
	const dialledAt = processedFrom + STAGES.processing / speed;
	const pickedUpAt = dialledAt + STAGES.dialling / speed;
	const endedAt = fate.talks ? pickedUpAt + STAGES.talking / speed : pickedUpAt;

	if (fate.queueStatus === 7 || begin > call.giveUpAt) {
		// There is never room for it: it waits until it is given up.
		return now < Math.min(call.giveUpAt, pickedUpAt) ? QUEUED : { ...QUEUED, status: 7 };
	}
	if (now < processedFrom) return QUEUED;
	const processing = { ...QUEUED, processingStartedAt: new Date(processedFrom).toISOString() };
	if (now < dialledAt) return { ...processing, status: 1 };
	if (fate.queueStatus) return { ...processing, status: fate.queueStatus };

	// From here on the server says "completed" and means that the carrier has the call.
	const dialled = {
		...processing,
		status: 4,
		completedAt: new Date(dialledAt).toISOString(),
		sessionId: call.sessionId,
		sessionStatus: 1,
		startedAt: dialledAt,
	};
	if (now < pickedUpAt) return dialled;
	const talks = fate.talks === true;
	if (now < endedAt) return { ...dialled, sessionStatus: 3, sessionEndType: 0, talks };
	const sessionStatus = fate.breaks ? 7 : 6;
	return { ...dialled, sessionStatus, sessionEndType: fate.endType!, endedAt, talks };
}

/** What is known of a call when it is asked for. */
export type GivenCall = Partial<StoredCall> & { recipientNumber: string };

/**
 * A call, with what is not given filled in: for the simulated business, now.
 *
 * @param number of the call, from 0; its ids are made of it, in the form of the server's database
 */
export function newCall(given: GivenCall, number: number): StoredCall {
	const now = clock.now();
	const id = (kind: string) => `665f0c2b9d1e4a00${kind}${number.toString(16).padStart(6, '0')}`;
	return {
		queueId: id('ee'),
		businessId: BUSINESS,
		campaignId: holdings.campaigns[0].id,
		numberId: holdings.numbers[0].id,
		dynamicVariables: {},
		metadata: {},
		enqueuedAt: now,
		startAt: now,
		giveUpAt: now + 3_600_000,
		sessionId: id('ff'),
		...given,
	};
}
