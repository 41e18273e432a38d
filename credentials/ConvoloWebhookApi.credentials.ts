import type { ICredentialType, INodeProperties } from 'n8n-workflow';

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

	// Not required, so that the test runs on an empty one too: it then offers a random secret.
	properties: INodeProperties[] = [
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'At least 16 letters, digits, - or _. Leave it empty and save: the test then offers a random one to paste here. It goes into the address that you enter in Convolo.',
		},
	];
}
