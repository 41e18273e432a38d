import { adviceIn, type AdviceByCode } from '../shared/advice';
import type { Outcome, Refusal } from '../shared/errors';
import type { Asked } from '../shared/service';

/** What is known of a refusal. */
export interface Advice {
	/** What the user can do about it. */
	hint: string;
	/** `credential` where every other request would be refused too, `unknown` where a call may have been queued. */
	outcome?: Exclude<Outcome, 'refused'>;
	/** True where it is about the business, which Options may change from item to item. */
	isAboutBusiness?: boolean;
}

/** Advice; a sentence alone is for this item. */
type Known = string | Advice;

const aboutBusiness = (hint: string): Advice => ({
	hint,
	outcome: 'credential',
	isAboutBusiness: true,
});

const badKey: Advice = {
	hint: "The server does not know the 'API Key' of the credential. Make a new one in the dashboard under API Keys; it starts with iu_.",
	outcome: 'credential',
};
const noRight = aboutBusiness(
	"The 'API Key' has no right to do this. In the dashboard check what the key and the business are allowed to do.",
);
const disabledBusiness = aboutBusiness(
	"This business, or the account it belongs to, is disabled or may not be edited. Ask Iqra AI, or whoever runs your server, to enable it, or enter another 'Business ID' in the credential.",
);
const noBusiness = aboutBusiness(
	"The server has no business with this number. Check 'Business ID' in the credential, or 'Business' under 'Options'.",
);
const noBalance =
	'There is no credit, or there are no minutes left, to call with. Top up in the dashboard under Billing, then send this item again.';
const noPlan =
	'The account behind this business has no plan that pays for calls. Set one up in the dashboard under Billing, or ask whoever runs your server.';
const noPermission = aboutBusiness(
	"This business has no permission for what was asked. Ask Iqra AI, or whoever runs your server, to turn it on, or enter another 'Business ID' in the credential.",
);
const badRecipient =
	"Check 'Phone Number': it must be a number that exists, with country code, e.g. +14155550123.";
const badCampaign =
	"Check 'Campaign': choose a telephony campaign of this business from the list, and see in the dashboard that an agent is set in it.";
const badCallingNumber =
	"Check the calling number: it must belong to this business and be allowed to make voice calls. 'Initiate From Campaign' takes the number that the campaign names for the country of the recipient.";
const missingVariable =
	"The campaign demands variables that are not filled in. Fill in 'Campaign Fields', or add them under 'Dynamic Variables' or 'Metadata'.";
const badConfig =
	'The server did not take the form in which the call was sent; it may be a newer version. Look for a newer version of this node.';
const notFound = 'Check the ID: this business has nothing under it.';
const badSchedule = "Check 'Start Time' and 'Give Up Time' under 'Options'.";
const maybeQueued: Advice = {
	hint: 'The server failed while it was queueing the call.',
	outcome: 'unknown',
};
const badCursor = 'Run the node again from the beginning.';

/**
 * The codes by their last segment. A segment that is only a number is told apart by the one before it.
 *
 * Sources: the error codes in the server's source (master of 2026-03-15), the seven of the published "Initiate call" page,
 * and those of its authentication page.
 */
export const codes: Record<string, Known> = {
	API_KEY_INVALID: badKey,
	DECRYPTION_FAILED: badKey,
	INVALID_API_KEY: badKey,
	INVALID_FORMAT: badKey,
	INVALID_FORMAT_LENGTH: badKey,
	INVALID_PAYLOAD: badKey,
	KEY_NOT_FOUND: badKey,
	USER_NOT_FOUND: badKey,

	USER_DISABLED: {
		hint: 'The account behind the API Key is disabled. Ask Iqra AI, or whoever runs your server.',
		outcome: 'credential',
	},
	RESTRICTED_API_KEY: aboutBusiness(
		"The 'API Key' of the credential is limited to other businesses. Add this business to the key in the dashboard, or enter a 'Business ID' that the key may use.",
	),
	BUSINESS_DISABLED: disabledBusiness,
	BUSINESS_EDITING_DISABLED: disabledBusiness,
	BUSINESS_NOT_FOUND: noBusiness,
	'GetUserBusinessById:1': noBusiness,
	PERMISSION_DENIED: noRight,
	MAKECALL_FULL: aboutBusiness(
		'The module Make Call is turned off for this business. Ask Iqra AI, or whoever runs your server, to turn it on.',
	),

	INSUFFICIENT_BALANCE: noBalance,
	EXCEEDED_PACKAGE_AND_CREDIT: noBalance,
	EXCEEDED_USER_CUSTOMER_MINUTES_AND_CREDIT: noBalance,
	NO_CURRENT_MINUTES_USAGE: noBalance,
	SUBSCRIPTION_NOT_ACTIVE: noBalance,
	USER_CUSTOMER_SUBSCRIPTION_NOT_ACTIVE: noBalance,

	FEATURE_NOT_DEFINED: noPlan,
	NO_USER_CUSTOMER: noPlan,
	NO_USER_CUSTOMER_MINUTES_FEATURE: noPlan,
	NO_USER_CUSTOMER_PLAN: noPlan,
	PLAN_NOT_FOUND: noPlan,
	USER_BILLING_NOT_FOUND: noPlan,

	CONFIG_DESERIALIZATION_ERROR: badConfig,
	CONFIG_NUMBER_NOT_FOUND: badConfig,
	CONFIG_NUMBER_TYPE_NOT_FOUND: badConfig,
	CONFIG_NUMBER_TYPE_UNDEFINED: badConfig,
	INVALID_NUMBER_TYPE: badConfig,
	CONFIG_DYNAMIC_VARIABLES_VALUE_INVALID: badConfig,
	CONFIG_METADATA_VALUE_INVALID: badConfig,

	INVALID_NUMBER: badRecipient,
	CONFIG_NUMBER_TO_NUMBER_NOT_FOUND: badRecipient,
	CONFIG_NUMBER_TO_NUMBER_INVALID: badRecipient,
	TO_NUMBER_PARSE_FAILED: badRecipient,
	TO_NUMBER_GET_REGION_FAILED: badRecipient,

	CONFIG_CAMPAIGN_ID_NOT_FOUND: badCampaign,
	CAMPAIGN_NOT_FOUND: badCampaign,
	CAMPAIGN_AGENT_NOT_FOUND: badCampaign,
	INVALID_AGENT: "Choose another 'Agent': this one does not exist or is disabled.",
	INVALID_NUMBER_ID: badCallingNumber,
	BUSINESS_NUMBER_NOT_FOUND: badCallingNumber,
	BUSINESS_NUMBER_VOICE_DISABLED: badCallingNumber,

	CONFIG_DYNAMIC_VARIABLES_REQUIRED_NOT_FOUND: missingVariable,
	CONFIG_METADATA_REQUIRED_NOT_FOUND: missingVariable,

	CONFIG_SCHEDULE_NOT_FOUND: badSchedule,
	CONFIG_SCHEDULE_DATETIMEUTC_NOT_FOUND: badSchedule,
	CONFIG_SCHEDULE_DATETIMEUTC_PARSE_ERROR: badSchedule,
	CONFIG_SCHEDULE_MAXDATETIMEUTC_NOT_FOUND: badSchedule,
	CONFIG_SCHEDULE_MAXDATETIMEUTC_PARSE_ERROR: badSchedule,

	OUTBOUND_CALL_QUEUE_GROUP_ADD_ERROR: 'The server could not store the call. Try again later.',
	OUTBOUND_CALL_QUEUE_ENQUEUE_ERROR: maybeQueued,
	'ForwardSingleCallToRegionProxy:2': maybeQueued,
	EXCEPTION: {
		hint: "The server failed. Often a value is the reason: check that 'Campaign' belongs to this business and that 'Recipient' is a number that exists.",
		outcome: 'unknown',
	},

	NOT_FOUND: notFound,
	INVALID_CURSOR: badCursor,
	INVALID_REQUEST: badCursor,
};

