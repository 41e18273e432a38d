/** An answer that refuses a request, and what was asked. */
export interface Refused {
	/** Resource and operation, as in `message.send`, or the name of a list or look-up. */
	operation: string;
	status: number;
	/** The vendor's words, in one line. */
	message: string;
	/** The scope that the request needs. */
	scope: string;
}

/** A kind of refusal, and what a user can do about it. */
interface Rule {
	when: (refused: Refused) => boolean;
	hint: string | ((refused: Refused) => string);
	/** Every other request with the same credential would be refused too. */
	isCredential?: boolean;
}

const says = (pattern: RegExp) => (refused: Refused) => pattern.test(refused.message);
const has = (status: number) => (refused: Refused) => refused.status === status;
const at = (operation: string, status: number) => (refused: Refused) =>
	refused.operation === operation && refused.status === status;

/**
 * The first rule that fits gives the advice.
 *
 * Sources: the vendor's OpenAPI description and its document on conversation providers (traps of the Call provider), and
 * the texts that users report in the vendor's issue tracker.
 */
const rules: Rule[] = [
	{
		when: says(/\bscope/i),
		hint: ({ scope }) =>
			`The token lacks the scope ${scope}. Tick it in LeadConnector (Settings, Private Integrations, or the Marketplace app), then save, or connect the credential again.`,
		isCredential: true,
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
	},
	{
		when: says(/access to this location/i),
		hint: "The token is one of another sub-account. Check 'Location ID' in the credential.",
		isCredential: true,
	},
	{ when: says(/version header/i), hint: "Choose another 'API Version'." },
	{
		when: has(401),
		hint: 'LeadConnector does not accept the token of the credential. Copy it again from Settings, Private Integrations, or connect the OAuth2 credential again.',
		isCredential: true,
	},
	{
		when: at('message.updateStatus', 403),
		hint: "The status can be set only by the app that owns the message's provider, and only once the message has reached that provider: wait ten seconds and try again.",
	},
	{
		when: at('message.addAttachments', 403),
		hint: 'Attachments can be set only on a call that was logged from outside, not on a message of another kind.',
	},
	{ when: has(403), hint: 'The token has no right to this. Check its scopes and its location.' },
	{
		when: says(/already exist/i),
		hint: "A contact has one conversation. To use it, choose 'By Contact' where a conversation is asked for.",
	},
	{
		when: at('message.uploadFile', 413),
		hint: 'The file is too large for LeadConnector.',
	},
	{
		when: at('message.uploadFile', 415),
		hint: 'LeadConnector takes JPG, JPEG, PNG, MP4, MPEG, ZIP, RAR, PDF, DOC, DOCX, TXT, MP3 and WAV.',
	},
	{
		when: says(/conversation.* not found/i),
		hint: "There is no such conversation in this location. Pick it again, or choose 'By Contact'.",
	},
	{ when: has(404), hint: 'There is no such record in this location. Check the ID.' },
	{
		when: ({ operation, message }) =>
			operation === 'message.addOutboundCall' && /phone|contact|\bto\b/i.test(message),
		hint: "'To' must be the phone number of the contact of the conversation.",
	},
	{
		when: ({ operation, status }) =>
			/^message\.add(OutboundCall|Inbound)$/.test(operation) && status >= 500,
		hint: "LeadConnector answers like this when 'Conversation Provider ID' is not of type Call (or of the message's type), or belongs to another app than the token. Check it first; else try again later.",
	},
	{
		when: ({ status }) => status >= 500,
		hint: 'LeadConnector is having trouble. Try again later.',
	},
];

/**
 * The advice for a refusal, and whether it holds for every request with the same credential.
 */
export function adviceFor(refused: Refused): { hint: string; isCredential: boolean } {
	const rule = rules.find(({ when }) => when(refused));
	if (!rule) {
		return {
			hint: 'Check the values of this item against what LeadConnector says.',
			isCredential: false,
		};
	}
	const { hint, isCredential = false } = rule;
	return { hint: typeof hint === 'string' ? hint : hint(refused), isCredential };
}
