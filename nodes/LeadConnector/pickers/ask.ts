import type { IDataObject, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { request } from '../shared/account';
import { wordsOf } from '../shared/answer';
import { adviceFor } from '../shared/hints';

/**
 * Asks LeadConnector for the records of a pick list.
 *
 * @param scope that the request needs, for the advice when it is missing
 * @throws NodeApiError that says what to do; typing the value always works
 */
export async function askForRecords(
	context: ILoadOptionsFunctions,
	options: IHttpRequestOptions,
	scope: string,
): Promise<IDataObject> {
	const response = await request(context, options);
	const { body, statusCode: status } = response;
	if (status < 400 && typeof body === 'object' && body !== null) return body as IDataObject;

	const words = wordsOf(response).message;
	const message = `LeadConnector: ${words}`;
	const { hint } = adviceFor({ operation: 'list', status, message: words, scope });
	throw new NodeApiError(
		context.getNode(),
		{ message },
		{ message, description: `${hint} You can also type the value by hand.` },
	);
}
