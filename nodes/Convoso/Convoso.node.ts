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
import { convosoApiTest } from './credentialTest';
import { listSearch, loadOptions } from './pickers';
import { resources } from './resources';
import { convoso } from './service';

export class Convoso implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Convoso',
		name: 'convoso',
		icon: { light: 'file:convoso.svg', dark: 'file:convoso.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description:
			'Work with leads, lists, campaigns, calls, recordings, callbacks and do-not-call numbers of Convoso',
		defaults: { name: 'Convoso' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'convosoApi', required: true, testedBy: 'convosoApiTest' }],
		requestDefaults: requestDefaultsOf(convoso),
		properties: [
			...describeResources(resources, {
				output: { postReceive: [answerReader(convoso, resources)] },
			}),
			requestOptionsField(convoso.concurrency),
		],
	};

	methods = { credentialTest: { convosoApiTest }, listSearch, loadOptions };

	async execute(this: IExecuteFunctions) {
		const { description } = new Convoso();
		return await runOperations.call(this, { description, service: convoso, resources });
	}
}
