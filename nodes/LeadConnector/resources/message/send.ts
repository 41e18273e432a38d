import type { IDataObject, IExecuteSingleFunctions, PreSendAction } from 'n8n-workflow';

import type { Operation } from '../../../shared/describe';
import { invalidInput } from '../../../shared/errors';
import { collection } from '../../../shared/fields';
import { bodyOf, required } from '../../../shared/send';
import { asRecord } from '../../shared/answer';
import { contactField } from '../../shared/contact';
import {
	accountNumber,
	choice,
	flag,
	longText,
	phoneNumber,
	scheduledTime,
	text,
	urls,
} from '../../shared/fields';
import { MESSAGE_STATUSES, SEND_TYPES } from '../../shared/messageTypes';
import { providerField } from '../../shared/provider';
import { emailAddresses } from './emailFields';

/** The kinds that go from one phone number to another. */
const BY_PHONE = ['Custom', 'RCS', 'SMS', 'WhatsApp'];

const isForward = (body: IDataObject) =>
	Object.keys(body).some((name) => name.startsWith('forward.'));

/** A message without anything in it would be charged and confuse the contact. */
const hasContent: PreSendAction = async function (this: IExecuteSingleFunctions, request) {
	const { type, ...body } = bodyOf(request);
	const hasAny = ['message', 'html', 'attachments', 'templateId'].some((name) => name in body);
	if (hasAny || isForward(body)) return request;
	throw invalidInput(
		this,
		type === 'Email' ? 'HTML' : 'Message',
		'is empty',
		'Enter a text, or add attachments or a template.',
	);
};

/** The vendor demands `isForwarded` as soon as anything about the forwarding is said. */
const markForward: PreSendAction = async (request) => {
	const body = bodyOf(request);
	return isForward(body)
		? { ...request, body: { ...body, forward: { isForwarded: true } } }
		: request;
};

/** POST /conversations/messages ("Send a new message"). */
export const send: Operation = {
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send message',
		description:
			'Send an SMS, email or chat message to a contact. A real person receives it, and it may be charged.',
		routing: {
			request: { method: 'POST', url: '/conversations/messages' },
			send: { preSend: [required('contactId', 'Contact'), hasContent, markForward] },
			output: { postReceive: [asRecord()] },
		},
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
		text('subject', 'Subject', { displayOptions: { show: { messageType: ['Email'] } } }),
		longText('html', 'HTML', {
			description: 'The email as HTML',
			displayOptions: { show: { messageType: ['Email'] } },
		}),
		collection(
			'Email Fields',
			'emailFields',
			'Add field',
			[
				...emailAddresses,
				longText('message', 'Plain Text', { description: 'The email as plain text' }),
				choice('emailReplyMode', 'Reply Mode', [
					{ name: 'Reply', value: 'reply' },
					{ name: 'Reply All', value: 'reply_all' },
				]),
				text('threadId', 'Thread ID', { description: 'ID of the email thread to go on with' }),
			],
			{ displayOptions: { show: { messageType: ['Email'] } } },
		),
		collection(
			'Forward',
			'forward',
			'Add field',
			[
				text('forward.emailMessageId', 'Email Message ID'),
				flag(
					'forward.forwardWholeThread',
					'Forward Whole Thread',
					'Whether to forward all emails of the thread',
				),
				text('forward.messageId', 'Message ID'),
				text('forward.recipientContactId', 'Recipient Contact ID'),
				text('forward.recipientConversationId', 'Recipient Conversation ID'),
				text('forward.sourceContactId', 'Source Contact ID'),
				text('forward.sourceConversationId', 'Source Conversation ID'),
				text('forward.toEmail', 'To Email', { placeholder: 'e.g. nathan@example.com' }),
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
			text('appointmentId', 'Appointment ID'),
			urls('attachments', 'Attachments', { description: 'Web addresses of files, one a line' }),
			text('conversationProviderId', 'Conversation Provider ID', {
				name: 'providerId',
				description: "A provider to send through instead of the location's own",
			}),
			text('customSubtypeId', 'Custom Subtype ID'),
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
			text('replyMessageId', 'Reply to Message ID', {
				description: 'ID of the message that this one answers',
			}),
			scheduledTime('scheduledTimestamp', 'Send At', {
				description: 'When to send; at once if left out',
			}),
			choice('status', 'Status', MESSAGE_STATUSES, { default: 'pending' }),
			text('subType', 'Subtype'),
			text('templateId', 'Template ID'),
			flag(
				'usesNativeSchedulingAi',
				'Use Scheduling AI',
				'Whether LeadConnector chooses the moment of sending',
			),
		]),
	],
};
