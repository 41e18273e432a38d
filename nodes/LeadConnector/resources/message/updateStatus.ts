import type { IDataObject, PreSendAction } from 'n8n-workflow';

import { invalidInput } from '../../../shared/errors';
import { bodyOf, choice, collection, id, text } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { exchange } from '../../outputs';
import { emailList, messageIdField } from './fields';
import { MESSAGE_STATUSES } from './messageTypes';
import { asStoredMessage } from './stored';

const ERROR_FIELDS = { code: 'Error Code', message: 'Error Message', type: 'Error Type' };

/** The vendor takes the three fields of an error only together (ErrorDto). */
const wholeError: PreSendAction = async function (request) {
	const { error } = bodyOf(request);
	if (error === undefined) return request;
	const missing = Object.entries(ERROR_FIELDS).find(([name]) => !(name in (error as IDataObject)));
	if (!missing) return request;
	throw invalidInput(
		this,
		missing[1],
		'is empty',
		`LeadConnector takes ${Object.values(ERROR_FIELDS).join(', ')} only together: fill in all or none.`,
	);
};

/** PUT /conversations/messages/{messageId}/status. */
export const updateStatus: Operation = {
	noun: 'status',
	advice: {
		403: {
			hint: "The status can be set only by the app that owns the message's provider, and only once the message has reached that provider: wait ten seconds and try again.",
			isCredential: false,
		},
	},
	option: {
		name: 'Update Status',
		value: 'updateStatus',
		action: 'Update message status',
		description:
			'Say what became of a message that your own provider was given to deliver. Only the app of the provider may.',
		routing: exchange('PUT', '/conversations/messages/{messageId}/status', asStoredMessage),
	},
	fields: [
		messageIdField,
		choice('status', 'Status', MESSAGE_STATUSES, { required: true }),
		collection('Additional Fields', 'additionalFields', 'Add field', [
			id('emailMessageId', 'Email Message ID'),
			text('error.code', 'Error Code', { placeholder: 'e.g. 1' }),
			text('error.message', 'Error Message'),
			text('error.type', 'Error Type', { placeholder: 'e.g. saas' }),
			emailList('recipients', 'Recipients', {
				description: 'Email addresses that the status is about',
			}),
		]),
	],
	finish: [wholeError],
};
