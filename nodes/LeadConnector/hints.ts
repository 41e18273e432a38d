import { adviceIn, type Advice } from '../shared/advice';
import type { Asked } from '../shared/service';

/** An answer that refuses a request, and what was asked; of a list or look-up, `operation` says before the dot what it is about. */
export interface Refused extends Pick<Asked, 'operation' | 'isRead' | 'advice'> {
	status: number;
	/** The vendor's words, in one line. */
	message: string;
}

/** A kind of refusal, and the advice for it. */
interface Rule extends Omit<Advice, 'hint' | 'says'> {
	when: (refused: Refused) => boolean;
	hint: string | ((refused: Refused) => string);
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
	(pattern: RegExp) =>
	({ message }: Refused) =>
		pattern.test(message);

const has =
	(wanted: number) =>
	({ status }: Refused) =>
		status === wanted;

const BAD_TOKEN =
	'LeadConnector does not accept the token of the credential. Copy it again from Settings, Private Integrations, or connect the OAuth2 credential again.';

/** To try again is no advice where it is unknown what became of the first try. */
const later = ({ isRead }: Refused, text: string) => (isRead ? ` ${text}` : '');

/**
 * What is told by words about the token and the provider; the first rule that fits gives the advice.
 *
 * Sources of all rules: the vendor's OpenAPI description and its document on conversation providers (traps of the Call provider),
 * and the texts that users report in the vendor's issue tracker.
 */
const aboutToken: Rule[] = [
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
];

/** What HTTP 403 says where the operation does not know better. */
const noRight: Pick<Rule, 'hint' | 'isCredential'> = {
	hint: (refused) =>
		`The token has no right to this. Check that it has the scope ${scopeOf(refused)}, and that it is one of this location.`,
};

/** What is told by words about records. */
const aboutRecords: Rule[] = [
	{
		when: says(/duplicated? contact/i),
		hint: 'Another contact has this email or phone number, and the location allows no duplicates (Settings, Business Profile). Update that contact instead.',
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
];

/** What a status says where nothing else does. */
const byStatus: Rule[] = [
	{ when: has(404), hint: 'There is no such record in this location. Check the ID.' },
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
export function adviceFor(refused: Refused): { hint: string; isCredential: boolean } | undefined {
	const { status, message, advice } = refused;
	const ruled = (rules: Rule[]) => rules.find(({ when }) => when(refused));
	const found =
		ruled(aboutToken) ??
		(status === 403
			? (adviceIn({ 403: advice?.[403] ?? [] }, status, message) ?? noRight)
			: undefined) ??
		ruled(aboutRecords) ??
		adviceIn(advice, status, message) ??
		ruled(byStatus);
	if (!found) return undefined;
	const { hint, isCredential = status === 401 || status === 403 } = found;
	return { hint: typeof hint === 'string' ? hint : hint(refused), isCredential };
}
