import type { Service } from '../shared/service';
import { readAnswer } from './answer';

/**
 * What is to be known of AI Call. Iqra's documentation names 60 requests a minute, its source has no limit; five at once is
 * modest for either, and a 429 is waited for.
 */
export const aiCall: Service = {
	name: 'AI Call',
	noun: 'call',
	concurrency: 5,
	credentials: ['aiCallApi'],
	addressField: 'Base URL',
	basePath: '/api/v1',
	headers: { Accept: 'application/json' },
	account: ({ baseUrl, apiKey }) => [baseUrl, apiKey],
	// A user may have copied the word before the key along with it.
	secrets: ({ apiKey }) => [String(apiKey).replace(/^\s*token\s+/i, '')],
	read: readAnswer,
};
