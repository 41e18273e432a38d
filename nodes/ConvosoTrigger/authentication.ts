import { createHash, timingSafeEqual } from 'crypto';

import { clock } from '../shared/clock';

/** What is kept of a secret: enough to compare with, not enough to get in. */
export type SecretHash = Buffer;

/**
 * How long a secret is known after the credential was read, ms. To read one costs n8n as much as to start the workflow. A new
 * secret is good at once, since the credential is read again before anybody is sent away; an old one for this long.
 */
const KNOWN_FOR = 10_000;

const known = new Map<string, { secret: SecretHash; until: number }>();

/** The secret under a key, if it was read just now. */
export function secretOfLate(key: string): SecretHash | undefined {
	const entry = known.get(key);
	return entry && entry.until > clock.now() ? entry.secret : undefined;
}

/** Keeps a secret that was just read. An empty one is none: it lets nobody in. */
export function keepSecret(key: string, secret: string): SecretHash | undefined {
	if (secret === '') {
		known.delete(key);
		return undefined;
	}
	const hash = sha256(secret);
	known.set(key, { secret: hash, until: clock.now() + KNOWN_FOR });
	return hash;
}

/**
 * Whether a header holds the secret, alone or after the word Bearer (in upper or lower case, as HTTP has it).
 *
 * @param given the header as Node.js hands it over
 */
export function headerHolds(secret: SecretHash | undefined, given: string | string[]): boolean {
	if (secret === undefined || typeof given !== 'string') return false;
	const isWhole = isSame(given, secret);
	const isBearer = isSame(given.replace(/^bearer +/i, ''), secret);
	return isWhole || isBearer;
}

/**
 * Whether a query parameter holds the secret.
 *
 * @param given every value that the query has for the parameter; several let nobody in
 */
export function queryHolds(secret: SecretHash | undefined, given: string[]): boolean {
	return secret !== undefined && given.length === 1 && isSame(given[0], secret);
}

/**
 * Compares in a time that tells nothing about the secret. Both sides are hashes, so that not even its length shows.
 */
function isSame(given: string, secret: SecretHash): boolean {
	return timingSafeEqual(sha256(given), secret);
}

function sha256(text: string): SecretHash {
	return createHash('sha256').update(text).digest();
}
