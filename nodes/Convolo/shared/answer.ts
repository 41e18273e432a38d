import type {
	IDataObject,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	PostReceiveAction,
} from 'n8n-workflow';
import { z } from 'zod';

import { refusedBy, unreadableAnswer, type Outcome } from '../../shared/errors';
import type { Page } from '../../shared/paging';
import { hintFor, isAboutKeys } from './hints';
import { withoutKeys } from './keys';

/** The most of a foreign text that an error quotes. */
const QUOTE_LENGTH = 300;

/** Words in a plain text answer that make it doubtful whether the call was accepted. */
const DOUBTFUL =
	/\b(error|invalid|denied|forbidden|unauthori[sz]ed|fail(ed|ure)?|wrong|missing|required|not)\b/i;

const row = z.record(z.unknown());

/** The fields in which services say what went wrong. Convolo documents none, so all common ones are looked at. */
const answerSchema = z
	.object({
		success: z.unknown(),
		status: z.unknown(),
		error: z.unknown(),
		errors: z.unknown(),
		code: z.unknown(),
		id: z.unknown(),
		call_id: z.unknown(),
		callId: z.unknown(),
	})
	.passthrough();

type Answer = z.infer<typeof answerSchema>;

/**
 * First step of every answer: turns a status other than 2xx and an answer that says it is a refusal into an error with
 * Convolo's words and what to do; refuses web pages and cut data. Any other answer goes on as it came, with the keys of
 * the credential hidden, since its form is not documented.
 */
