import type {
	ICredentialDataDecryptedObject,
	IExecuteSingleFunctions,
	PreSendAction,
} from 'n8n-workflow';
import { isResourceLocatorValue } from 'n8n-workflow';

import { invalidInput } from '../../shared/errors';

/**
 * Where the API of a server stands.
 *
 * @param baseUrl as the user entered it: with or without a slash at the end, with or without /api/v1
 */
export function apiRoot(baseUrl: unknown): string {
	const origin = String(baseUrl)
		.trim()
		.replace(/\/+$/, '')
		.replace(/\/api\/v1$/i, '');
	return `${origin}/api/v1`;
}

/**
 * The business that a request is for: the one chosen under Options, else the credential's.
 *
 * @param options the node's Options
 * @returns its id; empty when there is none
 */
export function businessIdOf(
	options: unknown,
	credentials: ICredentialDataDecryptedObject,
): string {
	const { business } = (options ?? {}) as { business?: unknown };
	const chosen = isResourceLocatorValue(business) ? business.value : business;
	return String(chosen || credentials.businessId || '').trim();
}

/** First step of every request: puts the address of the server and the business into the URL. */
export const toBusiness: PreSendAction = async function (this: IExecuteSingleFunctions, request) {
	const credentials = await this.getCredentials('aiCallApi');
	const businessId = businessIdOf(this.getNodeParameter('options', {}), credentials);
	if (businessId === '') {
		throw invalidInput(
			this,
			'Business ID',
			'is empty',
			"Fill it in in the credential, or choose a 'Business' under 'Options'.",
		);
	}
	return {
		...request,
		baseURL: apiRoot(credentials.baseUrl),
		url: request.url.replace('{businessId}', encodeURIComponent(businessId)),
	};
};
