/** An answer that refuses a request, and what was asked. */
export interface Refused {
	/** Resource and operation, as in `message.send`; of a list or look-up, what it is about stands before the dot. */
	operation: string;
	/** Whether the request changes nothing, which needs the other scope. */
	isRead: boolean;
	status: number;
	/** The vendor's words, in one line. */
	message: string;
}

/** What a user can do about a refusal. */
export interface Advice {
	hint: string;
	/** Whether every other request with the same credential would be refused too. */
	isCredential: boolean;
}

/** A kind of refusal, and the advice for it. */
interface Rule {
	when: (refused: Refused) => boolean;
	hint: string | ((refused: Refused) => string);
	/** As the status says when left out: 401 and 403 are about the credential. */
	isCredential?: boolean;
}

/** The first part of a scope, by what a request is about (the vendor's page on scopes). */
const SCOPES: Record<string, string> = {
	message: 'conversations/message',
	conversation: 'conversations',
	contact: 'contacts',
	user: 'users',
};

/** The scope that a request needs. */
export function scopeOf({ operation, isRead }: Pick<Refused, 'operation' | 'isRead'>): string {
	const [about] = operation.split('.');
	if (about === 'number') return 'phonenumbers.read';
	return `${SCOPES[about]}.${isRead ? 'readonly' : 'write'}`;
}

const says =
	(pattern: RegExp, operation = /^/) =>
	(refused: Refused) =>
		pattern.test(refused.message) && operation.test(refused.operation);

const has =
	(status: number, operation = /^/) =>
	(refused: Refused) =>
		refused.status === status && operation.test(refused.operation);

const BAD_TOKEN =
	'LeadConnector does not accept the token of the credential. Copy it again from Settings, Private Integrations, or connect the OAuth2 credential again.';

/** To try again is no advice where it is unknown what became of the first try. */
const later = ({ isRead }: Refused, text: string) => (isRead ? ` ${text}` : '');

/**
 * The first rule that fits gives the advice.
 *
 * Sources: the vendor's OpenAPI description and its document on conversation providers (traps of the Call provider), and
 * the texts that users report in the vendor's issue tracker.
 */
