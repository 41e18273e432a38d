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
		webhooks,
		properties,
	};

	methods = { credentialTest: { convosoWebhookApiTest } };

	webhookMethods = webhookMethods;

	async webhook(this: IWebhookFunctions) {
		return await receive(this, convosoHook);
	}
}
