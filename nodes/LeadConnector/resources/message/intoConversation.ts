import type { PreSendAction } from 'n8n-workflow';

import { bodyOf } from '../../../shared/fields';
import { checkedSwitch, isOn } from '../../../shared/switches';
import { conversationField, namedConversation } from '../../conversation';

/** Offered where something is added to a conversation: a contact that is not there is created with its phone or email alone. */
export const createContactField = checkedSwitch({
	displayName: 'Create Contact If Missing',
	name: 'createContact',
	type: 'boolean',
	default: false,
	description:
		"Whether to create the contact if 'By Contact' names a phone number or email that LeadConnector does not know. Needs the scope contacts.write.",
});

/** The conversation that a message or call is added to. */
export const intoConversationFields = [
	conversationField({
		description:
			"Choose 'By Contact' to use the contact's conversation, which is created if there is none",
	}),
	createContactField,
];

/**
 * The last step of an operation that adds to a conversation: puts it into the body, creating it for a contact that has none.
 * It comes last so that a value that cannot be sent is found before a conversation is created for nothing.
 *
 * @param withContact whether the contact goes into the body too, where the user named it
 */
export function conversationInBody({ withContact = false } = {}): PreSendAction {
	return async function (request) {
		const { conversationId, contactId } = await namedConversation(this, {
			mayCreate: isOn(this, createContactField),
			otherwise: `Turn on '${createContactField.displayName}'`,
		});
		const contact = withContact && contactId ? { contactId } : {};
		return { ...request, body: { ...contact, ...bodyOf(request), conversationId } };
	};
}
