import { clock } from '../kit/clock';

/** Everything a simulated LeadConnector location holds. */
export interface Contact {
	id: string;
	locationId: string;
	firstName: string;
	lastName: string;
	contactName: string;
	/** In small letters; empty for none. */
	email: string;
	/** E.164; empty for none. */
	phone: string;
	tags: string[];
	customFields: Array<{ id: string; value: unknown }>;
	dateAdded: number;
	dateUpdated: number;
	/** The search finds it only from this time on, in ms since 1970: the vendor's search lags behind. */
	searchableFrom: number;
	/** Its further fields, by the names of the API. */
	more: Record<string, unknown>;
}

export interface Conversation {
	id: string;
	contactId: string;
	locationId: string;
	assignedTo?: string;
	starred: boolean;
	unreadCount: number;
	feedback?: unknown;
	dateAdded: number;
	lastMessageDate: number;
	lastMessageBody: string;
	lastMessageType: string;
	lastMessageDirection: 'inbound' | 'outbound';
	/** The search finds it only from this time on, in ms since 1970: the vendor's search lags behind. */
	searchableFrom: number;
}

export interface Message {
	id: string;
	type: number;
	messageType: string;
	direction: 'inbound' | 'outbound';
	status: string;
	conversationId: string;
	contactId: string;
	locationId: string;
	dateAdded: string;
	body?: string;
	subject?: string;
	/** Of an email: the id of this email, whom it is from and to. */
	emailMessageId?: string;
	emailFrom?: string;
	emailTo?: string;
	emailCc?: string[];
	emailBcc?: string[];
	altId?: string;
	attachments: string[];
	conversationProviderId?: string;
	meta?: object;
	/** Sent later: in seconds since 1970. */
	scheduledTimestamp?: number;
	/** Logged from outside, so that its attachments can be set. */
	isExternalCall: boolean;
}

type NewContact = Pick<Contact, 'contactName' | 'email' | 'phone'>;

export interface UploadedFile {
	name: string;
	mimeType: string;
	bytes: Buffer;
}

/** The providers of the simulated Marketplace app. */
export const PROVIDERS: Record<string, { type: 'Call' | 'SMS' | 'Email' | 'Custom' }> = {
	'61d6d1f9cdac7612faf80753': { type: 'Call' },
	'61d6d1f9cdac7612faf80754': { type: 'SMS' },
	'61d6d1f9cdac7612faf80755': { type: 'Custom' },
	'61d6d1f9cdac7612faf80756': { type: 'Email' },
};

/** How many contacts the location has in the beginning; the first has a conversation, the others have none. */
const CONTACTS = 120;

const FIRST_NAMES = ['Zoë Hart', 'Ben Ortiz', 'Chloe Park', 'Dmitri Ray'];

export class LeadConnectorStore {
	locationId = '';

	private known?: Map<string, Contact>;

	conversations = new Map<string, Conversation>();

	messages = new Map<string, Message>();

	files: UploadedFile[] = [];

	/** How long a new conversation or contact stays hidden from the search, in ms. */
	searchLagMs = 0;

	/** The location's setting "Allow Duplicate Contact". */
	allowDuplicateContact = false;

	/** By which field a duplicate is looked for, in the order of the setting. */
	duplicateOrder: Array<'email' | 'phone'> = ['email', 'phone'];

	readonly users = [
		{ id: 'usr0000000000000000A', name: 'Ada Novak', email: 'ada.novak@example.com' },
		{ id: 'usr0000000000000000B', name: 'Ben Ortiz', email: 'ben.ortiz@example.com' },
	];

	readonly numbers = [
		{ phoneNumber: '+15037081211', friendlyName: 'Main line' },
		{ phoneNumber: '+15037081212', friendlyName: 'Sales' },
	];

	private ids = 0;

	private began = 0;

	private contactsAdded = CONTACTS;

	constructor() {
		this.reset();
	}

