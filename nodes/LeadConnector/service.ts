import type { Service } from '../shared/service';
import { conversation } from './resources/conversation';
import { message } from './resources/message';
import { locationIn } from './shared/account';

/**
 * What the runner knows about LeadConnector: 100 requests within 10 s, counted by location, and headers that tell what is
 * left (the vendor's page on rate limits).
 */
export const leadConnector: Service = {
	name: 'LeadConnector',
	noun: 'message',
	resources: [message, conversation],
	concurrency: 10,
	rate: { requests: 100, perMs: 10_000 },
	rateHeaders: {
		remaining: 'x-ratelimit-remaining',
		intervalMs: 'x-ratelimit-interval-milliseconds',
	},
	account: (credentials) => `${String(credentials.baseUrl)} ${locationIn(credentials)}`,
};
