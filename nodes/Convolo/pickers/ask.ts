import type { IDataObject, ILoadOptionsFunctions, IN8nHttpFullResponse } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { wordsOf } from '../shared/answer';
import { hintFor } from '../shared/hints';
import { withoutKeys } from '../shared/keys';

/**
 * Asks Convolo for the entries of a pick list.
 *
 * @param path e.g. /api/v2/ext/get-custom-params
 * @param operation whose hints fit the path, see ../shared/hints
 * @param otherwise what the user can do without the list
 * @returns the answer, with the keys of the credential hidden
 * @throws NodeApiError that says what to do
 */
export async function askForEntries(
	context: ILoadOptionsFunctions,
	path: string,
	qs: IDataObject,
	{ operation, otherwise }: { operation: string; otherwise: string },
): Promise<unknown> {
	const credentials = await context.getCredentials('convoloApi');
	const request = context.helpers.httpRequestWithAuthentication.call(context, 'convoloApi', {
		method: 'GET',
		baseURL: String(credentials.baseUrl),
		url: path,
		qs,
		headers: { Accept: 'application/json' },
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	});
	// The error of a lost connection holds the address, and with it the keys.
	const answer = (await request.catch(() => undefined)) as IN8nHttpFullResponse | undefined;
	if (!answer) throw noList(context, 'could not be reached', "Check 'Server' in the credential.");

	const body = withoutKeys(answer.body as unknown, credentials);
	const isData = typeof body === 'object' && body !== null;
	const isRefused = isData && (body as IDataObject).success === false;
	if (isData && !isRefused && answer.statusCode < 300) return body;

	const message = wordsOf(body) ?? `no list came back (HTTP ${answer.statusCode})`;
	throw noList(context, message, `${hintFor(operation, answer.statusCode, message)} ${otherwise}`);
}

/** The error for a pick list that cannot be filled. */
export function noList(
	context: ILoadOptionsFunctions,
	reason: string,
	description: string,
): NodeApiError {
	const message = `Convolo: ${reason}`;
	return new NodeApiError(context.getNode(), { message }, { message, description });
}
