import type { Operation } from '../../../shared/describe';
import { collection, flag, json, number } from '../../../shared/fields';
import { locationInBody } from '../../account';
import { saysYes } from '../../answer';
import { conversationField, conversationInPath } from '../../conversation';
import { asDone } from '../../outputs';

/** PUT /conversations/{conversationId}. */
export const update: Operation = {
	noun: 'change',
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update conversation',
		description: 'Star a conversation or set its number of unread messages',
		routing: {
			request: { method: 'PUT', url: '/conversations/{conversationId}' },
			output: {
				postReceive: [
					asDone({
						wrapper: 'conversation',
						isKept: (conversation, frame) => Boolean(conversation.id) || saysYes(frame),
						missing: 'the conversation',
					}),
				],
			},
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
	finish: [conversationInPath, locationInBody],
};
