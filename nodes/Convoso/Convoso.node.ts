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
import { menuOf } from './pickers/ask';
import { searchAllLists } from './pickers/searchAllLists';
import { searchDncNumbers, searchSmsOptOuts } from './pickers/searchBlockedNumbers';
import { searchCallbacks } from './pickers/searchCallbacks';
import { searchCalls } from './pickers/searchCalls';
import { searchCampaigns } from './pickers/searchCampaigns';
import { searchDncCampaigns } from './pickers/searchDncCampaigns';
import { searchLists } from './pickers/searchLists';
import { searchQueues } from './pickers/searchQueues';
import { searchStatuses } from './pickers/searchStatuses';
import { searchUserEmails, searchUsers } from './pickers/searchUsers';
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
		description:
			'Work with leads, lists, campaigns, calls, recordings, callbacks and do-not-call numbers of Convoso',
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
		listSearch: {
			searchAllLists,
			searchCallbacks,
			searchCalls,
			searchCampaigns,
			searchDncCampaigns,
			searchDncNumbers,
			searchLists,
			searchQueues,
			searchSmsOptOuts,
			searchStatuses,
			searchUserEmails,
			searchUsers,
		},
		loadOptions: {
			getCampaigns: menuOf(searchCampaigns),
			getLists: menuOf(searchAllLists),
			getQueues: menuOf(searchQueues),
			getStatuses: menuOf(searchStatuses),
			getUsers: menuOf(searchUsers),
		},
	};

	async execute(this: IExecuteFunctions) {
		return await runOperations.call(this, new Convoso().description, convoso);
	}
}
