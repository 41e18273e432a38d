import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { describeResources, requestOptionsField } from '../shared/describe';
import { runOperations } from '../shared/runner';
import { dropEmpty } from '../shared/send';
import { convosoApiTest } from './credentialTest';
import { searchCampaigns } from './pickers/searchCampaigns';
import { searchLists } from './pickers/searchLists';
import { searchStatuses } from './pickers/searchStatuses';
import { searchUsers } from './pickers/searchUsers';
import { convoso } from './service';
import { readAnswer } from './shared/answer';

export class Convoso implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Convoso',
		name: 'convoso',
		icon: { light: 'file:convoso.svg', dark: 'file:convoso.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Add, change, find and delete leads of a Convoso account',
		defaults: { name: 'Convoso' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'convosoApi', required: true, testedBy: 'convosoApiTest' }],
		requestDefaults: {
			baseURL: '={{$credentials.baseUrl}}',
			headers: {
				Accept: 'application/json',
				'Content-Type': 'application/x-www-form-urlencoded',
			},
			ignoreHttpStatusErrors: true,
		},
		properties: [
			...describeResources(convoso.resources, {
				send: { preSend: [dropEmpty] },
				output: { postReceive: [readAnswer] },
			}),
			requestOptionsField(convoso.concurrency),
		],
	};

	methods = {
		credentialTest: { convosoApiTest },
		listSearch: { searchCampaigns, searchLists, searchStatuses, searchUsers },
	};

	async execute(this: IExecuteFunctions) {
		return await runOperations.call(this, new Convoso().description, convoso);
	}
}
