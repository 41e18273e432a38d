import type { IExecuteSingleFunctions, PostReceiveAction, PreSendAction } from 'n8n-workflow';

import type { Operation } from '../../../shared/describe';
import { inPath } from '../../../shared/send';
import { idOf, objectIn, refusal } from '../../shared/answer';
import { messageIdField } from '../../shared/fields';

const emailPath: PreSendAction = async function (this: IExecuteSingleFunctions, request) {
	const isEmail = this.getNodeParameter('isEmail') === true;
	const path = isEmail ? '/conversations/messages/email/' : '/conversations/messages/';
	return { ...request, url: request.url.replace('/conversations/messages/', path) };
};

/** The vendor may answer HTTP 200 with `{status: 404, message}` (CancelScheduledResponseDto). */
const asCanceled: PostReceiveAction = async function (
	this: IExecuteSingleFunctions,
	_items,
	response,
) {
	const body = objectIn(this, response);
	if (Number(body.status) >= 400) {
		const refused = { ...response, statusCode: Number(body.status) };
		throw refusal(this, refused, {
			operation: 'message.cancelScheduled',
			scope: 'conversations/message.write',
		});
	}
	return [{ json: { canceled: true, messageId: idOf(this, 'messageId'), ...body } }];
};

/** DELETE /conversations/messages/{messageId}/schedule, and /conversations/messages/email/{emailMessageId}/schedule. */
export const cancelScheduled: Operation = {
	option: {
		name: 'Cancel Scheduled',
		value: 'cancelScheduled',
		action: 'Cancel scheduled message',
		description: 'Keep a message that is to be sent later from being sent',
		routing: {
			request: { method: 'DELETE', url: '/conversations/messages/{messageId}/schedule' },
			send: { preSend: [inPath('messageId', 'Message ID'), emailPath] },
			output: { postReceive: [asCanceled] },
		},
	},
	fields: [
		messageIdField,
		{
			displayName: 'Is Email',
			name: 'isEmail',
			type: 'boolean',
			default: false,
			description:
				'Whether the message is an email. Enter its emailMessageId as Message ID then, as Send gave it.',
		},
	],
};
