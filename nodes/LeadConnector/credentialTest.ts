import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IDataObject,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { ask } from '../shared/credentialTest';
import { locationIn } from './shared/account';

/** A version that every endpoint asked here knows. */
const VERSION = '2021-07-28';

/** One harmless read for each scope that can be tried without changing anything. */
const READS = [
	{ scope: 'conversations.readonly', path: '/conversations/search?limit=1&locationId=' },
	{
		scope: 'conversations/message.readonly',
		path: '/conversations/messages/export?limit=10&locationId=',
	},
];

/** Tests a Private Integration Token. */
export async function leadConnectorApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const data = credential.data!;
	return await test(this, data, String(data.privateIntegrationToken), {
		noLocation: "Fill in 'Location ID'.",
		badToken:
			'LeadConnector does not know this Private Integration Token. Copy it again from Settings, Private Integrations.',
		wrongLocation:
			"The token is one of another sub-account. Check 'Location ID', and use a token of the sub-account, not of the agency.",
	});
}

/** Tests the access token that n8n has at the moment; it is renewed only when a workflow runs. */
export async function leadConnectorOAuth2ApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const data = credential.data!;
	const token = data.oauthTokenData as IDataObject | undefined;
	if (!token?.access_token) {
		return { status: 'Error', message: 'The credential is not connected yet.' };
	}
	return await test(this, data, String(token.access_token), {
		noLocation: 'Connect the credential again, and choose a sub-account, not the agency.',
		badToken:
			'LeadConnector does not accept the access token. It lives for a day and is renewed when a workflow runs; if that does not work either, connect the credential again.',
		wrongLocation: 'Connect the credential again, and choose the sub-account.',
	});
}

/**
 * Tells a token that is not known from one that lacks a scope. A missing scope is told as an error, since n8n shows no
 * words with a success: the operations that need no such scope work all the same.
 */
async function test(
	context: ICredentialTestFunctions,
	data: ICredentialDataDecryptedObject,
	token: string,
	words: { noLocation: string; badToken: string; wrongLocation: string },
): Promise<INodeCredentialTestResult> {
	const location = locationIn(data);
	if (location === '') return { status: 'Error', message: words.noLocation };

	const missing: string[] = [];
	for (const { scope, path } of READS) {
		const answer = await ask(context, {
			method: 'GET',
			uri: `${String(data.baseUrl).replace(/\/+$/, '')}${path}${encodeURIComponent(location)}`,
			headers: { Authorization: `Bearer ${token}`, Accept: 'application/json', Version: VERSION },
		});
		if ('unreachable' in answer) return { status: 'Error', message: answer.unreachable };
		const { message } = (answer.body ?? {}) as { message?: unknown };
		const said = typeof message === 'string' ? message : '';
		if (/scope/i.test(said)) missing.push(scope);
		else if (/access to this location/i.test(said) || answer.status === 403) {
			return { status: 'Error', message: words.wrongLocation };
		} else if (answer.status === 401) return { status: 'Error', message: words.badToken };
		else if (answer.status >= 400 || typeof answer.body !== 'object') {
			return {
				status: 'Error',
				message:
					said ||
					`This is no LeadConnector address: it answered HTTP ${answer.status}. Check the Base URL.`,
			};
		}
	}
	if (missing.length === 0) return { status: 'OK', message: 'The token works.' };
	return {
		status: 'Error',
		message: `LeadConnector knows the token, but it lacks the scope ${missing.join(' and ')}. Tick it in LeadConnector if you need the operations and lists that read; the others work without it.`,
	};
}
