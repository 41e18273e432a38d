import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

/** The location (sub-account) that a credential opens; an OAuth2 token brings its own. Empty when there is none. */
export function locationIn(credentials: ICredentialDataDecryptedObject): string {
	const token = credentials.oauthTokenData as IDataObject | undefined;
	return String(credentials.locationId ?? token?.locationId ?? '').trim();
}
