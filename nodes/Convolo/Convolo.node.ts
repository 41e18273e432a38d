import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { describeResources, requestOptionsField } from '../shared/describe';
import { runOperations } from '../shared/runner';
import { dropEmpty } from '../shared/send';
import { convoloApiTest } from './credentialTest';
import { searchCalls } from './pickers/searchCalls';
import { searchCustomParameters } from './pickers/searchCustomParameters';
import { convolo } from './service';
import { readAnswer } from './shared/answer';

export class Convolo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Convolo',
		name: 'convolo',
		icon: { light: 'file:convolo.svg', dark: 'file:convolo.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Have a new lead called within seconds, and read the calls of a Convolo (Brightcall) account. Starting a call dials real people.',
		defaults: { name: 'Convolo' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'convoloApi', required: true, testedBy: 'convoloApiTest' }],
		requestDefaults: {
			baseURL: '={{$credentials.baseUrl}}',
			headers: { Accept: 'application/json' },
			ignoreHttpStatusErrors: true,
			// A POST that follows a redirect may lose its body on the way, or take the keys to another server.
			disableFollowRedirect: true,
		},
		properties: [
			...describeResources(convolo.resources, {
				send: { preSend: [dropEmpty] },
				output: { postReceive: [readAnswer] },
			}),
			requestOptionsField(convolo.concurrency),
		],
	};

	methods = {
		credentialTest: { convoloApiTest },
		listSearch: { searchCalls, searchCustomParameters },
	};

	async execute(this: IExecuteFunctions) {
		return await runOperations.call(this, new Convolo().description, convolo);
	}
}
