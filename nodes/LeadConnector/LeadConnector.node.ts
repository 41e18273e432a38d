import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { answerReader } from '../shared/answers';
import { describeResources, subtitleOf } from '../shared/describe';
import { requestOptionsField } from '../shared/requestOptions';
import { runOperations } from '../shared/runner';
import { requestDefaultsOf } from '../shared/service';
import { authenticationField } from './account';
import { leadConnectorApiTest, leadConnectorOAuth2ApiTest } from './credentialTest';
import { listSearch } from './pickers';
import { resources } from './resources';
import { leadConnector } from './service';
import { versionField } from './version';

export class LeadConnector implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LeadConnector',
		name: 'leadConnector',
		icon: { light: 'file:leadConnector.svg', dark: 'file:leadConnector.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Log calls, send messages and keep contacts in LeadConnector (HighLevel)',
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
		requestDefaults: requestDefaultsOf(leadConnector),
		properties: [
			authenticationField,
			...describeResources(resources, {
				output: { postReceive: [answerReader(leadConnector, resources)] },
			}),
			versionField,
			requestOptionsField(leadConnector.concurrency),
		],
	};

	methods = {
		credentialTest: { leadConnectorApiTest, leadConnectorOAuth2ApiTest },
		listSearch,
	};

	async execute(this: IExecuteFunctions) {
		const { description } = new LeadConnector();
		return await runOperations.call(this, { description, service: leadConnector, resources });
	}
}