	reset(): void {
		this.locationId = 've9EPM428h8vShlRW1KT';
		this.ids = 0;
		this.searchLagMs = 0;
		this.allowDuplicateContact = false;
		this.duplicateOrder = ['email', 'phone'];
		this.contactsAdded = CONTACTS;
		this.files = [];
		this.messages = new Map();
		this.conversations = new Map();
		this.known = undefined;
		this.began = clock.now();
		this.addConversation(contactId(0));
	}

	/** By ID. Those of the beginning are made when they are first asked for: most tests need none. */
	get contacts(): Map<string, Contact> {
		if (!this.known) {
			const first = Array.from({ length: CONTACTS }, (_, index) => this.firstContact(index));
			this.known = new Map(first.map((contact) => [contact.id, contact]));
		}
		return this.known;
	}

	/** @returns its id */
	addContact(fields: NewContact): string {
		const id = contactId(this.contactsAdded++);
		const contact = this.contactOf(id, fields, clock.now());
		this.contacts.set(id, { ...contact, searchableFrom: clock.now() + this.searchLagMs });
		return id;
	}

	/** A contact goes with its conversation. */
	deleteContact(id: string): void {
		this.contacts.delete(id);
		const conversation = this.conversationOf(id);
		if (conversation) this.conversations.delete(conversation.id);
	}

	conversationOf(contact: string): Conversation | undefined {
		return [...this.conversations.values()].find(({ contactId }) => contactId === contact);
	}

	addConversation(contact: string): Conversation {
		const now = clock.now();
		const conversation: Conversation = {
			id: this.newId(),
			contactId: contact,
			locationId: this.locationId,
			starred: false,
			unreadCount: 0,
			dateAdded: now,
			// Apart from each other, as those of a real location are.
			lastMessageDate: now + this.conversations.size,
			lastMessageBody: '',
			lastMessageType: 'TYPE_SMS',
			lastMessageDirection: 'inbound',
			searchableFrom: now + this.searchLagMs,
		};
		this.conversations.set(conversation.id, conversation);
		return conversation;
	}

	addMessage(
		conversation: Conversation,
		fields: Partial<Message> & Pick<Message, 'messageType' | 'direction'>,
	): Message {
		const message: Message = {
			id: this.newId(),
			type: 0,
			status: 'pending',
			conversationId: conversation.id,
			contactId: conversation.contactId,
			locationId: this.locationId,
			dateAdded: new Date(clock.now()).toISOString(),
			attachments: [],
			isExternalCall: false,
			...fields,
		};
		this.messages.set(message.id, message);
		conversation.lastMessageDate = Math.max(clock.now(), conversation.lastMessageDate);
		conversation.lastMessageBody = message.body ?? '';
		conversation.lastMessageType = message.messageType;
		conversation.lastMessageDirection = message.direction;
		return message;
	}

	private firstContact(index: number): Contact {
		const fields = {
			contactName: FIRST_NAMES[index] ?? `Contact ${index}`,
			email: `contact${index}@example.com`,
			phone: `+1503708${String(1210 + index * 3).padStart(4, '0')}`,
		};
		return this.contactOf(contactId(index), fields, this.began);
	}

	private contactOf(id: string, fields: NewContact, now: number): Contact {
		const [firstName, ...rest] = fields.contactName.split(' ');
		return {
			...fields,
			id,
			locationId: this.locationId,
			firstName,
			lastName: rest.join(' '),
			tags: [],
			customFields: [],
			dateAdded: now,
			dateUpdated: now,
			searchableFrom: now,
			more: {},
		};
	}

	/** A new id for anything that is no contact. */
	newId(): string {
		return `t22c6DQcTDf3${String(++this.ids).padStart(8, '0')}`;
	}
}

/** The id of the n-th contact, from 0 on. */
export function contactId(index: number): string {
	return `ocQHyuzHvysMo5N5${String(index).padStart(4, '0')}`;
}
