import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IDataObject,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { ask } from '../shared/credentialTest';
import { apiRoot } from './shared/address';
import { factsOf } from './shared/hints';
import { withCamelKeys } from './shared/words';

/**
 * Tests an API key with "get business", which changes nothing and needs no right beyond the business itself.
 *
 * The server answers HTTP 200 to a bad key too: what counts is `success`, and the code tells a bad key, a key that is limited
 * to other businesses, and a disabled business apart.
 */
export async function aiCallApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const { apiKey, baseUrl, businessId } = credential.data as Record<string, string>;
	const business = String(businessId ?? '').trim();
	if (business === '') return { status: 'Error', message: "Fill in 'Business ID'." };
	const answer = await ask(this, {
		method: 'GET',
		uri: `${apiRoot(baseUrl)}/business/${encodeURIComponent(business)}`,
		headers: {
			Accept: 'application/json',
			Authorization: `Token ${String(apiKey)
				.trim()
				.replace(/^token\s+/i, '')}`,
		},
	});
	if ('unreachable' in answer) return { status: 'Error', message: answer.unreachable };

	const body = withCamelKeys(answer.body) as {
		success?: boolean;
		code?: string | null;
		message?: string | null;
		data?: IDataObject | null;
	} | null;
	if (body?.success === true && answer.status < 300) {
		const data = withCamelKeys(body.data ?? {}) as IDataObject;
		const { name } = withCamelKeys(data.businessData ?? {}) as { name?: string };
		return { status: 'OK', message: `The API Key works for ${name ?? `business ${business}`}.` };
	}
	const isItsAnswer = typeof body?.success === 'boolean' || [400, 401, 403].includes(answer.status);
	return {
		status: 'Error',
		message: isItsAnswer
			? [factsOf(body?.code ?? String(answer.status)).hint, body?.message].filter(Boolean).join(' ')
			: `This is no AI Call address: it answered HTTP ${answer.status}. Check the Base URL.`,
	};
}
