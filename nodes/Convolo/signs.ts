import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../shared/object';

/** What an answer says of itself, in whatever form: Convolo documents none, so those in common use are read. */
export interface Signs {
	/** A success sign, or an ID of a call or a lead. */
	yes: boolean;
	/** A sign of refusal: a flag, a status, an HTTP status in the body, or an error that is filled in. */
	no: boolean;
	/** Whether a call or a lead is named by its ID. */
	hasId: boolean;
	/** The values of all that is neither a sign nor words. */
	content: unknown[];
	/** Convolo's own code. */
	code?: string;
	/** The status of HTTP, from 400 on, that an answer with another one holds. */
	status?: number;
}

const FLAGS = /^(is)?(success(ful)?|ok|accepted|result)$/;
const STATES = /^(status|state|result)$/;
const CODES = /^(http)?(status|code|statuscode)$/;
const ERRORS = /^(errors?|errormessage|exception)$/;
const IDS = /^(call|lead)?(id|uuid)$/;
const WORDS = /^(message|messages|text|msg|details?|reason|description|title)$/;

const GOOD_STATE =
	/^(ok|success(ful)?|succeeded|accepted|queued|scheduled|initiated|started|created|added|placed|pending|processing|ringing|dialing|calling|done|completed|in[_ -]?progress)$/i;
const BAD_STATE =
	/^(errors?|fail(ed|ure)?|denied|rejected|refused|invalid|forbidden|unauthori[sz]ed|blocked|not[_ -]?found|bad[_ -]?request)$/i;

/** Words that refuse. */
const REFUSING =
	/\b(not (found|allowed|valid|accepted|authori[sz]ed|exist)|does ?n[o']t exist|invalid|unknown|denied|forbidden|un(authori[sz]ed|authenticated)|expired|disabled|blocked|suspended|missing|required|rejected|refused|exceeded|wrong|incorrect)\b/i;

/** Words that leave it open what was done. */
const DOUBTFUL = /\b(not?|cannot|errors?|fail(s|ed|ure)?|exception|timed? ?out|try again)\b|n't\b/i;

const ACCEPTING =
	/\b(ok|okay|success(ful(ly)?)?|accepted|queued|scheduled|started|initiated|created|added|placed|done)\b/i;

/** Where answers keep what they are about. */
const INNER = ['data', 'result', 'response', 'payload', 'call', 'lead'];

/** The objects of an answer that speak for it: itself, or each of a list. */
export function framesOf(body: unknown): IDataObject[] {
	return (Array.isArray(body) ? body : [body]).filter(isObject);
}

/** @param isDeep whether what stands inside, under `data` and the like, is looked at too */
export function signsOf(body: unknown, isDeep: boolean): Signs {
	const frames = framesOf(body);
	const inner = isDeep
		? frames.flatMap((frame) => INNER.map((name) => frame[name]).filter(isObject))
		: [];
	const entries = [...frames, ...inner].flatMap(Object.entries).map(([name, value]) => ({
		name: name.toLowerCase().replace(/[_-]/g, ''),
		value: value as unknown,
	}));
	const some = (is: (name: string, value: unknown) => boolean) =>
		entries.some(({ name, value }) => is(name, value));
	const hasId = some((name, value) => IDS.test(name) && isFilled(value));
	return {
		hasId,
		yes: hasId || some(isGood),
		no: some(isBad),
		content: entries
			.filter(({ name }) => ![FLAGS, STATES, CODES, ERRORS, WORDS].some((is) => is.test(name)))
			.map(({ value }) => value),
		code: codeOf(entries),
		status: entries
			.filter(({ name }) => CODES.test(name))
			.map(({ value }) => httpStatusOf(value))
			.find((status) => status >= 400),
	};
}

/** What text says: yes, no, something that leaves it open, or nothing of the kind. */
export function verdictOfWords(text: string): 'yes' | 'no' | 'open' {
	const words = text.trim();
	if (REFUSING.test(words)) return 'no';
	if (DOUBTFUL.test(words)) return 'open';
	// The ID of a call alone has 32 characters (webhook help article).
	return ACCEPTING.test(words) || /^[0-9a-f]{32}$/i.test(words) ? 'yes' : 'open';
}

function isGood(name: string, value: unknown): boolean {
	if (FLAGS.test(name) && isYes(value)) return true;
	if (STATES.test(name) && (isYes(value) || GOOD_STATE.test(String(value)))) return true;
	return CODES.test(name) && httpStatusOf(value) < 300;
}

function isBad(name: string, value: unknown): boolean {
	if (FLAGS.test(name) && isNo(value)) return true;
	if (STATES.test(name) && (value === false || BAD_STATE.test(String(value)))) return true;
	if (CODES.test(name) && httpStatusOf(value) >= 400) return true;
	return ERRORS.test(name) && isFilled(value);
}

function isYes(value: unknown): boolean {
	return /^(true|yes|1)$/i.test(String(value));
}

function isNo(value: unknown): boolean {
	return /^(false|no|0)$/i.test(String(value));
}

/** A status of HTTP in a body, as a number or as text; NaN for any other value. */
function httpStatusOf(value: unknown): number {
	return /^[2-5]\d\d$/.test(String(value)) ? Number(value) : NaN;
}

/** Whether there is something in a value that is more than a form of nothing. */
export function isFilled(value: unknown): boolean {
	if (typeof value === 'object' && value !== null) return Object.values(value).some(isFilled);
	return !/^(|0|false|no|none|null|undefined)$/i.test(String(value).trim());
}

function codeOf(entries: Array<{ name: string; value: unknown }>): string | undefined {
	const inErrors = entries
		.filter(({ name }) => ERRORS.test(name))
		.flatMap(({ value }) => framesOf(value).map((error) => error.code));
	const codes = entries.filter(({ name }) => /^(error)?code$/.test(name)).map(({ value }) => value);
	const found = [...inErrors, ...codes].find((code) => /^[\w.-]+$/.test(String(code ?? '')));
	return found === undefined ? undefined : String(found);
}
