import type { IExecuteSingleFunctions, PostReceiveAction } from 'n8n-workflow';

import type { Operation } from '../../../shared/describe';
import { inPath } from '../../../shared/send';
import { idOf, objectIn } from '../../shared/answer';
import { forgetConversation } from '../../shared/conversation';
import { picked } from '../../shared/fields';

const asDeleted: PostReceiveAction = async function (
	this: IExecuteSingleFunctions,
	_items,
	response,
) {
	objectIn(this, response);
	const conversationId = idOf(this, 'conversationId');
	await forgetConversation(conversationId);
	return [{ json: { deleted: true, conversationId } }];
};

/** DELETE /conversations/{conversationId}. Not by contact: what is deleted should be seen or named itself. */
export const del: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete conversation',
		description: 'Take a conversation with all its messages out of the location',
		routing: {
			request: { method: 'DELETE', url: '/conversations/{conversationId}' },
			send: { preSend: [inPath('conversationId', 'Conversation')] },
			output: { postReceive: [asDeleted] },
		},
	},
	fields: [picked('conversationId', 'Conversation', 'searchConversations', { place: 'path' })],
};
