import type { Operation } from '../../../shared/operation';
import { conversationField, conversationInPath } from '../../conversation';
import { asRecord } from '../../outputs';
import { simple } from './simple';

/** GET /conversations/{conversationId}. */
export const get: Operation = {
	isRead: true,
	simple,
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get conversation',
		description: 'Get one conversation',
		routing: {
			request: { method: 'GET', url: '/conversations/{conversationId}' },
			output: { postReceive: [asRecord('conversation')] },
		},
	},
	fields: [conversationField()],
	finish: [conversationInPath],
};
