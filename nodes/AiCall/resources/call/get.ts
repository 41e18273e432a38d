import type { Operation } from '../../../shared/operation';
import { callRecord } from '../../callStates';
import { optionsField } from '../../fields';
import { asRecord } from '../../lists';
import { queueIdField } from './fields';
import { simple } from './simple';

/** POST /business/{businessId}/queues/outbound/{queueId}; a read, though it is a POST. */
export const get: Operation = {
	isRead: true,
	simple,
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get call',
		description: 'Tell how a call stands, in words',
		routing: {
			request: { method: 'POST', url: '/queues/outbound/{queueId}' },
			output: { postReceive: [asRecord('Queue ID', 'queueId', callRecord)] },
		},
	},
	fields: [queueIdField, optionsField()],
};
