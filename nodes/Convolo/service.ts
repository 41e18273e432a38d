import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Service } from '../shared/service';
import { readAnswer } from './answer';

/** What is to be known of Convolo. No limit is published; five at once is ours, since each of them dials a person. */
export const convolo: Service = {
	name: 'Convolo',
	noun: 'call',
	concurrency: 5,
	credentials: ['convoloApi'],
	addressField: 'Server',
	headers: { Accept: 'application/json' },
	account: ({ baseUrl, widgetKey }) => [baseUrl, widgetKey],
	secrets: ({ widgetKey, apiKey, accountApiKey }) => [widgetKey, apiKey, accountApiKey],
	read: readAnswer,
};

/** Whether a credential holds the key that reports need. */
export function hasAccountKey({ accountApiKey }: ICredentialDataDecryptedObject): boolean {
	return typeof accountApiKey === 'string' && accountApiKey.trim() !== '';
}
