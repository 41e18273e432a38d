import type { ICredentialType, INodeProperties } from 'n8n-workflow';

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

	// Not required, so that the test runs on an empty one too: it then offers a random secret.
	properties: INodeProperties[] = [
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'At least 16 letters, digits, - or _. Leave it empty and save: the test then offers a random one to paste here. Enter the same secret in Convoso Connect.',
		},
	];
}
