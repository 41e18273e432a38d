import { randomBytes } from 'crypto';

import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

/**
 * Tests a Secret. Nobody can be asked whether it is right, since Convoso comes to n8n; but whether it is hard to guess, and
 * survives Convoso's fields, can be seen: headers are separated by | there, parameters by &.
 */
export async function convosoWebhookApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const secret = String(credential.data?.secret ?? '');
	const offer = `You can paste this random one: ${randomBytes(24).toString('base64url')}`;
	if (secret === '') return { status: 'Error', message: `There is no Secret yet. ${offer}` };
	if (secret.length < 16) {
		return {
			status: 'Error',
			message: `The Secret has ${secret.length} characters, which can be guessed. ${offer}`,
		};
	}
	if (!/^[\w.~-]+$/.test(secret)) {
		return {
			status: 'Error',
			message: `The Secret has characters that Convoso Connect may change. Use letters, digits, - and _ only. ${offer}`,
		};
	}
	return {
		status: 'OK',
		message: 'The Secret is good. Enter the same one in Convoso Connect.',
	};
}
