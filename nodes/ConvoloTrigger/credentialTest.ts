import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { testSecret } from '../shared/webhook/credentialTest';

/** Tests a Secret. It stands in an address, where many signs mean something else. */
export async function convoloWebhookApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return testSecret(String(credential.data?.secret ?? ''), 'the address in Convolo');
}
