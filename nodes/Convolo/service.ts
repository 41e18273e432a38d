import { createHash } from 'crypto';

import type { Service } from '../shared/service';
import { call } from './resources/call';

/** What the runner knows about Convolo. No limit is published; five at once is ours, since each of them dials a person. */
export const convolo: Service = {
	name: 'Convolo',
	noun: 'call',
	resources: [call],
	concurrency: 5,
	account: ({ baseUrl, widgetKey }) =>
		createHash('sha256')
			.update(`${String(baseUrl)} ${String(widgetKey)}`)
			.digest('hex'),
};