const rules: Rule[] = [
	{
		when: says(/authClass/i),
		hint: 'The token is one of the agency. Use a token of the sub-account, or connect the OAuth2 credential again and choose the sub-account.',
		isCredential: true,
	},
	{
		when: says(/\bscope/i),
		hint: (refused) =>
			`The token lacks the scope ${scopeOf(refused)}. Tick it in LeadConnector (Settings, Private Integrations, or the Marketplace app), then save, or connect the credential again.`,
		isCredential: true,
	},
	{
		// The vendor gives a message to its provider 5 to 10 s after it was sent.
		when: says(/no conversation provider found/i),
		hint: 'LeadConnector has not given the message to its provider yet, which takes some seconds: wait ten seconds and try again. If it stays like this, the message went through no provider of your own.',
		isCredential: false,
	},
	{
		when: says(/no conversationProviderId/i),
		hint: "Fill in 'Conversation Provider ID', here or as default in the credential.",
	},
	{
		when: says(/incorrect conversationProviderId/i),
		hint: "'Conversation Provider ID' is a provider of another type. A call needs a provider of type Call, a message one of its own type.",
	},
	{
		when: says(/conversation ?provider/i),
		hint: "The token cannot use this 'Conversation Provider ID'. The provider must belong to the Marketplace app that the token comes from: connect that app with OAuth2, and use a provider of its own.",
		isCredential: false,
	},
	{
		when: says(/access to this location/i),
		hint: "The token is one of another sub-account. Check 'Location ID' in the credential.",
		isCredential: true,
	},
	{
		when: says(/version header|\bversion\b.*\b(described|supported|invalid)\b/i),
		hint: "Choose another 'API Version'.",
		// Of every request of the run, like a refused credential.
		isCredential: true,
	},
	{
		when: says(/access token|jwt|unauthori[sz]ed/i),
		hint: BAD_TOKEN,
		isCredential: true,
	},
	{ when: has(401), hint: BAD_TOKEN },
	{
		when: has(403, /^message\.updateStatus$/),
		hint: "The status can be set only by the app that owns the message's provider, and only once the message has reached that provider: wait ten seconds and try again.",
		isCredential: false,
	},
	{
		when: has(403, /^message\.addAttachments$/),
		// The description gives this status to a message of another kind. Without words for that, it may be the scope as well.
		hint: (refused) =>
			/attachment|message type/i.test(refused.message)
				? 'Attachments can be set only on a call that was logged from outside, not on a message of another kind.'
				: `Attachments can be set only on a call that was logged from outside. If this is one, check that the token has the scope ${scopeOf(refused)}.`,
		isCredential: false,
	},
	{
		when: has(403),
		hint: (refused) =>
			`The token has no right to this. Check that it has the scope ${scopeOf(refused)}, and that it is one of this location.`,
	},
	{
		when: says(/already exist/i, /^conversation\.ofContact$/),
		hint: 'The contact has a conversation that the search of LeadConnector does not show yet: a new one takes some seconds. The item was not sent; send it again in a minute.',
	},
	{
		when: says(/already exist/i, /^conversation\.create$/),
		hint: "A contact has one conversation. To use it, choose 'By Contact' where a conversation is asked for. A new one takes some seconds until it is found.",
	},
	{
		when: says(/duplicated? contact/i),
		hint: 'Another contact has this email or phone number, and the location allows no duplicates (Settings, Business Profile). Update that contact instead.',
	},
	{ when: has(413, /^message\.uploadFile$/), hint: 'The file is too large for LeadConnector.' },
	{
		when: has(415, /^message\.uploadFile$/),
		hint: 'LeadConnector takes JPG, JPEG, PNG, MP4, MPEG, ZIP, RAR, PDF, DOC, DOCX, TXT, MP3 and WAV.',
	},
	{
		when: says(/phone system is not connected/i),
		hint: 'The location has no numbers of LeadConnector. Numbers of your own dialer or phone system are typed.',
	},
	{
		when: says(/conversation.* not found/i),
		hint: "There is no such conversation in this location. Pick it again, or choose 'By Contact'.",
	},
	{
		when: says(/contact.* not found/i),
		hint: 'There is no such contact in this location. Pick it again, or name it by phone or email.',
	},
	{ when: has(404), hint: 'There is no such record in this location. Check the ID.' },
	{
		when: says(/\bcall\.to\b|contact\b.*\bphone|phone\b.*\bcontact/i, /^message\.addOutboundCall$/),
		hint: "'Phone Number' must be the phone number of the contact of the conversation.",
	},
	{
		when: says(/\bcall\.from\b|contact\b.*\bphone|phone\b.*\bcontact/i, /^message\.addInbound$/),
		hint: "'From' must be the phone number of the contact of the conversation.",
	},
	{
		when: ({ operation, status }) =>
			/^message\.add(OutboundCall|Inbound)$/.test(operation) && status >= 500,
		hint: "LeadConnector answers like this when 'Conversation Provider ID' is not of type Call (or of the message's type), or belongs to another app than the token. Check that first.",
	},
	{
		when: has(429),
		hint: "Under 'Request Options' lower 'Concurrent Requests', or set 'Pause Between Requests (Ms)'.",
	},
	{
		when: ({ status }) => status >= 500,
		hint: (refused) => `LeadConnector is having trouble.${later(refused, 'Try again later.')}`,
	},
];

/** The advice for a refusal; undefined where there is none for its kind. */
export function adviceFor(refused: Refused): Advice | undefined {
	const rule = rules.find(({ when }) => when(refused));
	if (!rule) return undefined;
	const { hint, isCredential = refused.status === 401 || refused.status === 403 } = rule;
	return { hint: typeof hint === 'string' ? hint : hint(refused), isCredential };
}