/** The same by HTTP status, where the code is none of these. */
export const statuses: Record<number, Known> = {
	400: "Check the values of this item, and 'Business ID' in the credential: a number.",
	401: badKey,
	403: noRight,
	404: "Check the 'Base URL' of the credential, and the ID.",
	405: "Check the 'Base URL' of the credential: https, and the address of the server itself.",
	413: 'The request is larger than the server, or a proxy before it, lets through. Send fewer or shorter variables.',
	429: "Under 'Request Options' lower 'Concurrent Requests' or set 'Pause Between Requests (Ms)'.",
};

/** The same by words, where an answer has neither. */
const words: Array<[RegExp, Advice]> = [
	[/\bapi[ _-]?key\b|\bunauthori[sz]ed\b|\b(invalid|expired) token\b/i, badKey],
	[/\bforbidden\b|\bpermissions?\b|\baccess denied\b/i, noRight],
	[/\b(balance|credits?|minutes|subscription)\b/i, { hint: noBalance }],
	[/\bnot found\b/i, { hint: notFound }],
];

const troubled: Advice = { hint: 'The server is having trouble.' };
const troubledRead: Advice = { hint: 'The server is having trouble. Try again later.' };
const unknown: Advice = { hint: 'Check the values of this item against what AI Call says.' };

/**
 * What a refusal means.
 *
 * Chains like `InitiateCall:QueueCallInitiationRequestAsync:CAMPAIGN_NOT_FOUND` are told by their end, since the published page
 * has other beginnings than the server.
 *
 * @param asked where something was only asked, no call can have come of it, and none of its values are to be checked
 */
export function adviceFor(
	{ code, status, words: said }: Pick<Refusal, 'code' | 'status'> & { words?: string },
	{ isRead, advice }: Pick<Asked, 'isRead' | 'advice'>,
): Advice {
	const known = code === undefined ? undefined : (ownAdvice(advice, code) ?? byCode(code));
	const byStatus = adviceForStatus(status, isRead);
	// Whatever the server says besides: these are about the credential, and nothing was done.
	if (byStatus?.outcome === 'credential') return known?.outcome === 'credential' ? known : byStatus;
	const byWords = code === undefined ? words.find(([form]) => form.test(said ?? '')) : undefined;
	const found = known ?? byStatus ?? byWords?.[1] ?? unknown;
	return isRead && found.outcome === 'unknown' ? troubledRead : found;
}

/** What an HTTP status means; undefined for one that means nothing of its own. */
export function adviceForStatus(status: number, isRead: boolean): Advice | undefined {
	if (status >= 500) return isRead ? troubledRead : troubled;
	return adviceOf(statuses, status);
}

/** What the operation itself says of a code. */
function ownAdvice(advice: AdviceByCode | undefined, code: string): Advice | undefined {
	const own = adviceIn(advice, code.split(':').at(-1)!);
	return own && { hint: own.hint, ...(own.isCredential ? { outcome: 'credential' } : {}) };
}

function byCode(code: string): Advice | undefined {
	const segments = code.split(':');
	const [last] = segments.slice(-1);
	const permission = segments.includes('CheckModulePermission') ? noPermission : undefined;
	return adviceOf(codes, segments.slice(-2).join(':')) ?? adviceOf(codes, last) ?? permission;
}

function adviceOf<K extends string | number>(table: Record<K, Known>, key: K): Advice | undefined {
	const known: Known | undefined = table[key];
	return typeof known === 'string' ? { hint: known } : known;
}
