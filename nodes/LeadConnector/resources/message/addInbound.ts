import { choice, collection, id, longText, moment, text, urls } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { contactField } from '../../contact';
import { phoneNumber } from '../../fields';
import { DIRECTIONS } from '../../messageTypes';
import { conversationInBody, intoConversationFields } from './intoConversation';
import { CALL_STATUSES, INBOUND_TYPES } from './messageTypes';
import { emailFields } from './emailFields';
import { loggedAdvice, providerField } from './provider';
import { asStoredMessage } from './stored';

/** The kinds that carry the `call` object. */
const CALLS = ['Call', 'Campaign_Call', 'Campaign_VoiceMail', 'IVR_Call'];

/** POST /conversations/messages/inbound ("Add an inbound message"). */
export const addInbound: Operation = {
	sendsOnce: true,
	advice: loggedAdvice('from', 'From'),
	option: {
		name: 'Add Inbound Message',
		value: 'addInbound',
		action: 'Add inbound message',
		description: 'Add a message or call that came in elsewhere to the conversation of the contact',
		routing: {
			request: {
				method: 'POST',
				url: '/conversations/messages/inbound',
				// What comes without a direction is outbound to the vendor.
				body: { direction: 'inbound' },
			},
			output: { postReceive: [asStoredMessage] },
		},
	},
	fields: [
		choice('type', 'Message Type', INBOUND_TYPES, { name: 'messageType', default: 'SMS' }),
		...intoConversationFields,
		longText('message', 'Message', {
			name: 'text',
			description: 'Text of the message',
			displayOptions: { hide: { messageType: CALLS } },
		}),
		phoneNumber('call.from', 'From', {
			description: 'Number that called. It must be the phone number of the contact.',
			displayOptions: { show: { messageType: CALLS } },
		}),
		phoneNumber('call.to', 'Phone Number', {
			description: 'Number that was called',
			displayOptions: { show: { messageType: CALLS } },
		}),
		choice('call.status', 'Call Status', CALL_STATUSES, {
			default: 'completed',
			description: 'What became of the call',
			displayOptions: { show: { messageType: CALLS } },
		}),
		emailFields([
			longText('html', 'HTML', { description: 'The email as HTML' }),
			id('emailMessageId', 'Reply to Email Message ID', {
				description: 'ID of the email that this one is filed under',
			}),
			text('subject', 'Subject'),
		]),
		collection('Additional Fields', 'additionalFields', 'Add field', [
			text('altId', 'Alternate ID', {
				description: 'ID of the message in the system that it came from',
			}),
			urls('attachments', 'Attachments', { description: 'Web addresses of files, one a line' }),
			contactField({ description: 'The contact of the conversation' }),
			moment('date', 'Date', { description: 'When it came in; now if left out' }),
			choice('direction', 'Direction', DIRECTIONS),
		]),
		providerField(({ type }) => (type === 'Call' ? 'call' : type === 'Custom' ? 'own' : 'none'), {
			description:
				"Needed for Custom, for Call (empty for the default of the credential), and for other types that do not use the location's own provider",
		}),
	],
	finish: [conversationInBody({ withContact: true })],
};
