import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { testSecret } from '../shared/webhook/credentialTest';

/** Tests a Secret. Between headers Convoso has |, between parameters &: neither may stand in it. */
export async function convosoWebhookApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return testSecret(String(credential.data?.secret ?? ''), 'Convoso Connect');
}
