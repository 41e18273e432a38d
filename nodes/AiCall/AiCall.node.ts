import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { answerReader } from '../shared/answers';
import { customOperationsOf, describeResources, subtitleOf } from '../shared/describe';
import { requestOptionsField } from '../shared/requestOptions';
import { runOperations } from '../shared/runner';
import { requestDefaultsOf } from '../shared/service';
import { toBusiness } from './business';
import { aiCallApiTest } from './credentialTest';
import { listSearch } from './pickers';
import { resources } from './resources';
import { campaignFields } from './resources/call/campaignFields';
import { aiCall } from './service';

export class AiCall implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AI Call',
		name: 'aiCall',
		icon: { light: 'file:aiCall.svg', dark: 'file:aiCall.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Have a voice agent of Iqra AI call people, and learn how the calls went',
		defaults: { name: 'AI Call' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'aiCallApi', required: true, testedBy: 'aiCallApiTest' }],
		requestDefaults: requestDefaultsOf(aiCall),
		properties: [
			...describeResources(resources, {
				send: { preSend: [toBusiness] },
				output: { postReceive: [answerReader(aiCall, resources)] },
			}),
			requestOptionsField(aiCall.concurrency),
		],
	};

	methods = {
		credentialTest: { aiCallApiTest },
		listSearch,
		resourceMapping: { campaignFields },
	};

	customOperations = customOperationsOf(resources, run);

	async execute(this: IExecuteFunctions) {
		return await run.call(this);
	}
}

async function run(this: IExecuteFunctions) {
	const { description } = new AiCall();
	return await runOperations.call(this, { description, service: aiCall, resources });
}
