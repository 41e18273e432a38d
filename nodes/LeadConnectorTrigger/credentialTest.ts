import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { testSecret } from '../shared/webhook/credentialTest';
import { PUBLISHED_SPKI, readPublicKey } from './signature';

/** Tests what events are compared with. HighLevel cannot be asked: it comes to n8n. */
export async function leadConnectorWebhookApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const { source, secret, publicKey } = credential.data ?? {};
	if (source !== 'app') return testSecret(String(secret ?? ''), 'the HighLevel workflow');
	const text = String(publicKey ?? '').trim();
	if (!readPublicKey(text)) {
		return {
			status: 'Error',
			message: `The Public Key is no Ed25519 key. HighLevel's own is ${PUBLISHED_SPKI}`,
		};
	}
	const isOwn = text === '' || text === PUBLISHED_SPKI;
	return {
		status: 'OK',
		message: isOwn ? "This is HighLevel's key." : 'This is an Ed25519 key.',
	};
}
