import fc from 'fast-check';

import type { Sandbox } from '../../sandbox/sandbox';
import { contactId } from '../../sandbox/leadconnector/store';
import type { Samples } from '../support/parameters';

const CONVERSATION = 't22c6DQcTDf300000001';
const CALL = 't22c6DQcTDf300000002';
const MAIL = 't22c6DQcTDf300000003';

/** Values that the simulated location knows. */
export const samples: Samples = {
	conversationId: fc.constant(CONVERSATION),
	contactId: fc.constantFrom(contactId(0), contactId(1)),
	messageId: fc.constantFrom(CALL, MAIL),
	lastMessageId: fc.constant(MAIL),
	conversationProviderId: fc.constantFrom('61d6d1f9cdac7612faf80753', '61d6d1f9cdac7612faf80755'),
	providerId: fc.constant('61d6d1f9cdac7612faf80754'),
	callTo: fc.constantFrom('+1 (503) 708-1210', '0015037081210'),
	callFrom: fc.constant('+1 503 708 1210'),
	fromNumber: fc.constant('+15037081211'),
	attachments: fc.constantFrom(
		'https://example.com/a.mp3',
		'https://example.com/a.mp3\nhttps://example.com/b.wav',
	),
	attachmentUrls: fc.constant('https://example.com/a.mp3'),
	recipients: fc.constant('ada@example.com, ben@example.com'),
	limit: fc.integer({ min: 1, max: 100 }),
	binaryPropertyName: fc.constant('data'),
	emailMessageId: fc.constant(MAIL),
	scoreProfile: fc.constant(CALL),
	sortScoreProfile: fc.constant(CALL),
	email: fc.constantFrom('contact0@example.com', 'New@Example.com'),
	phone: fc.constantFrom('+1 (503) 708-1210', '0044 20 7946 0018'),
	country: fc.constantFrom('us', 'DE'),
	tags: fc.constantFrom('hot lead', 'a, b'),
	key: fc.constantFrom('6dvNaf7VhkQ9snc5vnjJ', 'contact.budget'),
	postalCode: fc.constantFrom('35061', 'SW1A 1AA'),
};

/** A file to upload. */
export const items = [
	{
		json: {},
		binary: {
			data: {
				data: Buffer.from('RIFF').toString('base64'),
				mimeType: 'audio/wav',
				fileName: 'Anruf Müller.wav',
			},
		},
	},
];

/** A logged call and an email to be sent later. */
export function prepare({ vendors: { leadConnector } }: Sandbox): void {
	const { store } = leadConnector;
	const [conversation] = store.conversations.values();
	store.addMessage(conversation, {
		messageType: 'TYPE_CALL',
		direction: 'outbound',
		isExternalCall: true,
		conversationProviderId: '61d6d1f9cdac7612faf80753',
		meta: { call: { duration: 30, status: 'completed' } },
	});
	store.addMessage(conversation, {
		messageType: 'TYPE_EMAIL',
		direction: 'outbound',
		body: 'Your offer',
		scheduledTimestamp: 2_000_000_000,
	});
	for (const contact of store.contacts.values()) {
		Object.assign(contact, { companyName: 'Hart Roofing', source: 'Web form' });
	}
	Object.assign(conversation, { dateAdded: 1_700_000_000_000, lastMessageDate: 1_700_000_000_000 });
}
