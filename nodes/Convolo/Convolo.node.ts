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
import { convoloApiTest } from './credentialTest';
import { listSearch } from './pickers';
import { resources } from './resources';
import { convolo } from './service';

export class Convolo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Convolo',
		name: 'convolo',
		icon: { light: 'file:convolo.svg', dark: 'file:convolo.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description:
			'Have a new lead called within seconds, and read the calls of a Convolo (Brightcall) account. Starting a call dials real people.',
		defaults: { name: 'Convolo' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'convoloApi', required: true, testedBy: 'convoloApiTest' }],
		requestDefaults: requestDefaultsOf(convolo),
		properties: [
			...describeResources(resources, {
				output: { postReceive: [answerReader(convolo, resources)] },
			}),
			requestOptionsField(convolo.concurrency),
		],
	};

	methods = { credentialTest: { convoloApiTest }, listSearch };

	async execute(this: IExecuteFunctions) {
		const { description } = new Convolo();
		return await runOperations.call(this, { description, service: convolo, resources });
	}
}
