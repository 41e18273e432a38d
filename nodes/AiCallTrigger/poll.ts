import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { businessOfNode } from '../AiCall/business';
import { CALLS_ON_A_PAGE } from '../AiCall/callStates';
import { aiCall } from '../AiCall/service';
import { TRANSCRIPT_TRIES, withTranscript } from '../AiCall/transcript';
import { editorClient } from '../shared/client';
import { plain } from '../shared/fields';
import { Calls, Unanswered } from './calls';
import { newState, readState, writeState, type State } from './state';

/**
 * How far before the newest call new ones are looked for, ms: calls that are made at the same time by several servers may show up
 * out of order.
 */
const OVERLAP = 120_000;

/** The most requests that one poll spends on looking how open calls stand. */
const MOST_LOOKS = 40;

/** Up to so many open calls are looked at one by one; more by lists. */
const FEW = 20;

/** A list is read on while its pages hold so many calls that are to be looked at. */
const WORTH_A_PAGE = 2;

/** The most calls that one poll puts out with their transcripts; the others follow in the next. */
const MOST_TRANSCRIPTS = 50;

/** After so many polls without an answer the user is told; until then the trigger just asks again. */
const PATIENCE = 10;

/** Pages that are searched for the latest finished call when the user tests the node. */
const TEST_PAGES = 5;

/** By node: how many polls in a row the server did not answer. */
const unanswered = new Map<string, number>();

/** Nodes that are being polled: a poll that takes longer than the interval must not be overtaken by the next. */
const underWay = new Set<string>();

/**
 * One poll: the calls that have finished since the last one.
 *
 * @returns null where there are none
 * @throws NodeApiError when the server refuses; after several polls, when it does not answer
 */
export async function pollCalls(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const client = await editorClient(context, aiCall);
	const calls = new Calls(client, businessOfNode(context, client.credentials));
	if (context.getMode() === 'manual') return [[await latest(context, calls)]];
	const node = `${String(context.getWorkflow().id)} ${context.getNode().id}`;
	if (underWay.has(node)) return null;
	underWay.add(node);
	try {
		const outcome = await finishedSince(context, calls).catch(orUnanswered);
		if (outcome instanceof Unanswered) return bear(context, calls, node, outcome);
		unanswered.delete(node);
		return outcome.length > 0 ? [outcome] : null;
	} finally {
		underWay.delete(node);
	}
}

function orUnanswered(error: unknown): Unanswered {
	if (error instanceof Unanswered) return error;
	throw error;
}

/** A poll without an answer: asks again at the next, and tells the user now and then. */
function bear(
	context: IPollFunctions,
	{ place }: Calls,
	node: string,
	{ message }: Unanswered,
): null {
	const times = (unanswered.get(node) ?? 0) + 1;
	unanswered.set(node, times);
	const isKnown = readState(context, place) !== undefined;
	if (isKnown && times % PATIENCE !== 0) {
		context.logger.warn(`${context.getNode().name}: ${message}; asking again`);
		return null;
	}
	throw new NodeOperationError(context.getNode(), message, {
		description: isKnown
			? `It was asked ${times} times. No call is lost: those that finish meanwhile come out once it answers.`
			: 'Check the Base URL of the credential, and try again.',
	});
}

/** The latest finished call, for whoever tests the node. */
async function latest(context: IPollFunctions, calls: Calls): Promise<INodeExecutionData> {
	const isWanted = wantedBy(context);
	const found = (rows: IDataObject[]) => rows.find((call) => call.finished && isWanted(call));
	const rows = await calls.list(null, (some, pages) => !!found(some) || pages >= TEST_PAGES);
	const call = found(rows);
	if (!call) {
		throw new NodeOperationError(context.getNode(), 'There is no finished call to show yet', {
			description: "Let a call finish, or take 'Filters' away, and try again.",
		});
	}
	if (!context.getNodeParameter('transcript')) return { json: call };
	const conversation = call.sessionId
		? await calls.conversation(String(call.sessionId))
		: undefined;
	return { json: withTranscript(call, conversation) };
}

