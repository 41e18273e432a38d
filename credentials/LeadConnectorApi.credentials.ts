import type { IAuthenticate, ICredentialType, INodeProperties } from 'n8n-workflow';

import { sharedCredentialFields } from '../nodes/LeadConnector/credentialFields';

/** LeadConnector (HighLevel): the private integration token of one sub-account. */
export class LeadConnectorApi implements ICredentialType {
	name = 'leadConnectorApi';

	displayName = 'LeadConnector API';

	icon = {
		light: 'file:../nodes/LeadConnector/leadConnector.svg',
		dark: 'file:../nodes/LeadConnector/leadConnector.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/lead-dialer/n8n-nodes-lead-dialer/blob/main/docs/leadconnector.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Private Integration Token',
			name: 'privateIntegrationToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'From the settings of the sub-account: Private Integrations',
		},
		{
			displayName: 'Location ID',
			name: 'locationId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. ve9EPM428h8vShlRW1KT',
			hint: 'ID of the sub-account. It stands in the address of its pages, after /location/, and in the settings under Business Profile.',
		},
		...sharedCredentialFields,
	];

	authenticate: IAuthenticate = async (credentials, request) => ({
		...request,
		headers: {
			...request.headers,
			Authorization: `Bearer ${String(credentials.privateIntegrationToken).trim()}`,
		},
	});
}
