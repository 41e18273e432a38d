import type { IAuthenticateGeneric, ICredentialType, INodeProperties } from 'n8n-workflow';

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
			description: 'From the settings of the sub-account: Private Integrations',
		},
		{
			displayName: 'Location ID',
			name: 'locationId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. ve9EPM428h8vShlRW1KT',
			description:
				'ID of the sub-account. It stands in the address of its pages, after /location/, and in the settings under Business Profile.',
		},
		{
			displayName: 'Default Call Provider ID',
			name: 'callProviderId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 61d6d1f9cdac7612faf80753',
			description:
				'ID of the conversation provider of type Call that calls are logged under. From the Marketplace app: Modules, Conversation Providers. A node can name another one.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://services.leadconnectorhq.com',
			required: true,
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.privateIntegrationToken}}' } },
	};
}
