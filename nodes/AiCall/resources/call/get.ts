import type { Operation } from '../../../shared/describe';
import { inPath } from '../../../shared/send';
import { asCall } from '../../shared/answer';
import { optionsField, queueIdField } from '../../shared/fields';

/** POST /business/{businessId}/queues/outbound/{queueId}; a read, though it is a POST. */
export const get: Operation = {
	isRead: true,
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get call',
		description: 'Tell how a call stands, in words',
		routing: {
			request: { method: 'POST', url: '/business/{businessId}/queues/outbound/{queueId}' },
			send: { preSend: [inPath('queueId', 'Queue ID')] },
			output: { postReceive: [asCall] },
		},
	},
	fields: [queueIdField, optionsField()],
};
