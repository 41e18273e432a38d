import type { Operation } from '../../../shared/describe';
import { required } from '../../../shared/send';
import { locationInBody } from '../../shared/account';
import { asRecord } from '../../shared/answer';
import { contactField } from '../../shared/contact';

/** POST /conversations/. A contact has one conversation; a second one is refused. */
export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create conversation',
		description: 'Start the conversation of a contact that has none',
		routing: {
			request: { method: 'POST', url: '/conversations/' },
			send: { preSend: [required('contactId', 'Contact'), locationInBody] },
			output: { postReceive: [asRecord('conversation')] },
		},
	},
	fields: [contactField({ required: true })],
};
