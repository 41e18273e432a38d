import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { secretField } from '../nodes/shared/webhook/secretField';

/** What Convolo shows at the door of the Convolo Trigger: a secret in the address, since Convolo signs nothing. */
export class ConvoloWebhookApi implements ICredentialType {
	name = 'convoloWebhookApi';

	displayName = 'Convolo Webhook API';

	icon = {
		light: 'file:../nodes/ConvoloTrigger/convoloTrigger.svg',
		dark: 'file:../nodes/ConvoloTrigger/convoloTrigger.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/lead-dialer/n8n-nodes-lead-dialer/blob/main/docs/convolo-trigger.md';

	properties: INodeProperties[] = [
		secretField('It goes into the address that you enter in Convolo.'),
	];
}
