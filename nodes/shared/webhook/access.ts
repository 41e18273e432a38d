import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import { clock } from '../clock';
import { entryOf } from '../entries';
import { valuesIn, withoutParameter } from './form';
import { headerHolds, isSame, secretHash, type SecretHash } from './secret';
import type { Request } from './body';

/** A request before anybody has looked at its body. */
export interface Caller {
	request: Request;
	/** The query as it was sent, since n8n's own reading of it drops and rebuilds names. */
	query: string;
}

/** How a request is compared with what the credential holds. */
export interface Check {
	/** What of the credential is compared. A node that is changed to compare another part knows nothing of that yet. */
	part: string;
	/** @returns enough to compare with, and not enough to get in; undefined where the credential lets nobody in */
	keep: (credential: ICredentialDataDecryptedObject) => unknown;
	passes: (kept: unknown) => boolean;
}

/** A request may enter, may not, or must be compared with the credential. */
export type Door = 'open' | 'shut' | Check;

/**
 * How long a credential is known after it was read, ms. To read one costs n8n as much as to start the workflow. A new secret is
 * good at once, since the credential is read again before anybody is sent away; an old one for this long.
 */
const KNOWN_FOR = 10_000;

/** How often within that time it is read again for somebody who is about to be sent away. Guessing must not cost n8n more. */
const MOST_SECOND_LOOKS = 3;

interface Known {
	kept: unknown;
	/** When it is forgotten, ms. */
	until: number;
	secondLooks: number;
	/** When the second looks are counted anew, ms. */
	countedUntil: number;
}

const known = new Map<string, Known>();

/** Credentials that are just being read: requests that come together read one once. */
const reading = new Map<string, Promise<unknown>>();

/**
 * Whether a request may enter.
 *
 * @param credentialType the one that the node uses
 * @returns undefined where the credential is missing or cannot be decrypted
 */
export async function mayEnter(
	context: IWebhookFunctions,
	credentialType: string,
	door: Door,
): Promise<boolean | undefined> {
	if (door === 'open' || door === 'shut') return door === 'open';
	const passes = (kept: unknown) => kept !== undefined && door.passes(kept);
	const key = `${keyOf(context, credentialType)} ${door.part}`;
	const entry = context.getMode() === 'manual' ? undefined : known.get(key);
	if (entry && entry.until > clock.now()) {
		if (passes(entry.kept)) return true;
		if (!maySeeAgain(entry)) return false;
	}
	const read = async () => door.keep(await context.getCredentials(credentialType));
	try {
		return passes(await readOnce(key, read));
	} catch {
		context.logger.error(`${context.getNode().name}: the credential cannot be read`);
		return undefined;
	}
}

function maySeeAgain(entry: Known): boolean {
	if (entry.countedUntil <= clock.now()) {
		entry.countedUntil = clock.now() + KNOWN_FOR;
		entry.secondLooks = 0;
	}
	entry.secondLooks++;
	return entry.secondLooks <= MOST_SECOND_LOOKS;
}

async function readOnce(key: string, read: () => Promise<unknown>): Promise<unknown> {
	const underWay = entryOf(reading, key, async () => await remembered(key, read));
	return await underWay.finally(() => reading.delete(key));
}

async function remembered(key: string, read: () => Promise<unknown>): Promise<unknown> {
	const kept = await read();
	const { secondLooks = 0, countedUntil = 0 } = known.get(key) ?? {};
	known.set(key, { kept, until: clock.now() + KNOWN_FOR, secondLooks, countedUntil });
	return kept;
}

function keyOf(context: IWebhookFunctions, credentialType: string): string {
	const node = context.getNode();
	return [context.getWorkflow().id, node.id, node.credentials?.[credentialType]?.id].join(' ');
}

/** A door that a secret opens, in the place and under the name that the user has chosen. */
export function secretDoor(context: IWebhookFunctions, { request, query }: Caller): Door {
	const inQuery = isInQuery(context);
	const name = nameIn(context, inQuery ? 'queryName' : 'headerName');
	const [given, ...others] = inQuery
		? valuesIn(query, name)
		: [request.headers[name.toLowerCase()]];
	// Several values of the name let nobody in; those of a header stand in a list.
	if (typeof given !== 'string' || others.length > 0) return 'shut';
	const holds = inQuery ? isSame : headerHolds;
	return {
		part: 'secret',
		keep: ({ secret }) => secretHash(secret),
		passes: (kept) => holds(given, kept as SecretHash),
	};
}

/** A trigger without the choice takes the secret in the query. */
function isInQuery(context: IWebhookFunctions): boolean {
	return context.getNodeParameter('authentication', 'query') === 'query';
}

/** The query without the secret that opens {@link secretDoor}. */
export function withoutSecret(context: IWebhookFunctions, query: string): string {
	return isInQuery(context) ? withoutParameter(query, nameIn(context, 'queryName')) : query;
}

function nameIn(context: IWebhookFunctions, parameter: string): string {
	return (context.getNodeParameter(parameter) as string).trim();
}
