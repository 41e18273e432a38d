import { createHash, timingSafeEqual } from 'crypto';

/**
 * Whether a header holds the secret, alone or after the word Bearer (in upper or lower case, as HTTP has it).
 *
 * @param given the header as Node.js hands it over; undefined where it is missing
 */
export function headerHolds(secret: string, given: string | string[] | undefined): boolean {
	if (typeof given !== 'string') return false;
	const isWhole = isSame(given, secret);
	const isBearer = isSame(given.replace(/^bearer +/i, ''), secret);
	return isWhole || isBearer;
}

/**
 * Whether a query parameter holds the secret.
 *
 * @param given every value that the query has for the parameter; more than one lets nobody in
 */
export function queryHolds(secret: string, given: string[]): boolean {
	return given.length === 1 && isSame(given[0], secret);
}

/**
 * Compares in a time that tells nothing about the secret: both sides are hashed first, so that their length does not show
 * either. An empty secret equals nothing.
 */
function isSame(given: string, secret: string): boolean {
	return timingSafeEqual(sha256(given), sha256(secret)) && secret !== '';
}

function sha256(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
