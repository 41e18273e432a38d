import type { INodeParameters } from 'n8n-workflow';

import { contactId } from '../../sandbox/leadconnector/store';
import { byId, lab, locator, numbered } from '../support/lab';

const { vendor, credentials, run, runOn, sent, fail } = lab('leadConnector');

const outbound = '/conversations/messages/outbound';

const call = (): INodeParameters => ({
	authentication: 'oAuth2',
	resource: 'message',
	operation: 'addOutboundCall',
	conversationId: byId([...vendor.store.conversations.keys()][0]),
	conversationProviderId: '',
	callTo: '+1 503 708 1210',
	callStatus: 'completed',
	additionalFields: {},
	apiVersion: '2021-07-28',
	requestOptions: {},
});

describe.each(['runner', 'routingNode'] as const)('OAuth2 on %s', (engine) => {
	const run = runOn(engine);

	it('logs a call', async () => {
		const { items, error } = await run(call());
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
	});

	it('renews a token that has expired, and logs the call once', async () => {
		const { leadConnectorOAuth2Api } = credentials();
		vendor.oauth.expireTokens();
		const { items, error } = await run(call(), { credentials: { leadConnectorOAuth2Api } });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(vendor.oauth.renewals).toBe(1);
		expect(vendor.store.messages.size).toBe(1);
	});

	it('says that a credential without location was connected to the agency', async () => {
		const { leadConnectorOAuth2Api } = credentials();
		delete (leadConnectorOAuth2Api.oauthTokenData as Record<string, unknown>).locationId;
		const { error } = await run(call(), { credentials: { leadConnectorOAuth2Api } });
		// The call itself needs no location; what does is asked for it before anything is sent.
		expect(error).toBeUndefined();
		leadConnectorOAuth2Api.oauthTokenData = { access_token: 'x' };
		const { error: refused } = await run(
			{ ...call(), conversationId: locator('contact', contactId(1)) },
			{ credentials: { leadConnectorOAuth2Api } },
		);
		expect(refused?.message).toMatch(/credential names no location/);
		expect(refused?.description).toMatch(/choose a sub-account, not the agency/);
	});
});

describe('OAuth2 on the runner', () => {
	it('stops at the first item when the token cannot be renewed, and says that nothing happened', async () => {
		const { leadConnectorOAuth2Api } = credentials();
		vendor.oauth.revoke();
		const { error } = await run(call(), {
			items: numbered(5),
			credentials: { leadConnectorOAuth2Api },
		});
		expect(error?.message).toMatch(/did not accept the credential/);
		expect(error?.description).toMatch(/Nothing was accepted.*Connect the credential again/s);
		// Of the first item alone: as it was, to have the token renewed, and with what another process may have got.
		expect(sent(outbound).map(({ status }) => status)).toEqual([401, 401, 401]);
	});

	it('names the scope that an accepted token lacks', async () => {
		fail({
			path: outbound,
			times: 9,
			kind: 'answer',
			status: 401,
			body: { statusCode: 401, message: 'The token is not authorized for this scope.' },
		});
		const { error } = await run(call(), { items: numbered(5) });
		expect(error?.description).toMatch(/lacks the scope conversations\/message\.write/);
	});
});