/** What a poll knows, and finds. */
interface Poll {
	state: State;
	calls: Calls;
	/** The calls that are over, by their ids. */
	finished: Map<string, IDataObject>;
}

async function finishedSince(context: IPollFunctions, calls: Calls): Promise<INodeExecutionData[]> {
	const state = readState(context, calls.place);
	if (!state) {
		writeState(context, await begin(calls));
		return [];
	}
	const poll: Poll = { state, calls, finished: new Map() };
	await findNew(poll);
	// What has been found is put out even if the server falls silent now.
	const silence = await lookAtOpen(poll).catch((error: unknown) => error);
	if (silence !== undefined && poll.finished.size === 0) {
		writeState(context, state);
		throw silence;
	}
	const items = await putOut(context, poll);
	forgetOld(state);
	writeState(context, state);
	return items;
}

/** The first poll: what is finished now is done with, what goes on is waited for. */
async function begin(calls: Calls): Promise<State> {
	const state = newState(calls.place);
	const [newest] = await calls.list(null, () => true);
	state.newest = Math.min(madeAt(newest), calls.serverTime);
	const known = newest ? await calls.list(since(state)) : [];
	for (const call of [...known, ...(await calls.queued())]) {
		(call.finished ? state.done : state.open)[idOf(call)] = madeAt(call);
	}
	for (const id of await calls.talking()) {
		if (!(id in state.done)) state.open[id] ??= 0;
	}
	return state;
}

/** Looks for calls that were made since the last poll. */
async function findNew({ state, calls, finished }: Poll): Promise<void> {
	const filter = since(state);
	const from = state.newest - OVERLAP;
	const known = [...Object.values(state.open), ...Object.values(state.done)];
	const missing = (await calls.count(filter)) - known.filter((at) => at >= from).length;
	if (missing === 0) return;
	const isNew = (call: IDataObject) => !(idOf(call) in state.open) && !(idOf(call) in state.done);
	const rows = await calls.list(
		filter,
		(some) => missing > 0 && some.filter(isNew).length >= missing,
	);
	for (const call of rows) {
		if (idOf(call) in state.done) continue;
		state.open[idOf(call)] = madeAt(call);
		// A call of a server whose clock is fast must not hide those that come after it.
		state.newest = Math.max(state.newest, Math.min(madeAt(call), calls.serverTime));
		if (call.finished) finished.set(idOf(call), call);
	}
}

/** Looks how the open calls stand, as many as the budget of a poll allows; the next poll goes on where this one ended. */
async function lookAtOpen(poll: Poll): Promise<void> {
	const { state, calls, finished } = poll;
	const last = calls.requests + MOST_LOOKS;
	const hasBudget = () => calls.requests < last;
	const all = Object.keys(state.open)
		.filter((id) => !finished.has(id))
		.sort((one, other) => state.open[one] - state.open[other] || (one < other ? -1 : 1));
	const isAhead = (id: string) =>
		state.open[id] > state.next || (state.open[id] === state.next && id >= state.nextId);
	const start = Math.max(0, all.findIndex(isAhead));
	/** In the order in which they are looked at. */
	const left = new Set([...all.slice(start), ...all.slice(0, start)]);
	const size = all.length > FEW ? CALLS_ON_A_PAGE : 1;
	try {
		while (left.size > 0 && hasBudget()) {
			const some = [...left].slice(0, size);
			// A list that the server cannot give may hold one call alone that it cannot tell of.
			if (size > 1) {
				await lookAtList(poll, { some, left, hasBudget }).catch(orUnanswered);
			}
			for (const id of some.filter((one) => left.has(one))) {
				if (!hasBudget()) break;
				left.delete(id);
				const call = await calls.get(id);
				// The server will never tell of its end.
				if (call === 'gone') delete state.open[id];
				else if (call) see(poll, call);
			}
		}
	} finally {
		// Behind a call of which the server cannot tell.
		const [next] = left;
		state.next = next === undefined ? 0 : state.open[next];
		state.nextId = next ?? '';
	}
}

