import { createHash } from 'crypto';

import type { Service } from '../shared/service';
import { lead } from './resources/lead';

/** What the runner knows about Convoso. No limit is published; ten at once is what running integrations keep to. */
export const convoso: Service = {
	name: 'Convoso',
	noun: 'lead',
	resources: [lead],
	concurrency: 10,
	account: ({ baseUrl, authToken }) =>
		createHash('sha256')
			.update(`${String(baseUrl)} ${String(authToken)}`)
			.digest('hex'),
};
