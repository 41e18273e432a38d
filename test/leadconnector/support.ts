import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox/sandbox';
import { contactId } from '../../sandbox/leadconnector/store';
import { byId, locator } from '../support/lab';

export const CALL_PROVIDER = '61d6d1f9cdac7612faf80753';
export const SMS_PROVIDER = '61d6d1f9cdac7612faf80754';
export const EMAIL_PROVIDER = '61d6d1f9cdac7612faf80756';

export const byContact = (value: string) => locator('contact', value);

/** A call to the first contact, in its conversation. */
export const outboundCall = (sandbox: Sandbox, values: INodeParameters = {}): INodeParameters => ({
	...common('message', 'addOutboundCall'),
	conversationId: byId(firstConversation(sandbox)),
	conversationProviderId: '',
	callTo: '+1 (503) 708-1210',
	callStatus: 'completed',
	additionalFields: {},
	...values,
});

/** What every operation has. */
export const common = (resource: string, operation: string): INodeParameters => ({
	authentication: 'privateIntegrationToken',
	resource,
	operation,
	apiVersion: '2021-07-28',
	requestOptions: {},
});

export function firstConversation(sandbox: Sandbox): string {
	return sandbox.vendors.leadConnector.store.conversationOf(contactId(0))!.id;
}
