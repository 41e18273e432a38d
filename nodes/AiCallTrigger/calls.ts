import type { IDataObject } from 'n8n-workflow';

import { CALLS_ON_A_PAGE, callRecord } from '../AiCall/callStates';
import { conversationRecord } from '../AiCall/conversations';
import { pageBody, readPage, type Listed } from '../AiCall/lists';
import { isDoubtful } from '../shared/answers';
import type { Client, Question } from '../shared/client';
import { explain } from '../shared/errors';
import type { Refusal } from '../shared/errors';
import type { Page } from '../shared/paging';

/** The most pages of one list: a bound that no account reaches, so that no list is endless. */
const MOST_PAGES = 4_000;

/** States of a conversation that goes on, in the server's numbers: all before Ended. */
const GOING_ON = [0, 1, 2, 3, 4, 5];

/** How the server numbers conversations by telephone; the others are on web pages. */
const TELEPHONY = 0;

/** States of a call before it is handed to the carrier, in the server's numbers. */
const QUEUED = [0, 1, 2, 3];

/** The server did not answer, or cannot now: asking again later is all there is to do. */
export class Unanswered extends Error {}

/** Called after each page of a list with all rows so far; true ends it. */
type IsEnough = (rows: IDataObject[], pages: number) => boolean;

/** What the server tells of the calls of a business. */
export class Calls {
	/** How many requests have been sent. */
	requests = 0;

	/** The server's time by its last answer, ms since 1970; Infinity where it does not tell. */
	serverTime = Infinity;

	/**
	 * @param business its path, below the API's root
	 */
	constructor(
		private readonly client: Client,
		private readonly business: string,
	) {}

	/** Which business of which server it is. */
	get place(): string {
		return `${this.client.address} ${this.business}`;
	}

	/** How many calls pass a filter of the queue. */
	async count(filter: IDataObject): Promise<number> {
		const path = 'queues/outbound/count';
		return Number(await this.ask({ method: 'POST', path, body: filter, about: 'call.getMany' }));
	}

	/** Calls of the queue, newest first. */
	async list(filter: IDataObject | null, isEnough: IsEnough = () => false): Promise<IDataObject[]> {
		const place = { path: 'queues/outbound', about: 'call.getMany' };
		return await this.pages(place, callRecord, filter, isEnough);
	}

	/** Calls that are not yet handed to the carrier. */
	async queued(): Promise<IDataObject[]> {
		return await this.list({ queueStatusTypes: QUEUED });
	}

	/** The queue ids of calls whose conversation goes on. */
	async talking(): Promise<string[]> {
		const place = { path: 'conversations', about: 'conversation.getMany' };
		const filter = { sessionStates: GOING_ON, sessionInitiationTypes: [TELEPHONY] };
		const rows = await this.pages(place, conversationRecord, filter, () => false);
		return rows.map(({ queueId }) => queueId).filter((id): id is string => !!id);
	}

	/**
	 * One call as it stands.
	 *
	 * @returns `'gone'` where the server says that it has no such call; undefined for any other odd answer, after which it may
	 * well have it
	 */
	async get(queueId: string): Promise<IDataObject | 'gone' | undefined> {
		const path = `queues/outbound/${encodeURIComponent(queueId)}`;
		let isGone = false;
		const told = await this.ask({ method: 'POST', path, about: 'call.get' }, (refusal) => {
			isGone = /\bNOT_FOUND$/.test(refusal.code ?? '');
			return refusal.outcome === 'refused';
		});
		return isGone ? 'gone' : callRecord.describe(told);
	}

	/** What was said in a call; undefined where the server has nothing of it, or not yet. */
	async conversation(sessionId: string): Promise<IDataObject | undefined> {
		const path = `conversations/${encodeURIComponent(sessionId)}`;
		const isBorne = ({ outcome }: Refusal) => outcome !== 'credential';
		const told = await this.ask({ path, about: 'conversation.get' }, isBorne).catch(ifUnanswered);
		return conversationRecord.describe(told);
	}

	/**
	 * @param isBorne whether a refusal is about this one thing alone
	 * @returns the answer's data; undefined for a refusal that is borne
	 * @throws Unanswered; NodeApiError when the server refused
	 */
	private async ask(
		{ path, ...question }: Question,
		isBorne: (refusal: Refusal) => boolean = () => false,
	): Promise<unknown> {
		this.requests++;
		const asked = this.client.verdict({ ...question, path: `${this.business}/${path}` });
		const verdict = await asked.catch(silenceOf);
		const time = Date.parse(String(verdict.answer.headers.date));
		this.serverTime = Number.isNaN(time) ? Infinity : time;
		if ('data' in verdict) return verdict.data;
		const { refusal } = verdict;
		if (isDoubtful(refusal.status)) throw new Unanswered(`AI Call: ${refusal.message}`);
		if (isBorne(refusal)) return undefined;
		throw this.client.refused(refusal);
	}

	private async pages(
		place: Pick<Question, 'path' | 'about'>,
		listed: Listed,
		filter: IDataObject | null,
		isEnough: IsEnough,
	): Promise<IDataObject[]> {
		const rows: IDataObject[] = [];
		const seen = new Set<unknown>();
		let cursor: Page['next'] = null;
		for (let pages = 1; pages <= MOST_PAGES; pages++) {
			const body = pageBody(CALLS_ON_A_PAGE, filter, cursor);
			const page = readPage(await this.ask({ ...place, method: 'POST', body }), listed);
			if (!page) throw new Unanswered('AI Call sent a list in an unknown form');
			const fresh = page.rows.filter((row) => !seen.has(row[listed.id]));
			for (const row of fresh) seen.add(row[listed.id]);
			rows.push(...fresh);
			cursor = page.next ?? null;
			// A page with nothing new ends the list, whatever else the server says of it.
			if (isEnough(rows, pages) || !cursor || fresh.length === 0) break;
		}
		return rows;
	}
}

/** What keeps the server from answering passes; that it stands elsewhere does not. */
function silenceOf(error: unknown): never {
	const { httpCode } = (error ?? {}) as { httpCode?: string | null };
	if (httpCode?.startsWith('3')) throw error;
	throw new Unanswered(explain(error));
}

function ifUnanswered(error: unknown): undefined {
	if (!(error instanceof Unanswered)) throw error;
}
