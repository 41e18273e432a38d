import { createPublicKey, verify, type KeyObject } from 'crypto';

import { Refused, readBody, type Request } from '../shared/webhook/body';
import type { Check } from '../shared/webhook/access';
import { isBlank } from '../shared/webhook/fields';

/**
 * HighLevel's key, as its Webhook Integration Guide publishes it ("Verifying Webhook Authenticity"): Ed25519, SPKI in base64.
 */
export const PUBLISHED_SPKI = 'MCowBQYDK2VwAyEAi2HR1srL4o18O8BRa7gVJY7G7bupbN3H9AwJrHCDiOg=';

const HEADER = 'x-ghl-signature';

/** The header before it: RSA, which HighLevel ended on 2026-07-01. */
const OLD_HEADER = 'x-wh-signature';

/** 64 bytes in base64. */
const SIGNATURE = /^[A-Za-z0-9+/]{86}==$/;

/** What the user is told to change when a file form arrives. */
export const NO_FILES = 'Send JSON: a file form holds no event.';

/**
 * A door that HighLevel's signature of the body opens.
 *
 * @throws Refused where there is no signature, or only one of the kind that ended
 */
export async function signatureDoor(request: Request): Promise<Check> {
	const given = request.headers[HEADER];
	if (isBlank(given) && request.headers[OLD_HEADER] !== undefined) {
		throw new Refused(
			401,
			'Only x-wh-signature (RSA) was sent, which HighLevel ended in July 2026. X-GHL-Signature is needed.',
		);
	}
	if (typeof given !== 'string' || !SIGNATURE.test(given)) throw new Refused(401, 'Unauthorized');
	const { bytes } = await readBody(request, NO_FILES);
	const signature = Buffer.from(given, 'base64');
	return {
		part: 'publicKey',
		keep: ({ publicKey }) => readPublicKey(String(publicKey ?? '')),
		passes: (key) => verify(null, bytes, key as KeyObject, signature),
	};
}

/**
 * @param text in base64 or PEM; empty for HighLevel's own
 * @returns undefined where it is no Ed25519 key
 */
export function readPublicKey(text: string): KeyObject | undefined {
	// Out of a file of settings, the ends of lines are often written as \n.
	const base64 = text.replace(/-----[^-]+-----/g, '').replace(/\s|\\[rn]/g, '') || PUBLISHED_SPKI;
	try {
		const key = createPublicKey({
			key: Buffer.from(base64, 'base64'),
			format: 'der',
			type: 'spki',
		});
		return key.asymmetricKeyType === 'ed25519' ? key : undefined;
	} catch {
		return undefined;
	}
}
