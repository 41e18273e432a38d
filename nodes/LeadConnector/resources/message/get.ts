import type { Operation } from '../../../shared/describe';
import { inPath } from '../../../shared/send';
import { asRecord } from '../../shared/answer';
import { messageIdField } from '../../shared/fields';

/** GET /conversations/messages/{id}. The real server puts the message into `message`. */
export const get: Operation = {
	isRead: true,
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get message',
		description: 'Get one message or logged call',
		routing: {
			request: { method: 'GET', url: '/conversations/messages/{messageId}' },
			send: { preSend: [inPath('messageId', 'Message ID')] },
			output: { postReceive: [asRecord('message')] },
		},
	},
	fields: [messageIdField],
};
