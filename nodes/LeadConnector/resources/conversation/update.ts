import type { Operation } from '../../../shared/describe';
import { collection } from '../../../shared/fields';
import { locationInBody } from '../../shared/account';
import { asRecord } from '../../shared/answer';
import { conversationField, conversationInPath } from '../../shared/conversation';
import { flag, json, number } from '../../shared/fields';

/** PUT /conversations/{conversationId}. */
export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update conversation',
		description: 'Star a conversation or set its number of unread messages',
		routing: {
			request: { method: 'PUT', url: '/conversations/{conversationId}' },
			send: { preSend: [conversationInPath, locationInBody] },
			output: { postReceive: [asRecord('conversation')] },
		},
	},
	fields: [
		conversationField(),
		collection('Update Fields', 'updateFields', 'Add field', [
			json('feedback', 'Feedback', { description: 'An object as LeadConnector takes it' }),
			flag('starred', 'Starred', 'Whether the conversation has a star'),
			number('unreadCount', 'Unread Count', { min: 0, max: 1_000_000 }),
		]),
	],
};
