import { adviceIn, type Advice, type AdviceByCode } from '../shared/advice';
import type { Asked } from '../shared/service';

/** An answer that refuses a request, and what was asked; of a list or look-up, `operation` says before the dot what it is about. */
export interface Refused extends Pick<Asked, 'operation' | 'isRead' | 'advice'> {
	status: number;
	/** The vendor's words, in one line. */
	message: string;
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

/** Stands in a hint for the scope that the request needs. */
const SCOPE = '{scope}';

const BAD_TOKEN =
	'LeadConnector does not accept the token of the credential. Copy it again from Settings, Private Integrations, or connect the OAuth2 credential again.';

/**
 * What is told by words about the token and the provider.
 *
 * Sources of all advice: the vendor's OpenAPI description and its document on conversation providers (traps of the Call provider),
 * and the texts that users report in the vendor's issue tracker.
 */
const aboutToken: AdviceByCode = {
	any: [
		{
			says: /authClass/i,
			hint: 'The token is one of the agency. Use a token of the sub-account, or connect the OAuth2 credential again and choose the sub-account.',
			isCredential: true,
		},
		{
			says: /\bscope/i,
			hint: `The token lacks the scope ${SCOPE}. Tick it in LeadConnector (Settings, Private Integrations, or the Marketplace app), then save, or connect the credential again.`,
			isCredential: true,
		},
		{
			// The vendor gives a message to its provider 5 to 10 s after it was sent.
			says: /no conversation provider found/i,
			hint: 'LeadConnector has not given the message to its provider yet, which takes some seconds: wait ten seconds and try again. If it stays like this, the message went through no provider of your own.',
			isCredential: false,
		},
		{
			says: /no conversationProviderId/i,
			hint: "Fill in 'Conversation Provider ID', here or as default in the credential.",
		},
		{
			says: /incorrect conversationProviderId/i,
			hint: "'Conversation Provider ID' is a provider of another type. A call needs a provider of type Call, a message one of its own type.",
		},
		{
			says: /conversation ?provider/i,
			hint: "The token cannot use this 'Conversation Provider ID'. The provider must belong to the Marketplace app that the token comes from: connect that app with OAuth2, and use a provider of its own.",
			isCredential: false,
		},
		{
			says: /access to this location/i,
			hint: "The token is one of another sub-account. Check 'Location ID' in the credential.",
			isCredential: true,
		},
		{
			says: /version header|\bversion\b.*\b(described|supported|invalid)\b/i,
			hint: "Choose another 'API Version'.",
			// Of every request of the run, like a refused credential.
			isCredential: true,
		},
		{
			says: /access token|jwt|unauthori[sz]ed/i,
			hint: BAD_TOKEN,
			isCredential: true,
		},
	],
	401: BAD_TOKEN,
};

/** What HTTP 403 says where the operation does not know better. */
const NO_RIGHT = `The token has no right to this. Check that it has the scope ${SCOPE}, and that it is one of this location.`;

/** What is told by words about records. */
const aboutRecords: AdviceByCode = {
	any: [
		{
			says: /duplicated? contact/i,
			hint: 'Another contact has this email or phone number, and the location allows no duplicates (Settings, Business Profile). Update that contact instead.',
		},
		{
			says: /phone system is not connected/i,
			hint: 'The location has no numbers of LeadConnector. Numbers of your own dialer or phone system are typed.',
		},
		{
			says: /conversation.* not found/i,
			hint: "There is no such conversation in this location. Pick it again, or choose 'By Contact'.",
		},
		{
			says: /contact.* not found/i,
			hint: 'There is no such contact in this location. Pick it again, or name it by phone or email.',
		},
	],
};

/** What a status says where nothing else does. */
const byStatus: AdviceByCode = {
	404: 'There is no such record in this location. Check the ID.',
	429: "Under 'Request Options' lower 'Concurrent Requests', or set 'Pause Between Requests (Ms)'.",
	'5xx': 'LeadConnector is having trouble.',
};

/** The advice for a refusal; undefined where there is none for its kind. */
export function adviceFor(refused: Refused): Advice | undefined {
	const { status, message, isRead, advice = {} } = refused;
	const tables: AdviceByCode[] = [
		aboutToken,
		{ 403: [advice[403] ?? [], NO_RIGHT].flat() },
		aboutRecords,
		advice,
		// To try again is no advice where it is unknown what became of the first try.
		isRead ? { ...byStatus, '5xx': `${byStatus['5xx']} Try again later.` } : byStatus,
	];
	const found = tables.map((table) => adviceIn(table, status, message)).find(Boolean);
	return found && { ...found, hint: found.hint.replace(SCOPE, scopeOf(refused)) };
}
