import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { aiCallApiTest } from '../AiCall/credentialTest';
import { listSearch } from '../AiCall/pickers';
import { pollCalls } from './poll';
import { properties } from './properties';

export class AiCallTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AI Call Trigger',
		name: 'aiCallTrigger',
		icon: { light: 'file:aiCallTrigger.svg', dark: 'file:aiCallTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["transcript"] ? "finished calls with transcript" : "finished calls"}}',
		description: 'Starts the workflow when calls of the voice agent are finished',
		defaults: { name: 'AI Call Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'aiCallApi', required: true, testedBy: 'aiCallApiTest' }],
		properties,
	};

	methods = {
		credentialTest: { aiCallApiTest },
		listSearch,
	};

	async poll(this: IPollFunctions) {
		return await pollCalls(this);
	}
}
