import { randomUUID } from 'crypto';
import isPlainObject from 'lodash/isPlainObject';
import type { IDataObject, PreSendAction } from 'n8n-workflow';

import { bodyOf, column, table, type FieldRead } from '../../../shared/fields';
import { sendOnceId } from '../../../shared/once';
import { isEmpty, type Read } from '../../../shared/values/read';
import { readText } from '../../../shared/values/text';

/**
 * The metadata entry that every call is sent with. The server has no idempotency key; by this value a call can be found
 * in the queue when its answer was lost.
 */
export const REQUEST_ID = 'n8nRequestId';

/**
 * The metadata entry beside it where the request id comes of a key of 'Send Once': calls of the same key, sent after the key
 * was forgotten, are told apart by it.
 */
export const ATTEMPT_ID = 'n8nAttemptId';

/** Values by name. The server takes texts only. */
export type Texts = Record<string, string>;

/** Pairs of name and value, sent as an object of texts. */
export const pairs = (property: string, displayName: string, description: string) =>
	table(
		property,
		displayName,
		{ displayName: 'Value', name: 'pair' },
		[
			column('key', 'Name', {
				placeholder: 'e.g. customer_name',
				description: 'Upper and lower case matter',
			}),
			column('value', 'Value'),
		],
		{ placeholder: 'Add value', description, read: readPairs },
	);

function readPairs(rows: IDataObject[]): FieldRead<Texts> {
	const texts: Texts = {};
	for (const pair of rows) {
		const name = readText(pair.key);
		const text = readValue(pair.value);
		if ('fault' in text) return 'value' in name ? { ...text, part: name.value } : text;
		if ('fault' in name) {
			return { fault: `has a value without a name: "${text.value}"`, hint: 'Enter its name.' };
		}
		const added = add(texts, name.value, text.value);
		if (added) return added;
	}
	return { value: texts };
}

/** A value as text: numbers and switches are written out, dates as ISO 8601, lists and objects as JSON; nothing is empty text. */
export function readValue(value: unknown): Read<string> {
	if (Array.isArray(value) || isPlainObject(value)) return { value: JSON.stringify(value) };
	return isEmpty(value) ? { value: '' } : readText(value);
}

/** Adds a value; tells the fault where the name is taken. */
export function add(
	texts: Texts,
	name: string,
	text: string,
): { fault: string; hint: string } | undefined {
	if (name === REQUEST_ID || name === ATTEMPT_ID) {
		return { fault: `has "${name}", which this node sends itself`, hint: 'Use another name.' };
	}
	if (Object.hasOwn(texts, name)) {
		return { fault: `has "${name}" more than once`, hint: 'Keep one of them.' };
	}
	// Not by assignment: a name like __proto__ would be lost.
	Object.defineProperty(texts, name, { value: text, enumerable: true, configurable: true });
	return undefined;
}

/**
 * Adds the value by which a call is found again; see {@link REQUEST_ID}. With 'Send Once' it is made from the key, so that
 * every run names the calls of a key alike, and {@link ATTEMPT_ID} tells this one.
 */
export function withRequestId(property: string): PreSendAction {
	return async function (request) {
		const body = bodyOf(request);
		const ofKey = sendOnceId(this);
		const ids = ofKey
			? { [REQUEST_ID]: ofKey, [ATTEMPT_ID]: randomUUID() }
			: { [REQUEST_ID]: randomUUID() };
		const metadata = { ...(body[property] as Texts), ...ids };
		return { ...request, body: { ...body, [property]: metadata } };
	};
}
