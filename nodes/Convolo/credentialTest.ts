import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { ask, type TestAnswer } from '../shared/credentialTest';
import { wordsOf } from './shared/answer';
import { hintFor, isAboutKeys } from './shared/hints';
import { withoutKeys } from './shared/keys';

/**
 * Tests the keys of a widget by asking for its custom parameters, and the key of the account, if there is one, by asking for
 * one call of its list. Both change nothing; no call is ever started.
 *
 * A server that does not offer the first request leaves the keys untested: the only other way would be a call.
 */
export async function convoloApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const data = Object.fromEntries(
		Object.entries(credential.data ?? {}).map(([name, value]) => [name, String(value).trim()]),
	);
	const baseUrl = (data.baseUrl ?? '').replace(/\/+$/, '');
	const request = async (path: string, options: object) => {
		const answer = await ask(this, {
			method: 'GET',
			uri: `${baseUrl}${path}`,
			followRedirect: false,
			...options,
		});
		return withoutKeys(answer, data);
	};

	const widget = await request('/api/v2/ext/get-custom-params', {
		qs: { widget_key: data.widgetKey, api_key: data.apiKey },
	});
	if ('unreachable' in widget) return failed(widget.unreachable);
	const widgetFault = keyFault(widget, 'start');
	if (widgetFault) return failed(widgetFault);
	if (!isGood(widget)) {
		const other =
			widget.status === 404 || widget.status === 405
				? 'it does not offer the request for that'
				: `it answered HTTP ${widget.status}${typeof widget.body === 'string' ? ' without data' : ''}`;
		return failed(
			`These keys cannot be tested without placing a call: ${other}. Check 'Server'; if it is right, save the credential and start one call to your own phone.`,
		);
	}

	if (data.accountApiKey) {
		const account = await request('/api/v2/calls/payload-data-list', {
			qs: { max_calls: 1 },
			headers: { 'api-key': data.accountApiKey },
		});
		const accountFault = 'unreachable' in account ? undefined : keyFault(account, 'getAll');
		if (accountFault) return failed(`The keys of the widget work. ${accountFault}`);
	}
	return { status: 'OK', message: 'The keys work.' };
}

/** A sentence about keys that Convolo refuses; undefined for any other answer. */
function keyFault({ status, body }: TestAnswer, operation: string): string | undefined {
	const words = wordsOf(body) ?? '';
	const isRefused =
		status === 401 || status === 403 || (isAboutKeys(words) && !isGood({ status, body }));
	if (!isRefused) return undefined;
	return `Convolo refuses the key${words ? ` ("${words}")` : ''}. ${hintFor(operation, status, words)}`;
}

/** Whether an answer holds data and no refusal. */
function isGood({ status, body }: TestAnswer): boolean {
	if (status >= 300 || typeof body !== 'object' || body === null) return false;
	const { success, error } = body as { success?: unknown; error?: unknown };
	return success !== false && !error;
}

function failed(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}
