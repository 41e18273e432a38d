import type { Operation } from '../../../shared/operation';
import { conversationField, conversationInPath } from '../../conversation';
import { asRecord, exchange } from '../../outputs';
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
		routing: exchange('GET', '/conversations/{conversationId}', asRecord('conversation')),
	},
	fields: [conversationField()],
	finish: [conversationInPath],
};
