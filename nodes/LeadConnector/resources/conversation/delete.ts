import type { INodeExecutionData, PostReceiveAction } from 'n8n-workflow';

import { given } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { saysYes } from '../../answer';
import { forgetConversation } from '../../conversation';
import { picked } from '../../fields';
import { asDone, exchange } from '../../outputs';

const forget: PostReceiveAction = async function (items: INodeExecutionData[]) {
	await forgetConversation(given(this, 'conversationId'));
	return items;
};

/** DELETE /conversations/{conversationId}. Not by contact: what is deleted should be seen or named itself. */
export const del: Operation = {
	warns: 'cannot be undone',
	noun: 'deletion',
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete conversation',
		description: 'Take a conversation with all its messages out of the location',
		routing: exchange(
			'DELETE',
			'/conversations/{conversationId}',
			asDone({
				isKept: saysYes,
				missing: 'saying whether it was deleted',
				output() {
					return { deleted: true, conversationId: given(this, 'conversationId') };
				},
			}),
			forget,
		),
	},
	fields: [
		picked('conversationId', 'Conversation', 'searchConversations', {
			place: 'path',
			required: true,
		}),
	],
};
