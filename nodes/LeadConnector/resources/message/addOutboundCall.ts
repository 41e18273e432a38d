import { choice, collection, moment, text, urls } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { conversationField } from '../../conversation';
import { phoneNumber } from '../../fields';
import { accountNumber } from './fields';
import { conversationInBody, createContactField } from './intoConversation';
import { CALL_STATUSES } from './messageTypes';
import { providerAdvice, providerField } from './provider';
import { asStoredMessage } from './stored';

/** POST /conversations/messages/outbound ("Add an external outbound call"). */
export const addOutboundCall: Operation = {
	sendsOnce: true,
	advice: {
		...providerAdvice,
		any: {
			says: /\bcall\.to\b|contact\b.*\bphone|phone\b.*\bcontact/i,
			hint: "'Phone Number' must be the phone number of the contact of the conversation.",
		},
	},
	option: {
		name: 'Add Outbound Call',
		value: 'addOutboundCall',
		action: 'Add outbound call',
		description:
			'Log a call that was made elsewhere in the conversation of the contact. It calls nobody.',
		routing: {
			request: {
				method: 'POST',
				url: '/conversations/messages/outbound',
				body: { type: 'Call' },
			},
			output: { postReceive: [asStoredMessage] },
		},
	},
	fields: [
		conversationField({
			description:
				"Choose 'By Contact' to use the contact's conversation, which is created if there is none",
		}),
		createContactField,
		phoneNumber('call.to', 'Phone Number', {
			description: 'Number that was called. It must be the phone number of the contact.',
		}),
		choice('call.status', 'Call Status', CALL_STATUSES, {
			default: 'completed',
			description: 'What became of the call',
		}),
		collection('Additional Fields', 'additionalFields', 'Add field', [
			text('altId', 'Alternate ID', { description: 'ID of the call in the system that made it' }),
			urls('attachments', 'Attachments', {
				description: 'Web addresses of the recording or other files, one a line',
			}),
			moment('date', 'Date', { description: 'When the call was made; now if left out' }),
			accountNumber('call.from', 'From', { description: 'Number that the call was made from' }),
		]),
		providerField(() => 'call', {
			description:
				'A provider of type Call of the Marketplace app. Leave empty for the default of the credential.',
		}),
	],
	finish: [conversationInBody()],
};
