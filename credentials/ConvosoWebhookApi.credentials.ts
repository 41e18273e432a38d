import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { secretField } from '../nodes/shared/webhook/secretField';

/** What Convoso Connect shows at the door of the Convoso Trigger: a secret that both sides know. */
export class ConvosoWebhookApi implements ICredentialType {
	name = 'convosoWebhookApi';

	displayName = 'Convoso Webhook API';

	icon = {
		light: 'file:../nodes/ConvosoTrigger/convosoTrigger.svg',
		dark: 'file:../nodes/ConvosoTrigger/convosoTrigger.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/lead-dialer/n8n-nodes-lead-dialer/blob/main/docs/convoso-trigger.md';

	properties: INodeProperties[] = [secretField('Enter the same secret in Convoso Connect.')];
}
