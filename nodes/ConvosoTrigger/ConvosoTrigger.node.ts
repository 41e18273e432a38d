import {
	NodeConnectionTypes,
	WEBHOOK_RESOLVERS,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type NativeParameterResolvers,
} from 'n8n-workflow';

import { convosoWebhookApiTest } from './credentialTest';
import { properties } from './properties';
import { receive } from './webhook';

/** Convoso has no API for its Connects: the user enters the address there, and n8n has nothing to register or to remove. */
const registeredByHand = {
	checkExists: async () => true,
	create: async () => true,
	delete: async () => true,
};

/**
 * How n8n answers, by the node's parameters. n8n answers at once with `responseData` where it is not empty, instead of what the
 * node says.
 */
const response: NativeParameterResolvers = {
	responseMode: {
		template: '={{$parameter["responseMode"]}}',
		resolve: ({ responseMode }) => responseMode as string,
	},
	responseData: {
		template: '={{$parameter["responseMode"] === "lastNode" ? "firstEntryJson" : ""}}',
		resolve: ({ responseMode }) => (responseMode === 'lastNode' ? 'firstEntryJson' : ''),
	},
};

/** One address for both methods. */
const address = {
	path: 'convoso-webhook',
	responseMode: response.responseMode.template,
	responseData: response.responseData.template,
	// Spares n8n the expressions on each request; versions before 2.41 do not know it.
	...(WEBHOOK_RESOLVERS ? { [WEBHOOK_RESOLVERS]: response } : {}),
};

export class ConvosoTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Convoso Trigger',
		name: 'convosoTrigger',
		icon: { light: 'file:convosoTrigger.svg', dark: 'file:convosoTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["filters"]["statuses"] || "every event"}}',
		description: 'Starts the workflow when Convoso Connect sends an event of a lead or a call',
		defaults: { name: 'Convoso Trigger' },
		eventTriggerDescription: 'Waiting for Convoso Connect to call the test address',
		activationMessage: 'Convoso Connect can now call the production address.',
		triggerPanel: {
			header: 'Receive events from Convoso',
			executionsHelp: {
				inactive:
					"<b>While you build</b>, click 'Listen for test event', put the test address into a Connect (Apps &gt; Convoso Connect), enter a Lead ID in its test panel and send. The event shows up here.<br /> <br /> <b>When you are done</b>, publish the workflow and put the production address into the Connect. Its events show up in the executions list.",
				active:
					'<b>While you build</b>, click \'Listen for test event\', put the test address into a Connect (Apps &gt; Convoso Connect), enter a Lead ID in its test panel and send. The event shows up here.<br /> <br /> <b>The workflow is published</b>: events to the production address show up in the <a data-key="executions">executions list</a>.',
			},
			activationHint:
				'Once the workflow is published, put the production address into the Connect: then it runs without this button.',
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'convosoWebhookApi',
				required: true,
				testedBy: 'convosoWebhookApiTest',
				displayOptions: { show: { authentication: ['header', 'query'] } },
			},
		],
		webhooks: [
			{ ...address, name: 'default', httpMethod: 'POST', ndvHideMethod: true },
			{ ...address, name: 'setup', httpMethod: 'GET', ndvHideUrl: true },
		],
		properties,
	};

	methods = { credentialTest: { convosoWebhookApiTest } };

	webhookMethods = { default: registeredByHand, setup: registeredByHand };

	async webhook(this: IWebhookFunctions) {
		return await receive(this);
	}
}
