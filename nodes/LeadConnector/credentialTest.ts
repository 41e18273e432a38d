import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { LeadConnectorApi } from '../../credentials/LeadConnectorApi.credentials';
import { credentialTest, failed, refused, type Client, type Question } from '../shared/client';
import { scopeOf } from './hints';
import { leadConnector, locationIn } from './service';

/** One harmless read for each scope that can be tried without changing anything. */
const readsOf = (locationId: string): Question[] => [
	{
		about: 'conversation.test',
		path: '/conversations/search',
		qs: { locationId, limit: 1 },
	},
	{
		about: 'message.test',
		path: '/conversations/messages/export',
		qs: { locationId, limit: 10 },
	},
	{
		about: 'contact.test',
		method: 'POST',
		path: '/contacts/search',
		body: { locationId, pageLimit: 1 },
	},
];

/** What is said of a credential that does not work. */
type Words = Record<'noLocation' | 'badToken' | 'wrongLocation', string>;

/** Tests a Private Integration Token. */
export const leadConnectorApiTest = credentialTest(
	leadConnector,
	new LeadConnectorApi().authenticate,
	async (client) =>
		await judge(client, {
			noLocation: "Fill in 'Location ID'.",
			badToken:
				'LeadConnector does not know this Private Integration Token. Copy it again from Settings, Private Integrations.',
			wrongLocation:
				"The token is one of another sub-account. Check 'Location ID', and use a token of the sub-account, not of the agency.",
		}),
);

/** Signs with the access token that n8n has at the moment; it is renewed only when a workflow runs. */
const byAccessToken: IAuthenticate = async (credentials, request) => ({
	...request,
	headers: { ...request.headers, Authorization: `Bearer ${accessTokenIn(credentials)}` },
});

export const leadConnectorOAuth2ApiTest = credentialTest(
	leadConnector,
	byAccessToken,
	async (client) => {
		if (accessTokenIn(client.credentials) === '') {
			return failed('The credential is not connected yet.');
		}
		return await judge(client, {
			noLocation: 'Connect the credential again, and choose a sub-account, not the agency.',
			badToken:
				'LeadConnector does not accept the access token. It lives for a day and is renewed when a workflow runs; if that does not work either, connect the credential again.',
			wrongLocation: 'Connect the credential again, and choose the sub-account.',
		});
	},
);

function accessTokenIn({ oauthTokenData }: ICredentialDataDecryptedObject): string {
	return String((oauthTokenData as IDataObject | undefined)?.access_token ?? '').trim();
}

/**
 * Tells a token that is not known from one that lacks a scope or a right. A missing scope is told as an error, since n8n
 * shows no words with a success: the operations that need no such scope work all the same.
 */
async function judge(client: Client, words: Words): Promise<INodeCredentialTestResult> {
	const locationId = locationIn(client.credentials);
	if (locationId === '') return failed(words.noLocation);
	const missing: string[] = [];
	for (const question of readsOf(locationId)) {
		const verdict = await client.verdict(question);
		if ('data' in verdict) continue;
		const { message, status } = verdict.refusal;
		if (/access to this location|authClass/i.test(message)) return failed(words.wrongLocation);
		if (/scope/i.test(message)) missing.push(scopeOf({ operation: question.about, isRead: true }));
		else if (status === 401) return failed(words.badToken);
		else if (typeof verdict.answer.body === 'object') {
			return refused(leadConnector, verdict.refusal);
		} else {
			return failed(
				`This is no LeadConnector address: it ${message}. Check '${leadConnector.addressField}'.`,
			);
		}
	}
	if (missing.length === 0) return { status: 'OK', message: 'The token works.' };
	return failed(
		`LeadConnector knows the token, but it lacks the scope ${missing.join(' and ')}. Tick it in LeadConnector if you need the operations and lists that read; the others work without it.`,
	);
}
