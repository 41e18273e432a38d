import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { LeadConnectorApi } from '../../credentials/LeadConnectorApi.credentials';
import { LeadConnectorOAuth2Api } from '../../credentials/LeadConnectorOAuth2Api.credentials';
import type { Service } from '../shared/service';
import { readAnswer } from './answer';
import { versionOf } from './version';

/**
 * What is to be known of LeadConnector: 100 requests within 10 s, counted by location, and headers that tell what is left
 * (the vendor's page on rate limits).
 */
export const leadConnector: Service = {
	name: 'LeadConnector',
	noun: 'message',
	concurrency: 10,
	rate: { requests: 100, perMs: 10_000 },
	rateHeaders: {
		remaining: 'x-ratelimit-remaining',
		intervalMs: 'x-ratelimit-interval-milliseconds',
		dailyRemaining: 'x-ratelimit-daily-remaining',
	},
	credentials: {
		privateIntegrationToken: new LeadConnectorApi().name,
		oAuth2: new LeadConnectorOAuth2Api().name,
	},
	addressField: 'Base URL',
	headers: { Accept: 'application/json' },
	headersOf: (path) => ({ Version: versionOf(path) }),
	account: (credentials) => [credentials.baseUrl, locationIn(credentials)],
	secrets: ({ privateIntegrationToken, clientSecret, oauthTokenData }) => {
		const { access_token, refresh_token } = (oauthTokenData ?? {}) as IDataObject;
		return [privateIntegrationToken, clientSecret, access_token, refresh_token];
	},
	read: readAnswer,
};

/** The location (sub-account) that a credential opens; an OAuth2 token brings its own. Empty when there is none. */
export function locationIn(credentials: ICredentialDataDecryptedObject): string {
	const token = credentials.oauthTokenData as IDataObject | undefined;
	return String(credentials.locationId ?? token?.locationId ?? '').trim();
}
