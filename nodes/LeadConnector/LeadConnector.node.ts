import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { describeResources, requestOptionsField } from '../shared/describe';
import { runOperations } from '../shared/runner';
import { dropEmpty } from '../shared/send';
import { leadConnectorApiTest, leadConnectorOAuth2ApiTest } from './credentialTest';
import { searchContacts } from './pickers/searchContacts';
import { searchConversations } from './pickers/searchConversations';
import { searchNumbers } from './pickers/searchNumbers';
import { searchUsers } from './pickers/searchUsers';
import { leadConnector } from './service';
import { authenticationField } from './shared/account';
import { readAnswer } from './shared/answer';
import { versionField } from './shared/version';

export class LeadConnector implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LeadConnector',
		name: 'leadConnector',
		icon: { light: 'file:leadConnector.svg', dark: 'file:leadConnector.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Log calls and send messages in the conversations of LeadConnector (HighLevel)',
		defaults: { name: 'LeadConnector' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'leadConnectorApi',
				required: true,
				testedBy: 'leadConnectorApiTest',
				displayOptions: { show: { authentication: ['privateIntegrationToken'] } },
			},
			{
				name: 'leadConnectorOAuth2Api',
				required: true,
				testedBy: 'leadConnectorOAuth2ApiTest',
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
		],
		requestDefaults: {
			baseURL: '={{$credentials.baseUrl}}',
			headers: { Accept: 'application/json' },
			ignoreHttpStatusErrors: true,
		},
		properties: [
			authenticationField,
			...describeResources(leadConnector.resources, {
				send: { preSend: [dropEmpty] },
				output: { postReceive: [readAnswer] },
			}),
			versionField,
			requestOptionsField(leadConnector.concurrency),
		],
	};

	methods = {
		credentialTest: { leadConnectorApiTest, leadConnectorOAuth2ApiTest },
		listSearch: { searchContacts, searchConversations, searchNumbers, searchUsers },
	};

	async execute(this: IExecuteFunctions) {
		return await runOperations.call(this, new LeadConnector().description, leadConnector);
	}
}
