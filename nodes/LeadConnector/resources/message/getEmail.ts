import { id } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { asRecord, exchange } from '../../outputs';

/** GET /conversations/messages/email/{id}: subject, addresses and body, which the message itself does not hold. */
export const getEmail: Operation = {
	isRead: true,
	simple: [
		'id',
		'conversationId',
		'contactId',
		'direction',
		'status',
		'dateAdded',
		'from',
		'to',
		'subject',
		'body',
	],
	option: {
		name: 'Get Email',
		value: 'getEmail',
		action: 'Get email',
		description: 'Get one email with its subject, addresses and body',
		routing: exchange(
			'GET',
			'/conversations/messages/email/{emailMessageId}',
			asRecord('emailMessage'),
		),
	},
	fields: [
		id('emailMessageId', 'Email Message ID', {
			place: 'path',
			required: true,
			placeholder: 'e.g. rnGyqh2F6uBrIkfhFo9A',
			description:
				'As Send and Add Inbound Message give it; of other messages it stands in meta.email.messageIds',
		}),
	],
};
