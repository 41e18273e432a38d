import { randomBytes } from 'crypto';

import type { ICredentialTestFunction, INodeCredentialTestResult } from 'n8n-workflow';

import { failed } from '../client';

/** A function that tests a credential with nothing but a secret, as a trigger names it in `testedBy`; see {@link testSecret}. */
export const secretTest =
	(vendor: string): ICredentialTestFunction =>
	async ({ data }) =>
		testSecret(String(data?.secret ?? ''), vendor);

/**
 * Tests a secret that a vendor is to show. Nobody can be asked whether it is right, since the vendor comes to n8n; but whether
 * it is hard to guess, and survives the vendor's fields and an address, can be seen.
 *
 * @param given as the credential has it; blanks around it do not count
 * @param vendor where the same secret must be entered, as its users call it
 */
export function testSecret(given: string, vendor: string): INodeCredentialTestResult {
	const secret = given.trim();
	const offer = `You can paste this random one: ${randomBytes(24).toString('base64url')}`;
	if (secret === '') return failed(`There is no Secret yet. ${offer}`);
	if (secret.length < 16) {
		return failed(`The Secret has ${secret.length} characters, which can be guessed. ${offer}`);
	}
	if (!/^[\w.~-]+$/.test(secret)) {
		return failed(
			`The Secret has characters that ${vendor} may change. Use letters, digits, - and _ only. ${offer}`,
		);
	}
	return { status: 'OK', message: `The Secret is good. Enter the same one in ${vendor}.` };
}
