import type { Operation } from '../../../shared/operation';
import { asCall, callId, needsAccountKey, simple } from './report';

/** GET /api/v1/calls/details/{callId} (from a public client of the vendor's OpenAPI document). */
export const get: Operation = {
	isRead: true,
	simple,
	advice: {
		404: "Check 'Call': Convolo has no such call. If it has, choose another 'Server' in the credential.",
	},
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get call',
		description: 'Read the details of one call. Needs the Account API Key in the credential.',
		routing: {
			request: { method: 'GET', url: '/api/v1/calls/details/{callId}' },
			send: { preSend: [needsAccountKey] },
			output: { postReceive: [asCall] },
		},
	},
	fields: [callId],
};
