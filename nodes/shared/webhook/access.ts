import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import { clock } from '../clock';
import { pairsOf } from './form';
import { headerHolds, queryHolds, secretHash, type SecretHash } from './secret';
import type { Request } from './body';

/**
 * How a request is compared with what the credential holds.
 *
 * @typeParam K what is kept of the credential: enough to compare with, not enough to get in
 */
export interface Check<K = unknown> {
	/** @returns undefined where the credential lets nobody in */
	keep: (credential: ICredentialDataDecryptedObject) => K | undefined;
	passes: (kept: K) => boolean;
}

/** A request may enter, may not, or must be compared with the credential. */
export type Door = 'open' | 'shut' | Check;

/**
 * How long a credential is known after it was read, ms. To read one costs n8n as much as to start the workflow. A new secret is
 * good at once, since the credential is read again before anybody is sent away; an old one for this long.
 */
const KNOWN_FOR = 10_000;

const known = new Map<string, { kept: unknown; until: number }>();

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
	const key = keyOf(context, credentialType);
	if (context.getMode() !== 'manual' && passes(keptOfLate(key))) return true;
	try {
		const kept = door.keep(await context.getCredentials(credentialType));
		if (kept === undefined) known.delete(key);
		else known.set(key, { kept, until: clock.now() + KNOWN_FOR });
		return passes(kept);
	} catch {
		context.logger.error(`${context.getNode().name}: the credential cannot be read`);
		return undefined;
	}
}

function keptOfLate(key: string): unknown {
	const entry = known.get(key);
	return entry && entry.until > clock.now() ? entry.kept : undefined;
}

function keyOf(context: IWebhookFunctions, credentialType: string): string {
	const node = context.getNode();
	return [context.getWorkflow().id, node.id, node.credentials?.[credentialType]?.id].join(' ');
}

/** A door that a secret in a header opens. */
export function headerDoor(request: Request, name: string): Door {
	const given = request.headers[name.trim().toLowerCase()];
	if (given === undefined) return 'shut';
	return secretDoor((secret) => headerHolds(secret, given));
}

/**
 * A door that a secret in the query opens.
 *
 * @param query as it was sent
 */
export function queryDoor(query: string, name: string): Door {
	const values = pairsOf(query)
		.filter(([one]) => one === name)
		.map(([, value]) => value);
	return values.length === 1 ? secretDoor((secret) => queryHolds(secret, values)) : 'shut';
}

function secretDoor(passes: (secret: SecretHash) => boolean): Check {
	return {
		keep: ({ secret }) => secretHash(String(secret ?? '')),
		passes: (kept) => passes(kept as SecretHash),
	};
}
