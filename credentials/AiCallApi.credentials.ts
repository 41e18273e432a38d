import type { IAuthenticate, ICredentialType, INodeProperties } from 'n8n-workflow';

/** AI Call (Iqra AI): one API key an account, made in its dashboard, and the business it calls for. */
export class AiCallApi implements ICredentialType {
	name = 'aiCallApi';

	displayName = 'AI Call API';

	icon = {
		light: 'file:../nodes/AiCall/aiCall.svg',
		dark: 'file:../nodes/AiCall/aiCall.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/lead-dialer/n8n-nodes-lead-dialer/blob/main/docs/ai-call.md';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'From the Iqra AI dashboard, API Keys. It is shown only once, when it is made.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://app.iqra.bot',
			required: true,
			hint: 'Address of the dashboard. Change it for a server of your own.',
		},
		{
			displayName: 'Business ID',
			name: 'businessId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 12',
			hint: 'The number behind /business/ in the address of the dashboard',
		},
	];

	/** The server takes `Token` before the key; a user may have copied the two together. */
	authenticate: IAuthenticate = async (credentials, request) => ({
		...request,
		headers: {
			...request.headers,
			Authorization: `Token ${String(credentials.apiKey)
				.trim()
				.replace(/^token\s+/i, '')}`,
		},
	});
}
