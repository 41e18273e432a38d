import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { addressOf } from '../shared/webhook/address';
import { receive } from '../shared/webhook/receive';
import { leadConnectorWebhookApiTest } from './credentialTest';
import { leadConnectorHook } from './hook';
import { properties } from './properties';

const { webhooks, webhookMethods } = addressOf('leadconnector-webhook', ['POST']);

export class LeadConnectorTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LeadConnector Trigger',
		name: 'leadConnectorTrigger',
		icon: { light: 'file:leadConnectorTrigger.svg', dark: 'file:leadConnectorTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{$parameter["source"] === "app" ? $parameter["triggerOn"].join(", ").replace("*", "any event") : "HighLevel workflow"}}',
		description:
			'Starts the workflow when HighLevel (LeadConnector) tells of a message, a call, a contact or a workflow',
		defaults: { name: 'LeadConnector Trigger' },
		eventTriggerDescription: 'Waiting for HighLevel to call the Test URL',
		activationMessage: 'HighLevel can now call the Production URL.',
		triggerPanel: {
			header: 'Receive events from HighLevel',
			executionsHelp: {
				inactive:
					"While you build: click 'Listen for test event', put the Test URL into the webhook action of a HighLevel workflow or into your app, and let it send. When you are done: publish the workflow and put the Production URL in its place.",
				active:
					'Events to the Production URL show up in the <a data-key="executions">executions list</a>. To try something out: click \'Listen for test event\' and let HighLevel send to the Test URL.',
			},
			activationHint:
				'Once the workflow is published, put the Production URL into HighLevel: then it runs without this button.',
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'leadConnectorWebhookApi',
				required: true,
				testedBy: 'leadConnectorWebhookApiTest',
			},
		],
		webhooks,
		properties,
	};

	methods = { credentialTest: { leadConnectorWebhookApiTest } };

	webhookMethods = webhookMethods;

	async webhook(this: IWebhookFunctions) {
		return await receive(this, leadConnectorHook);
	}
}
