import { createHash } from 'crypto';

import type { Service } from '../shared/service';
import { agent } from './resources/agent';
import { callback } from './resources/callback';
import { callLog } from './resources/callLog';
import { campaign } from './resources/campaign';
import { dnc } from './resources/dnc';
import { lead } from './resources/lead';
import { leadValidation } from './resources/leadValidation';
import { list } from './resources/list';
import { recording } from './resources/recording';
import { revenue } from './resources/revenue';
import { smsOptOut } from './resources/smsOptOut';
import { status } from './resources/status';
import { user } from './resources/user';

/** What the runner knows about Convoso. No limit is published; ten at once is what running integrations keep to. */
export const convoso: Service = {
	name: 'Convoso',
	noun: 'change',
	resources: [
		lead,
		agent,
		callback,
		callLog,
		campaign,
		dnc,
		leadValidation,
		list,
		recording,
		revenue,
		smsOptOut,
		status,
		user,
	],
	concurrency: 10,
	account: ({ baseUrl, authToken }) =>
		createHash('sha256')
			.update(`${String(baseUrl)} ${String(authToken)}`)
			.digest('hex'),
};
