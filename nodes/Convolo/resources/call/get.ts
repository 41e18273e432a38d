import type { Operation } from '../../../shared/describe';
import { asCall, callId, needsAccountKey, simple } from './report';

/** GET /api/v1/calls/details/{callId} (from a public client of the vendor's OpenAPI document). */
export const get: Operation = {
	isRead: true,
	simple,
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
