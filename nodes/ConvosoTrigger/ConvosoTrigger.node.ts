import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { addressOf } from '../shared/webhook/address';
import { receive } from '../shared/webhook/receive';
import { convosoWebhookApiTest } from './credentialTest';
import { convosoHook } from './hook';
import { properties } from './properties';

const { webhooks, webhookMethods } = addressOf('convoso-webhook', ['POST', 'GET']);

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
		eventTriggerDescription: 'Waiting for Convoso Connect to call the Test URL',
		activationMessage: 'Convoso Connect can now call the Production URL.',
		triggerPanel: {
			header: 'Receive events from Convoso',
			executionsHelp: {
				inactive:
					"While you build: click 'Listen for test event', put the Test URL into a Connect (Apps > Convoso Connect), and send a Lead ID from its test panel. When you are done: publish the workflow and put the Production URL into the Connect.",
				active:
					'Events to the Production URL show up in the <a data-key="executions">executions list</a>. To try something out: click \'Listen for test event\' and send a Lead ID from the test panel of a Connect with the Test URL.',
			},
			activationHint:
				'Once the workflow is published, put the Production URL into the Connect: then it runs without this button.',
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
		webhooks,
		properties,
	};

	methods = { credentialTest: { convosoWebhookApiTest } };

	webhookMethods = webhookMethods;

	async webhook(this: IWebhookFunctions) {
		return await receive(this, convosoHook);
	}
}
