import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { sharedCredentialFields } from '../nodes/LeadConnector/credentialFields';

/** What the operations and lists of the node need; a Marketplace app must have each of them ticked. */
const SCOPES = [
	'conversations.readonly',
	'conversations.write',
	'conversations/message.readonly',
	'conversations/message.write',
	'contacts.readonly',
	'contacts.write',
	'users.readonly',
	'phonenumbers.read',
].join(' ');

/** LeadConnector (HighLevel): a Marketplace app, connected to one sub-account. */
export class LeadConnectorOAuth2Api implements ICredentialType {
	name = 'leadConnectorOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'LeadConnector OAuth2 API';

	icon = {
		light: 'file:../nodes/LeadConnector/leadConnector.svg',
		dark: 'file:../nodes/LeadConnector/leadConnector.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/lead-dialer/n8n-nodes-lead-dialer/blob/main/docs/leadconnector.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Sign In At',
			name: 'authUrl',
			type: 'options',
			options: [
				{
					name: 'HighLevel',
					value: 'https://marketplace.gohighlevel.com/v2/oauth/chooselocation',
				},
				{
					name: 'LeadConnector (White Label)',
					value: 'https://marketplace.leadconnectorhq.com/v2/oauth/chooselocation',
				},
			],
			default: 'https://marketplace.gohighlevel.com/v2/oauth/chooselocation',
			hint: 'Choose the sub-account there, not the agency',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: '={{$self["baseUrl"].replace(/\\/+$/, "")}}/oauth/token',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: SCOPES,
			required: true,
			hint: 'With spaces between. Each must be ticked in the Marketplace app.',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
		...sharedCredentialFields,
	];
}
