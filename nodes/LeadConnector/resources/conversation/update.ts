import type { PreSendAction } from 'n8n-workflow';

import { bodyOf, collection, field, flag, number, readChoice } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { locationInBody } from '../../account';
import { conversationField, conversationInPath } from '../../conversation';
import { asChanged, exchange } from '../../outputs';

const FEEDBACK = [
	{ name: 'Negative', value: 'negative' },
	{ name: 'Positive', value: 'positive' },
];

/** One of two words since version v3; the older description has an object, which an expression may give. */
function readFeedback(value: unknown) {
	const isObject = typeof value === 'object' && !Array.isArray(value);
	return isObject ? { value } : readChoice(FEEDBACK, value);
}

const versionOfFeedback: PreSendAction = async (request) =>
	typeof bodyOf(request).feedback === 'string'
		? { ...request, headers: { ...request.headers, Version: 'v3' } }
		: request;

/** PUT /conversations/{conversationId}. */
export const update: Operation = {
	noun: 'change',
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update conversation',
		description: 'Star a conversation or set its number of unread messages',
		routing: exchange('PUT', '/conversations/{conversationId}', asChanged('conversation')),
	},
	fields: [
		conversationField(),
		collection('Update Fields', 'updateFields', 'Add field', [
			field('feedback', 'Feedback', 'options', {
				options: FEEDBACK,
				default: 'positive',
				description: 'What the contact thought of a live chat',
				read: readFeedback,
			}),
			flag('starred', 'Starred', 'Whether the conversation has a star'),
			number('unreadCount', 'Unread Count', { min: 0, max: 1_000_000 }),
		]),
	],
	finish: [conversationInPath, locationInBody, versionOfFeedback],
};
