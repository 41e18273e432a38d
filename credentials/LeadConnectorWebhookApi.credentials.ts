import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { secretField } from '../nodes/shared/webhook/secretField';

/** How events for the LeadConnector Trigger show that they come from HighLevel: a secret, or HighLevel's signature. */
export class LeadConnectorWebhookApi implements ICredentialType {
	name = 'leadConnectorWebhookApi';

	displayName = 'LeadConnector Webhook API';

	icon = {
		light: 'file:../nodes/LeadConnectorTrigger/leadConnectorTrigger.svg',
		dark: 'file:../nodes/LeadConnectorTrigger/leadConnectorTrigger.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/lead-dialer/n8n-nodes-lead-dialer/blob/main/docs/leadconnector-trigger.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Events Come From',
			name: 'source',
			type: 'options',
			default: 'workflow',
			options: [
				{ name: 'HighLevel Workflow', value: 'workflow' },
				{ name: 'Marketplace App', value: 'app' },
			],
			hint: 'The same as in the node',
		},
		{
			...secretField('Enter the same secret in the webhook action of the HighLevel workflow.'),
			displayOptions: { show: { source: ['workflow'] } },
		},
		{
			displayName: 'Public Key',
			name: 'publicKey',
			type: 'string',
			default: 'MCowBQYDK2VwAyEAi2HR1srL4o18O8BRa7gVJY7G7bupbN3H9AwJrHCDiOg=',
			displayOptions: { show: { source: ['app'] } },
			hint: 'What HighLevel signs its events with, as it publishes it. Change it only when HighLevel announces a new one.',
		},
	];
}
