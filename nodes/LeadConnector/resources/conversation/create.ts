import type { Operation } from '../../../shared/operation';
import { locationInBody } from '../../account';
import { contactField } from '../../contact';
import { asStored, exchange } from '../../outputs';

/** POST /conversations/. A contact has one conversation; a second one is refused. */
export const create: Operation = {
	noun: 'conversation',
	advice: {
		any: {
			says: /already exist/i,
			hint: "A contact has one conversation. To use it, choose 'By Contact' where a conversation is asked for. A new one takes some seconds until it is found.",
		},
	},
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create conversation',
		description: 'Start the conversation of a contact that has none',
		routing: exchange(
			'POST',
			'/conversations/',
			asStored('the ID of the conversation', ['id'], 'conversation'),
		),
	},
	fields: [contactField({ required: true })],
	finish: [locationInBody],
};
