import type { INodeProperties } from 'n8n-workflow';

/** What both credentials of LeadConnector ask for. */
export const sharedCredentialFields: INodeProperties[] = [
	{
		displayName: 'Default Call Provider ID',
		name: 'callProviderId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 61d6d1f9cdac7612faf80753',
		hint: 'ID of the conversation provider of type Call that calls are logged under. From the Marketplace app: Modules, Conversation Providers. A node can name another one.',
	},
	{
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		default: 'https://services.leadconnectorhq.com',
		required: true,
	},
];