export const readAnswer: PostReceiveAction = async function (
	this: IExecuteSingleFunctions,
	_items: INodeExecutionData[],
	response: IN8nHttpFullResponse,
): Promise<INodeExecutionData[]> {
	const status = response.statusCode;
	const body: unknown = withoutKeys(
		response.body as unknown,
		await this.getCredentials('convoloApi'),
	);
	if (status >= 300 && status < 400) throw movedTo(this, response);

	const parsed = answerSchema.safeParse(Array.isArray(body) && body.length === 1 ? body[0] : body);
	if (status >= 400) {
		const words = parsed.success ? wordsOf(parsed.data) : plainText(body);
		throw refused(this, words ?? `answered with HTTP status ${status}`, status, parsed.data);
	}
	if (typeof body === 'string' && /^[<[{]/.test(body.trim())) {
		throw unreadableAnswer(this, 'Convolo', status, body);
	}
	if (parsed.success && isRefusal(this, parsed.data)) {
		const words = wordsOf(parsed.data) ?? 'refused the request without saying why';
		// A call that has an ID may ring, whatever else the answer says.
		throw refused(this, words, status, parsed.data, namesCall(parsed.data) ? 'unknown' : undefined);
	}
	return [{ json: body as IDataObject }];
};

/**
 * What came of starting a call: Convolo's answer as it is.
 *
 * A 2xx answer without data counts as accepted, with a note: failing the item would invite its sender to dial the lead a
 * second time. Text that sounds like a refusal fails it as unknown.
 */
export const asStarted: PostReceiveAction = async function (
	this: IExecuteSingleFunctions,
	[{ json: answer }]: INodeExecutionData[],
	response: IN8nHttpFullResponse,
) {
	if (row.safeParse(answer).success) return [{ json: answer }];
	if (Array.isArray(answer)) return [{ json: { answer } }];

	const words = plainText(answer);
	if (words && (DOUBTFUL.test(words) || words === 'false')) {
		throw refused(this, words, response.statusCode, undefined, 'unknown');
	}
	const note = words
		? `Convolo accepted the request (HTTP ${response.statusCode}) and answered with text instead of data.`
		: `Convolo accepted the request (HTTP ${response.statusCode}) with an empty answer, so there is no call ID.`;
	return [{ json: { accepted: true, ...(words ? { answer: words } : {}), note } }];
};

/**
 * The calls of a list answer as one {@link Page}.
 *
 * Source: `endCallPayloadList` beside `data` with the statistics, from a public client. `calls_total` there is not taken
 * as the number of rows, since it is not known to follow the filters.
 */
export const asPage: PostReceiveAction = async function (
	this: IExecuteSingleFunctions,
	[{ json: answer }]: INodeExecutionData[],
	response: IN8nHttpFullResponse,
) {
	const rows = rowsOf(answer);
	if (!rows) throw unreadableAnswer(this, 'Convolo', response.statusCode, response.body);
	const page: Page = { rows };
	return [{ json: page as unknown as IDataObject }];
};

/** One call, as Convolo gives it. */
export const asCall: PostReceiveAction = async function (
	this: IExecuteSingleFunctions,
	[{ json: answer }]: INodeExecutionData[],
	response: IN8nHttpFullResponse,
) {
	const parsed = row.safeParse(answer);
	if (!parsed.success) {
		throw unreadableAnswer(this, 'Convolo', response.statusCode, response.body);
	}
	return [{ json: answer }];
};

/** The calls in an answer of payload-data-list; undefined where there is no list. */
export function rowsOf(answer: unknown): IDataObject[] | undefined {
	const body = (typeof answer === 'object' && answer !== null ? answer : {}) as IDataObject;
	const data = (body.data ?? {}) as IDataObject;
	const list = [answer, body.endCallPayloadList, data.endCallPayloadList, data].find(Array.isArray);
	const rows = z.array(row).safeParse(list);
	return rows.success ? (rows.data as IDataObject[]) : undefined;
}

/** What an answer says went wrong, in its own words. */
export function wordsOf(answer: unknown): string | undefined {
	const { error, errors, message, text, msg, detail, reason } = (answer ?? {}) as IDataObject;
	const candidates = [error, errors, message, text, msg, detail, reason].flatMap((part) =>
		Array.isArray(part) ? part : [part],
	);
	for (const part of candidates) {
		if (typeof part === 'string' && part.trim() !== '') return quote(part);
		if (typeof part !== 'object' || part === null) continue;
		const inner = wordsOf(part);
		if (inner) return inner;
	}
	return undefined;
}

/** Whether a 2xx answer says that the request was refused. A call's own record may hold the reason why the call failed. */
function isRefusal(context: IExecuteSingleFunctions, answer: Answer): boolean {
	if (answer.success === false || answer.success === 'false') return true;
	const isReport = context.getNode().parameters.operation !== 'start';
	if (isReport && namesCall(answer)) return false;
	return (
		isFilled(answer.error) ||
		isFilled(answer.errors) ||
		answer.status === false ||
		/^(error|fail|failed)$/i.test(String(answer.status))
	);
}

function namesCall({ call_id, callId, id }: Answer): boolean {
	return isFilled(call_id ?? callId ?? id);
}

function isFilled(value: unknown): boolean {
	if (value === undefined || value === null || value === false || value === '' || value === 0) {
		return false;
	}
	return typeof value !== 'object' || Object.keys(value).length > 0;
}

function refused(
	context: IExecuteSingleFunctions,
	message: string,
	status: number,
	answer: Answer | undefined,
	outcome: Outcome = status === 401 || isAboutKeys(message) ? 'credential' : 'refused',
) {
	const code = answer?.code ?? (answer?.error as IDataObject | null | undefined)?.code;
	return refusedBy(context, 'Convolo', {
		message,
		hint: hintFor(String(context.getNode().parameters.operation), status, message),
		code: typeof code === 'string' || typeof code === 'number' ? String(code) : undefined,
		status,
		outcome,
	});
}

function movedTo(context: IExecuteSingleFunctions, { headers, statusCode }: IN8nHttpFullResponse) {
	const location = String(headers.location ?? '');
	// The address itself may repeat the keys.
	const place = URL.canParse(location) ? ` to ${new URL(location).origin}` : '';
	return refusedBy(context, 'Convolo', {
		message: `the server sends the request on${place}`,
		hint: "Choose that address as 'Server' in the credential. Nothing was done.",
		status: statusCode,
		outcome: 'refused',
	});
}

/** The text of an answer that is no data; undefined for a web page or nothing. */
function plainText(body: unknown): string | undefined {
	if (body === undefined || body === null || typeof body === 'object') return undefined;
	const words = String(body).trim();
	return words === '' || words.startsWith('<') ? undefined : quote(words);
}

function quote(words: string): string {
	const line = words.trim().replace(/\s+/g, ' ');
	return line.length > QUOTE_LENGTH ? `${line.slice(0, QUOTE_LENGTH)}…` : line;
}
