import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { describeResources, requestOptionsField } from '../shared/describe';
import { runOperations } from '../shared/runner';
import { dropEmpty } from '../shared/send';
import { aiCallApiTest } from './credentialTest';
import { campaignFields } from './pickers/campaignFields';
import { searchAgents } from './pickers/searchAgents';
import { searchBusinesses } from './pickers/searchBusinesses';
import { searchCampaigns } from './pickers/searchCampaigns';
import { searchNumbers } from './pickers/searchNumbers';
import { aiCall } from './service';
import { toBusiness } from './shared/address';
import { readAnswer } from './shared/answer';
import { untilFinished } from './shared/untilFinished';

export class AiCall implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AI Call',
		name: 'aiCall',
		icon: { light: 'file:aiCall.svg', dark: 'file:aiCall.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Have a voice agent of Iqra AI call people, and learn how the calls went',
		defaults: { name: 'AI Call' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'aiCallApi', required: true, testedBy: 'aiCallApiTest' }],
		requestDefaults: {
			baseURL: '={{$credentials.baseUrl}}',
			headers: { Accept: 'application/json' },
			ignoreHttpStatusErrors: true,
		},
		properties: [
			...describeResources(aiCall.resources, {
				send: { preSend: [dropEmpty, toBusiness] },
				output: { postReceive: [readAnswer] },
			}),
			requestOptionsField(aiCall.concurrency),
		],
	};

	methods = {
		credentialTest: { aiCallApiTest },
		listSearch: { searchAgents, searchBusinesses, searchCampaigns, searchNumbers },
		resourceMapping: { campaignFields },
	};

	customOperations = { call: { waitUntilFinished } };

	async execute(this: IExecuteFunctions) {
		const { resource, operation } = this.getNode().parameters;
		// An AI agent's tool call comes here: n8n looks for custom operations only when it runs a workflow's own node.
		if (resource === 'call' && operation === 'waitUntilFinished') {
			return await waitUntilFinished.call(this);
		}
		return await runOperations.call(this, new AiCall().description, aiCall);
	}
}

async function waitUntilFinished(this: IExecuteFunctions) {
	return await runOperations.call(this, new AiCall().description, aiCall, untilFinished());
}
