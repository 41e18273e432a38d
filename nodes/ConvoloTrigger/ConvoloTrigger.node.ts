import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { addressOf } from '../shared/webhook/address';
import { receive } from '../shared/webhook/receive';
import { convoloWebhookApiTest } from './credentialTest';
import { convoloHook } from './hook';
import { properties } from './properties';

const { webhooks, webhookMethods } = addressOf('convolo-webhook', ['POST', 'GET']);

export class ConvoloTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Convolo Trigger',
		name: 'convoloTrigger',
		icon: { light: 'file:convoloTrigger.svg', dark: 'file:convoloTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["triggerOn"].join(", ").replace("*", "any event")}}',
		description: 'Starts the workflow when a Convolo Speed To Lead call starts or ends',
		defaults: { name: 'Convolo Trigger' },
		eventTriggerDescription: 'Waiting for Convolo to call the Test URL',
		activationMessage: 'Convolo can now call the Production URL.',
		triggerPanel: {
			header: 'Receive events from Convolo',
			executionsHelp: {
				inactive:
					"While you build: click 'Listen for test event', enter the Test URL with ?secret= behind it in the widget's Integrations tab, and make a call. When you are done: publish the workflow and enter the Production URL in its place.",
				active:
					'Calls that are sent to the Production URL show up in the <a data-key="executions">executions list</a>. To try something out: click \'Listen for test event\' and let a widget send to the Test URL.',
			},
			activationHint:
				'Once the workflow is published, enter the Production URL in the widget: then it runs without this button.',
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'convoloWebhookApi',
				required: true,
				testedBy: 'convoloWebhookApiTest',
			},
		],
		webhooks,
		properties,
	};

	methods = { credentialTest: { convoloWebhookApiTest } };

	webhookMethods = webhookMethods;

	async webhook(this: IWebhookFunctions) {
		return await receive(this, convoloHook);
	}
}
