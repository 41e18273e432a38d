import type { PreSendAction } from 'n8n-workflow';

import { invalidInput } from '../../../shared/errors';
import { bodyOf, choice, collection, flag, id, longText, text, urls } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { contactField } from '../../contact';
import { email, phoneNumber } from '../../fields';
import { exchange } from '../../outputs';
import { accountNumber, scheduledTime } from './fields';
import { MESSAGE_STATUSES, SEND_TYPES } from './messageTypes';
import { emailFields, forEmails } from './emailFields';
import { providerField } from './provider';
import { asStoredMessage } from './stored';

/** The kinds that go from one phone number to another. */
const BY_PHONE = ['Custom', 'RCS', 'SMS', 'WhatsApp'];

/** What makes a message one; without any, it would be charged and confuse the contact. */
const CONTENTS = ['message', 'html', 'attachments', 'templateId', 'forward'];

const hasContent: PreSendAction = async function (request) {
	const { type, ...body } = bodyOf(request);
	if (CONTENTS.some((name) => name in body)) return request;
	throw invalidInput(
		this,
		type === 'Email' ? 'HTML' : 'Message',
		'is empty',
		'Enter a text, or add attachments or a template.',
	);
};

/** The vendor demands `isForwarded` as soon as anything about the forwarding is said. */
const markForward: PreSendAction = async (request) => {
	const { forward, ...body } = bodyOf(request);
	if (forward === undefined) return request;
	return { ...request, body: { ...body, forward: { isForwarded: true, ...(forward as object) } } };
};

/** POST /conversations/messages ("Send a new message"). */
export const send: Operation = {
	warns: 'a real person receives it',
	sendsOnce: true,
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send message',
		description:
			'Send an SMS, email or chat message to a contact. A real person receives it, and it may be charged.',
		routing: exchange('POST', '/conversations/messages', asStoredMessage),
	},
	fields: [
		choice('type', 'Message Type', SEND_TYPES, { name: 'messageType', default: 'SMS' }),
		contactField({ required: true, description: 'Who receives the message' }),
		providerField(({ type }) => (type === 'Custom' ? 'own' : 'none'), {
			required: true,
			displayOptions: { show: { messageType: ['Custom'] } },
		}),
		longText('message', 'Message', {
			name: 'text',
			description: 'Text of the message',
			displayOptions: { hide: { messageType: ['Email'] } },
		}),
		text('subject', 'Subject', {
			description: 'Subject of an email',
			...forEmails,
		}),
		longText('html', 'HTML', {
			description: 'An email as HTML',
			...forEmails,
		}),
		emailFields([
			longText('message', 'Plain Text', {
				description: 'The email as plain text',
				displayOptions: { show: { '/messageType': ['Email'] } },
			}),
			choice('emailReplyMode', 'Reply Mode', [
				{ name: 'Reply', value: 'reply' },
				{ name: 'Reply All', value: 'reply_all' },
			]),
			id('threadId', 'Thread ID', { description: 'ID of the email thread to go on with' }),
		]),
		collection(
			'Forward',
			'forward',
			'Add field',
			[
				id('forward.emailMessageId', 'Email Message ID'),
				flag(
					'forward.forwardWholeThread',
					'Forward Whole Thread',
					'Whether to forward all emails of the thread',
				),
				id('forward.messageId', 'Message ID'),
				id('forward.recipientContactId', 'Recipient Contact ID'),
				id('forward.recipientConversationId', 'Recipient Conversation ID'),
				id('forward.sourceContactId', 'Source Contact ID'),
				id('forward.sourceConversationId', 'Source Conversation ID'),
				email('forward.toEmail', 'To Email'),
			],
			{
				description: 'What to forward, and to whom',
				displayOptions: { show: { messageType: ['Email'] } },
			},
		),
		collection(
			'Phone Fields',
			'phoneFields',
			'Add field',
			[
				accountNumber('fromNumber', 'From Number', {
					description: "Number of the account to send from; the location's own if left out",
				}),
				phoneNumber('toNumber', 'To Number', {
					description: 'Number of the contact to send to; the first one if left out',
				}),
			],
			{ displayOptions: { show: { messageType: BY_PHONE } } },
		),
		collection('Additional Fields', 'additionalFields', 'Add field', [
			id('appointmentId', 'Appointment ID'),
			urls('attachments', 'Attachments', { description: 'Web addresses of files, one a line' }),
			id('conversationProviderId', 'Conversation Provider ID', {
				name: 'providerId',
				description: "A provider to send through instead of the location's own",
			}),
			id('customSubtypeId', 'Custom Subtype ID'),
			choice(
				'optimizationPeriod',
				'Optimization Period',
				[
					{ name: '24 Hours', value: '24h' },
					{ name: '48 Hours', value: '48h' },
					{ name: '72 Hours', value: '72h' },
				],
				{ description: 'Within what time LeadConnector may choose the moment of sending' },
			),
			id('replyMessageId', 'Reply to Message ID', {
				description: 'ID of the message that this one answers',
			}),
			scheduledTime('scheduledTimestamp', 'Send At', {
				description: 'When to send; at once if left out',
			}),
			choice('status', 'Status', MESSAGE_STATUSES, { default: 'pending' }),
			text('subType', 'Subtype'),
			id('templateId', 'Template ID'),
			flag(
				'usesNativeSchedulingAi',
				'Use Scheduling AI',
				'Whether LeadConnector chooses the moment of sending',
			),
		]),
	],
	finish: [hasContent, markForward],
};