/** What is left to look at in a poll. */
interface Looks {
	/** Calls that were made one after the other. */
	some: string[];
	/** All that have not been looked at. */
	left: Set<string>;
	hasBudget: () => boolean;
}

/** Looks at calls by listing those of their time, as long as the pages hold enough calls that are to be looked at. */
async function lookAtList(poll: Poll, { some, left, hasBudget }: Looks): Promise<void> {
	const { state, calls } = poll;
	const times = some.map((id) => state.open[id]).filter((at) => at > 0);
	if (times.length === 0) return;
	const filter = {
		startCreatedDate: new Date(Math.min(...times)).toISOString(),
		endCreatedDate: new Date(Math.max(...times)).toISOString(),
	};
	let read = 0;
	await calls.list(filter, (rows) => {
		const found = rows.slice(read).filter((call) => left.delete(idOf(call)));
		read = rows.length;
		for (const call of found) see(poll, call);
		return found.length < WORTH_A_PAGE || !hasBudget() || !some.some((id) => left.has(id));
	});
}

function see({ state, finished }: Poll, call: IDataObject): void {
	state.open[idOf(call)] = madeAt(call);
	if (call.finished) finished.set(idOf(call), call);
}

/** The items of finished calls, oldest first. What does not come out now stays open. */
async function putOut(context: IPollFunctions, poll: Poll): Promise<INodeExecutionData[]> {
	const { state, calls, finished } = poll;
	const isWanted = wantedBy(context);
	const wantsTranscript = context.getNodeParameter('transcript') === true;
	const ordered = [...finished.values()].sort(byAge);
	const items: INodeExecutionData[] = [];
	let transcripts = 0;
	for (const call of ordered) {
		const id = idOf(call);
		if (isWanted(call)) {
			const needs = wantsTranscript && !!call.sessionId;
			if (needs && ++transcripts > MOST_TRANSCRIPTS) continue;
			const conversation = needs ? await calls.conversation(String(call.sessionId)) : undefined;
			if (needs && !conversation && !isLastTry(state, id)) continue;
			items.push({ json: wantsTranscript ? withTranscript(call, conversation) : call });
		}
		delete state.open[id];
		delete state.tries[id];
		state.done[id] = madeAt(call);
	}
	return items;
}

/** Older first. The ids of the server's database grow, so that they tell calls of the same moment apart. */
function byAge(one: IDataObject, other: IDataObject): number {
	return madeAt(one) - madeAt(other) || (idOf(one) < idOf(other) ? -1 : 1);
}

/** Whether the conversation of a call has been asked for in vain often enough, once a poll. */
function isLastTry(state: State, id: string): boolean {
	state.tries[id] = (state.tries[id] ?? 0) + 1;
	return state.tries[id] >= TRANSCRIPT_TRIES;
}

/** What the user wants to hear of. A call that is not wanted is done with all the same. */
function wantedBy(context: IPollFunctions): (call: IDataObject) => boolean {
	const filters = context.getNodeParameter('filters', {}) as {
		campaignId?: unknown;
		statuses?: string[];
	};
	const { campaignId, statuses = [] } = filters;
	const campaign = String(plain(campaignId) ?? '').trim();
	return (call) =>
		(campaign === '' || call.campaignId === campaign) &&
		(statuses.length === 0 || statuses.includes(String(call.callStatus)));
}

function forgetOld(state: State): void {
	for (const [id, at] of Object.entries(state.done)) {
		if (at < state.newest - OVERLAP) delete state.done[id];
	}
}

function since({ newest }: State): IDataObject {
	return newest === 0 ? {} : { startCreatedDate: new Date(newest - OVERLAP).toISOString() };
}

function idOf(call: IDataObject): string {
	return String(call.queueId);
}

/** When a call was put into the queue, ms since 1970 by the server's clock; 0 where it is not told. */
function madeAt(call: IDataObject | undefined): number {
	const time = Date.parse(String(call?.enqueuedAt ?? ''));
	return Number.isNaN(time) ? 0 : time;
}
