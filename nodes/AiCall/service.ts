import { createHash } from 'crypto';

import type { Service } from '../shared/service';
import { call } from './resources/call';
import { conversation } from './resources/conversation';
import { lookUpCall } from './shared/lookUp';

/**
 * What the runner knows about AI Call. Iqra's documentation names 60 requests a minute, its source has no limit; five at
 * once is modest for either, and a 429 is waited for.
 */
export const aiCall: Service = {
	name: 'AI Call',
	noun: 'call',
	resources: [call, conversation],
	concurrency: 5,
	account: ({ baseUrl, apiKey }) =>
		createHash('sha256')
			.update(`${String(baseUrl)} ${String(apiKey)}`)
			.digest('hex'),
	lookUp: lookUpCall,
};
