import type { Operation } from '../../../shared/describe';
import { asRecord } from '../../shared/answer';
import { conversationField, conversationInPath } from '../../shared/conversation';

/** GET /conversations/{conversationId}. */
export const get: Operation = {
	isRead: true,
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get conversation',
		description: 'Get one conversation',
		routing: {
			request: { method: 'GET', url: '/conversations/{conversationId}' },
			send: { preSend: [conversationInPath] },
			output: { postReceive: [asRecord('conversation')] },
		},
	},
	fields: [conversationField()],
};
