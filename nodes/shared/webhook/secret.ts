import { createHash, timingSafeEqual } from 'crypto';

import { isEmpty } from '../values/read';

/** What is kept of a secret: enough to compare with, not enough to get in. */
export type SecretHash = Buffer;

/** Control and format characters: they show nothing. */
const UNSEEN = /[\p{Cc}\p{Cf}]/gu;

/**
 * @param secret as the credential has it; blanks around it came with pasting, and HTTP takes them off a header
 * @returns undefined for what is no text, for an empty secret, and for one in which nothing is visible: it lets nobody in
 */
export function secretHash(secret: unknown): SecretHash | undefined {
	if (typeof secret !== 'string' || isEmpty(secret.replace(UNSEEN, ''))) return undefined;
	return sha256(secret.trim());
}

/** Whether a header holds the secret, alone or after the word Bearer (in upper or lower case, as HTTP has it). */
export function headerHolds(given: string, secret: SecretHash): boolean {
	const isWhole = isSame(given, secret);
	const isBearer = isSame(given.replace(/^bearer +/i, ''), secret);
	return isWhole || isBearer;
}

/**
 * Compares in a time that tells nothing about the secret. Both sides are hashes, so that not even its length shows.
 */
export function isSame(given: string, secret: SecretHash): boolean {
	return timingSafeEqual(sha256(given), secret);
}

function sha256(text: string): SecretHash {
	return createHash('sha256').update(text).digest();
}
