import type { INodeProperties, PreSendAction } from 'n8n-workflow';

import { given } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { isOn } from '../../../shared/switches';
import { saysYes } from '../../answer';
import { asDone, exchange } from '../../outputs';
import { messageIdField } from './fields';

const isEmail: INodeProperties = {
	displayName: 'Is Email',
	name: 'isEmail',
	type: 'boolean',
	default: false,
	description:
		'Whether the message is an email. Enter its emailMessageId as Message ID then, as Send gave it.',
};

const emailPath: PreSendAction = async function (request) {
	const path = isOn(this, isEmail) ? '/conversations/messages/email/' : '/conversations/messages/';
	return { ...request, url: request.url.replace('/conversations/messages/', path) };
};

/**
 * DELETE /conversations/messages/{messageId}/schedule, and /conversations/messages/email/{emailMessageId}/schedule. The
 * answer names a status of its own (CancelScheduledResponseDto).
 */
export const cancelScheduled: Operation = {
	noun: 'cancellation',
	option: {
		name: 'Cancel Scheduled',
		value: 'cancelScheduled',
		action: 'Cancel scheduled message',
		description: 'Keep a message that is to be sent later from being sent',
		routing: exchange(
			'DELETE',
			'/conversations/messages/{messageId}/schedule',
			asDone({
				isKept: saysYes,
				missing: 'saying whether it was canceled',
				output(answer) {
					return { canceled: true, messageId: given(this, 'messageId'), ...answer };
				},
			}),
		),
	},
	fields: [messageIdField, isEmail],
	finish: [emailPath],
};
