import type { INodeParameters } from 'n8n-workflow';

import { contactId } from '../../sandbox/leadconnector/store';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { runNode } from '../support/engine';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const outbound = '/conversations/messages/outbound';

const call = (): INodeParameters => ({
	authentication: 'oAuth2',
	resource: 'message',
	operation: 'addOutboundCall',
	conversationId: {
		__rl: true,
		mode: 'id',
		value: [...sandbox.vendors.leadconnector.store.conversations.keys()][0],
	},
	conversationProviderId: '',
	callTo: '+1 503 708 1210',
	callStatus: 'completed',
	additionalFields: {},
	apiVersion: '2021-07-28',
	requestOptions: {},
});

describe.each(['runner', 'routingNode'] as const)('OAuth2 on %s', (engine) => {
	const run = async (prepare = (_credential: Record<string, unknown>) => {}) => {
		const { leadConnectorOAuth2Api } = sandbox.credentials();
		prepare(leadConnectorOAuth2Api);
		return await runNode({
			type: 'leadConnector',
			engine,
			parameters: call(),
			credentials: { leadConnectorOAuth2Api },
		});
	};
	it('logs a call', async () => {
		const { items, error } = await run();
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
	});

	it('renews a token that has expired, and logs the call once', async () => {
		const { items, error } = await run(() => sandbox.vendors.leadconnector.expireAccessToken());
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(sandbox.vendors.leadconnector.renewals).toBe(1);
		expect(sandbox.vendors.leadconnector.store.messages.size).toBe(1);
	});

	it('says that a credential without location was connected to the agency', async () => {
		const { error } = await run((credential) => {
			delete (credential.oauthTokenData as Record<string, unknown>).locationId;
		});
		// The call itself needs no location; what does is asked for it before anything is sent.
		expect(error).toBeUndefined();
		const { error: refused } = await runNode({
			type: 'leadConnector',
			engine,
			parameters: {
				...call(),
				conversationId: { __rl: true, mode: 'contact', value: contactId(1) },
			},
			credentials: {
				leadConnectorOAuth2Api: {
					...sandbox.credentials().leadConnectorOAuth2Api,
					oauthTokenData: { access_token: 'x' },
				},
			},
		});
		expect(refused?.message).toMatch(/credential names no location/);
		expect(refused?.description).toMatch(/choose a sub-account, not the agency/);
	});
});

describe('OAuth2 on the runner', () => {
	const run = async () => {
		const { leadConnectorOAuth2Api } = sandbox.credentials();
		return async () =>
			await runNode({
				type: 'leadConnector',
				parameters: call(),
				items: Array.from({ length: 5 }, () => ({ json: {} })),
				credentials: { leadConnectorOAuth2Api },
			});
	};

	it('stops at the first item when the token cannot be renewed, and says that nothing happened', async () => {
		const start = await run();
		sandbox.vendors.leadconnector.revoke();
		const { error } = await start();
		expect(error?.message).toMatch(/did not accept the credential/);
		expect(error?.description).toMatch(/Nothing was accepted.*Connect the credential again/s);
		expect(sandbox.journal.of('leadconnector', outbound)).toHaveLength(1);
	});

	it('names the scope that an accepted token lacks', async () => {
		const start = await run();
		sandbox.faults.add({
			vendor: 'leadconnector',
			path: outbound,
			times: 9,
			kind: 'answer',
			status: 401,
			body: { statusCode: 401, message: 'The token is not authorized for this scope.' },
		});
		const { error } = await start();
		expect(error?.description).toMatch(/lacks the scope conversations\/message\.write/);
	});
});
