import type { IExecuteSingleFunctions, PostReceiveAction } from 'n8n-workflow';

import type { Operation } from '../../../shared/describe';
import { unreadableAnswer } from '../../../shared/errors';
import { inPath, required } from '../../../shared/send';
import { idOf } from '../../shared/answer';
import { messageIdField, urls } from '../../shared/fields';

/** The document names no body for the answer: what there is goes out with the message's ID. */
const asAttached: PostReceiveAction = async function (
	this: IExecuteSingleFunctions,
	_items,
	{ statusCode, body },
) {
	if (typeof body === 'string' && body !== '') {
		throw unreadableAnswer(this, 'LeadConnector', statusCode, body);
	}
	return [{ json: { messageId: idOf(this, 'messageId'), ...(body as object) } }];
};

/** PUT /conversations/messages/{messageId}/attachments; it replaces what was there, 5 addresses at most. */
export const addAttachments: Operation = {
	option: {
		name: 'Add Attachments',
		value: 'addAttachments',
		action: 'Add attachments to message',
		description:
			'Give a logged call its recording or other files. They replace the attachments it has.',
		routing: {
			request: { method: 'PUT', url: '/conversations/messages/{messageId}/attachments' },
			send: { preSend: [inPath('messageId', 'Message ID')] },
			output: { postReceive: [asAttached] },
		},
	},
	fields: [
		messageIdField,
		urls('attachments', 'Attachments', {
			max: 5,
			required: true,
			description: 'Web addresses of files, one a line, at most 5',
			preSend: [required('attachments', 'Attachments')],
		}),
	],
};
