import type { INodeCredentialTestResult } from 'n8n-workflow';

import { ConvoloApi, isForReports } from '../../credentials/ConvoloApi.credentials';
import { credentialTest, failed, type Client } from '../shared/client';
import { NO_ACCOUNT_KEY } from './hints';
import { start } from './resources/call/start';
import { convolo, hasAccountKey } from './service';

/**
 * Tests the keys of a widget by asking for its custom parameters, and the key of the account, if there is one, by asking for
 * one call of its list. Both change nothing; no call is ever started.
 *
 * A server that does not offer the first request leaves the keys untested: the only other way would be a call.
 */
export const convoloApiTest = credentialTest(
	convolo,
	new ConvoloApi().authenticate,
	async (client) => {
		if (isForReports(client.credentials)) return await reportsTest(client);
		const widget = await client.verdict({
			path: '/api/v2/ext/get-custom-params',
			about: 'call.start',
			advice: start.advice,
		});
		if ('refusal' in widget) {
			const { status, message, hint, outcome } = widget.refusal;
			if (outcome === 'credential')
				return failed(`Convolo refuses the key ("${message}"). ${hint}`);
			const other =
				status === 404 || status === 405
					? 'it does not offer the request for that'
					: `Convolo ${message}`;
			return failed(
				`These keys cannot be tested without placing a call: ${other}. Check 'Server'; if it is right, save the credential and start one call to your own phone.`,
			);
		}
		const fault = hasAccountKey(client.credentials) ? await accountFault(client) : undefined;
		return fault
			? failed(`The keys of the widget work. ${fault}`)
			: { status: 'OK', message: 'The keys work.' };
	},
);

/** The older host of the reports knows nothing of widgets. */
async function reportsTest(client: Client): Promise<INodeCredentialTestResult> {
	if (!hasAccountKey(client.credentials)) return failed(NO_ACCOUNT_KEY);
	const fault = await accountFault(client);
	return fault ? failed(fault) : { status: 'OK', message: 'The key for reports works.' };
}

/** What is wrong with the key of the account; undefined where that cannot be told. */
async function accountFault(client: Client): Promise<string | undefined> {
	const account = await client.verdict({
		path: '/api/v2/calls/payload-data-list',
		qs: { max_calls: 1 },
		about: 'call.getMany',
	});
	if ('data' in account || account.refusal.outcome !== 'credential') return undefined;
	const { message, hint } = account.refusal;
	return `Convolo refuses the key ("${message}"). ${hint}`;
}
