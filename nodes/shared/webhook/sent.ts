import type { IDataObject } from 'n8n-workflow';

import { Refused } from './body';
import { isBlank, noFields, readExact, readFields, xml, type Fields, type Reading } from './fields';
import { valuesIn, withoutParameter } from './form';
import type { Arrived } from './receive';

/** The fields of a request. */
export interface Sent {
	body: Fields;
	/** Query and body together; of a name that both have the body's value stands last, so that it counts. */
	fields: Fields;
	/** What the query has for the label. */
	label?: string;
	/** Everything that was sent, to tell a repeat by. */
	identity: Fields;
}

/** How a vendor's requests are read. */
export interface SentReading extends Pick<Reading, 'wrappers' | 'objects'> {
	/** Name of the query parameter that is the user's label, and no field. */
	label?: string;
	/** What the user is told where nothing arrived. */
	nothing?: string;
}

/** What stands in the place of bytes that are no text. */
const BROKEN = '\uFFFD';

/** How XML begins; an email address in such brackets begins otherwise. */
const XML_FRONT = /^<(?:[?!]|[\p{L}_][\p{L}\p{N}_:.-]*[\s/>])/u;

/**
 * Reads the fields of a request.
 *
 * @throws Refused for all that `readFields` refuses, and for a body in which no field has a value
 */
export function readSent({ query, body }: Omit<Arrived, 'request'>, reading: SentReading): Sent {
	const { label, nothing } = reading;
	const ofBody = { ...reading, charset: body.charset, isBody: true };
	const own = label === undefined ? query : withoutParameter(query, label);
	const inQuery = readFields(own, reading);
	const inBody = readFields(body.text, ofBody);
	const exact = readExact(body.text, ofBody);
	checkFilled(exact, nothing);
	return {
		body: inBody,
		fields: joined(inQuery, inBody),
		...(label === undefined ? {} : { label: valuesIn(query, label).pop() }),
		identity: toldApart(joined(readExact(query, reading), exact), query, body.bytes),
	};
}

/** Where something could not be read, what was sent counts too: different bytes became the same sign. */
function toldApart(identity: Fields, query: string, bytes: Buffer): Fields {
	const isBroken = JSON.stringify([...identity]).includes(BROKEN);
	return isBroken
		? joined(identity, new Map([[BROKEN, [query, bytes.toString('latin1')]]]))
		: identity;
}

/** What came several times, each name with all of its values. */
export function repeatedIn(fields: Fields): IDataObject {
	return Object.fromEntries([...fields].filter(([, values]) => values.length > 1)) as IDataObject;
}

function joined(...parts: Fields[]): Fields {
	const all: Fields = new Map();
	for (const [name, values] of parts.flatMap((part) => [...part])) {
		all.set(name, [...(all.get(name) ?? []), ...values]);
	}
	return all;
}

function checkFilled(fields: Fields, nothing?: string): void {
	const filled = [...fields.values()].flat().filter((value) => !isBlank(value));
	if (fields.size > 0 && filled.length === 0) {
		throw nothing === undefined ? noFields() : new Refused(400, nothing);
	}
	if (filled.length > 0 && filled.every(isXml)) throw xml();
}

function isXml(value: unknown): boolean {
	const text = typeof value === 'string' ? value.trim() : '';
	return XML_FRONT.test(text) && text.endsWith('>');
}
