import type { Operation } from '../../../shared/operation';
import { asRecord, exchange } from '../../outputs';
import { messageIdField } from './fields';
import { simple } from './simple';

/** GET /conversations/messages/{id}. The real server puts the message into `message`. */
export const get: Operation = {
	isRead: true,
	simple,
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get message',
		description: 'Get one message or logged call',
		routing: exchange('GET', '/conversations/messages/{messageId}', asRecord('message')),
	},
	fields: [messageIdField],
};
