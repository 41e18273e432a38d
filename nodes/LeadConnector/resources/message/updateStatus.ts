import type { IExecuteSingleFunctions, PreSendAction } from 'n8n-workflow';

import type { Operation } from '../../../shared/describe';
import { invalidInput } from '../../../shared/errors';
import { collection } from '../../../shared/fields';
import { bodyOf, inPath } from '../../../shared/send';
import { asRecord } from '../../shared/answer';
import { choice, list, messageIdField, text } from '../../shared/fields';
import { MESSAGE_STATUSES } from '../../shared/messageTypes';

const ERROR_FIELDS = {
	'error.code': 'Error Code',
	'error.message': 'Error Message',
	'error.type': 'Error Type',
};

/** The vendor takes the three fields of an error only together (ErrorDto). */
const wholeError: PreSendAction = async function (this: IExecuteSingleFunctions, request) {
	const body = bodyOf(request);
	const missing = Object.entries(ERROR_FIELDS).filter(([name]) => body[name] === undefined);
	if (missing.length === 0 || missing.length === 3) return request;
	throw invalidInput(
		this,
		missing[0][1],
		'is empty',
		`LeadConnector takes ${Object.values(ERROR_FIELDS).join(', ')} only together: fill in all or none.`,
	);
};

/** PUT /conversations/messages/{messageId}/status. */
export const updateStatus: Operation = {
	option: {
		name: 'Update Status',
		value: 'updateStatus',
		action: 'Update message status',
		description:
			'Say what became of a message that your own provider was given to deliver. Only the app of the provider may.',
		routing: {
			request: { method: 'PUT', url: '/conversations/messages/{messageId}/status' },
			send: { preSend: [inPath('messageId', 'Message ID'), wholeError] },
			output: { postReceive: [asRecord()] },
		},
	},
	fields: [
		messageIdField,
		choice('status', 'Status', MESSAGE_STATUSES, { required: true }),
		collection('Additional Fields', 'additionalFields', 'Add field', [
			text('emailMessageId', 'Email Message ID'),
			text('error.code', 'Error Code', { placeholder: 'e.g. 1' }),
			text('error.message', 'Error Message'),
			text('error.type', 'Error Type', { placeholder: 'e.g. saas' }),
			list('recipients', 'Recipients', {
				placeholder: 'e.g. nathan@example.com',
				description: 'Email addresses that the status is about',
			}),
		]),
	],
};
