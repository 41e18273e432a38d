import { choice, collection, moment, text, urls } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { phoneNumber } from '../../fields';
import { accountNumber } from './fields';
import { conversationInBody, intoConversationFields } from './intoConversation';
import { CALL_STATUSES } from './messageTypes';
import { loggedAdvice, providerField } from './provider';
import { asStoredMessage } from './stored';

/** POST /conversations/messages/outbound ("Add an external outbound call"). */
export const addOutboundCall: Operation = {
	sendsOnce: true,
	advice: loggedAdvice('to', 'Phone Number'),
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
		...intoConversationFields,
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
