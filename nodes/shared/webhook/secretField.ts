import type { INodeProperties } from 'n8n-workflow';

/**
 * The secret in a credential. It is not required, so that its test runs on an empty one too: it then offers a random secret.
 *
 * @param where what is to be done with it at the vendor
 */
export function secretField(where: string): INodeProperties {
	return {
		displayName: 'Secret',
		name: 'secret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		hint: `At least 16 letters, digits, - or _. Leave it empty and save: the test then offers a random one to paste here. ${where}`,
	};
}
