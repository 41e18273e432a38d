const OTHER_CAMPAIGN = "Choose another 'Campaign': this one does not exist in the account.";
const OTHER_LIST = "Choose another 'List': this one does not exist in the account.";
const OTHER_QUEUE = "Choose another 'Queue': this one does not exist in the account.";
const OTHER_USER = "Choose another 'User': this one does not exist in the account.";
const NO_CALL = "Choose another 'Call Log': Convoso has no such call.";
const NO_CALL_GIVEN = "Fill in 'Call Log'.";
const NO_CALLBACK =
	"Choose another 'Callback': Convoso has no such callback, or it is deleted already.";
const DATE_FORM = "Check 'Since' and 'Until': Convoso cannot read one of the dates.";
const COLOR = "Check 'Color': Convoso takes six hexadecimal digits like 6711d1.";
const LIST_NAME = "Enter 10 to 30 characters in 'Name'.";
const UNIQUE_NAME = "Enter another 'Name': the account has a list of this name already.";

const isMissing = (parameter: string) =>
	`Turn '${parameter}' on or off; Convoso takes only Y or N.`;
const isEmptied = (parameter: string) =>
	`Turn '${parameter}' on or off, or take it out of 'Update Fields'; it cannot be emptied.`;

/** The codes of what shows the agents at work, where several of each can be chosen. */
const agentFilters = {
	'6006': "Choose others in 'User Names or IDs': one of them does not exist in the account.",
	'6026': "Choose others in 'Campaign Names or IDs': one of them does not exist in the account.",
	'6041': "Choose others in 'Queue Names or IDs': one of them does not exist in the account.",
};

/** The codes that the do-not-call list and the SMS opt-outs share. */
const blockedNumber = {
	'6026': "Check 'Phone Code': it is the country code in digits, e.g. 1.",
	'6056': 'Choose another entry: Convoso knows none with this ID.',
	'6057': "Choose another 'Purpose': Convoso does not know this one.",
	'6058': "Change 'Reason': Convoso does not take this one.",
};
const blockedNumberInsert = {
	...blockedNumber,
	'6006': OTHER_CAMPAIGN,
	'6007': "Check 'Phone Number' and 'Phone Code': a US number has ten digits.",
	'6008': "This number is blocked in this 'Campaign' already, so there is nothing to do.",
};
const blockedNumberUpdate = {
	...blockedNumber,
	'6004': OTHER_CAMPAIGN,
	'6008': "Check 'Phone Number' and 'Phone Code': a US number has ten digits.",
	'6059':
		"Another entry blocks this number in this 'Campaign' already. Delete one of the two, or choose another 'Campaign'.",
};
const blockedNumberSearch = {
	...blockedNumber,
	'6006': OTHER_CAMPAIGN,
	'6008': "Check 'Phone Number': Convoso takes only whole numbers.",
};
const smsOptOut = {
	'4001': "Fill in 'Phone Number', 'Phone Code' and 'Campaign'.",
	'4002': "'Phone Number', 'Phone Code' and the ID of 'Campaign' may hold only digits.",
	'6080': "This campaign is of the type 'Purpose': choose a 'Purpose' for the number.",
};

/**
 * What a user can do about each of Convoso's codes. A number means different things at different endpoints, so the table
 * is by operation; `any` holds those that mean the same everywhere.
 *
 * Source of the codes: the error tables of the Leads API document and of public clients of the API.
 */
export const hints: Record<string, Record<string, string>> = {
	any: {
		'401':
			"Convoso does not know the 'Auth Token' of the credential. Copy it again from the API menu, Authorization Tokens.",
		'403':
			"The 'Auth Token' has no right to this section. In Convoso open the API menu, Authorization Tokens, and tick the section for this token.",
		'404': "Check the 'Base URL' of the credential.",
		'500': 'Convoso failed to process the data; it may be having trouble.',
		'5001':
			"Convoso does not know the 'Auth Token' of the credential. Copy it again from the API menu, Authorization Tokens.",
		'6079': "Check 'Email': Convoso takes only complete addresses.",
		'7230': "Lower 'Limit'.",
		'7231':
			'There are more results than Convoso lets through in one search. Narrow the search, for instance by date.',
		'7258': "Lower 'Limit'.",
	},
	'lead.insert': {
		'6002': OTHER_LIST,
		'6006': "Choose another user in 'Owner', 'Created By' or 'Last Modified By'.",
		'6007': "Fill in 'List' and 'Phone Number'.",
		'6008': "Check 'Phone Number' and 'Phone Code': a US number has ten digits.",
		'6009':
			"A lead with this 'Phone Number' is in the account already. Lower 'Check Duplicates', or turn on 'Update If Found'.",
		'6023':
			"The account demands fields that are not filled in. Add them under 'Lead Fields' or 'Custom Fields'.",
	},
	'lead.update': {
		'6001': "Check 'Lead ID': Convoso has no such lead.",
		'6002': OTHER_LIST,
		'6006': "Choose another user in 'Owner', 'Created By' or 'Last Modified By'.",
		'6008': "Check 'Phone Number' and 'Phone Code': a US number has ten digits.",
		'6023':
			"The account demands fields that are not filled in. Add them under 'Lead Fields' or 'Custom Fields'.",
		'6070': "Check 'Lead ID': it is the number that Convoso shows for the lead.",
		'6071': "Check 'Lead ID': Convoso has no such lead.",
	},
	'lead.delete': {
		'6001': "Check 'Lead ID': Convoso has no such lead, or it is deleted already.",
	},
	'lead.search': {
		'6000': "Choose another 'List': Convoso finds none to search in.",
		'6002': OTHER_LIST,
		'6006': "Choose another 'User' or 'Owner'.",
	},
	'lead.getRecordings': {
		'6001': "Check 'Lead ID': Convoso has no such lead.",
		'6005': "Check 'Lead ID': Convoso finds no user whose recordings it could list.",
	},
	'list.insert': {
		'6003': "Fill in 'Name'.",
		'6004': OTHER_CAMPAIGN,
		'6046': LIST_NAME,
		'6081': UNIQUE_NAME,
	},
	'list.update': {
		'6002': OTHER_LIST,
		'6004': OTHER_CAMPAIGN,
		'6046': LIST_NAME,
		'6081': UNIQUE_NAME,
	},
	'list.delete': {
		'102': 'Convoso is deleting this list already. Wait until it is gone.',
		'6002': "Choose another 'List': this one does not exist in the account, or is deleted already.",
	},
	'list.search': { '6002': "Check 'List ID': Convoso has no such list." },
	'campaign.search': { '6026': 'Convoso finds no campaign that this token may see.' },
	'campaign.setStatus': {
		'6004': OTHER_CAMPAIGN,
		'6010': "Choose On or Off in 'Status'.",
		'6026': OTHER_CAMPAIGN,
		'6080': "Choose On or Off in 'Status'.",
	},
	'callLog.retrieve': {
		'6002': OTHER_LIST,
		'6004': OTHER_CAMPAIGN,
		'6006': OTHER_USER,
		'6026': OTHER_CAMPAIGN,
		'6030': OTHER_QUEUE,
		'6031': DATE_FORM,
		'6041': OTHER_QUEUE,
		'6042': OTHER_LIST,
		'6050': "Choose another 'Status': this one does not exist in the account.",
	},
	'callLog.update': {
		'6032': NO_CALL_GIVEN,
		'6033': NO_CALL,
		'6035': "Fill in 'Extra Field 01' or 'Extra Field 02'.",
		'6060': NO_CALL,
		'6061': NO_CALL,
		'6062': "Check 'Extra Field 01' and 'Extra Field 02': Convoso does not take one of the values.",
	},
	'recording.getByUser': {
		'6005': "Check 'User': Convoso knows no user with this email address.",
	},
	'status.insert': {
		'6060': "Fill in 'Name'.",
		'6061': "Enter 2 to 6 letters or digits in 'Abbreviation'.",
		'6062': isMissing('Final'),
		'6063': isMissing('Reached'),
		'6064': isMissing('Success'),
		'6065': isMissing('DNC'),
		'6066': isMissing('Callback'),
		'6067': isMissing('Contact'),
		'6068': isMissing('Voicemail'),
		'6078': COLOR,
	},
	'status.update': {
		'6069':
			"Choose another 'Status': only those that were made in your account can be changed, not Convoso's own.",
		'6071': isEmptied('Final'),
		'6072': isEmptied('Reached'),
		'6073': isEmptied('Success'),
		'6074': isEmptied('DNC'),
		'6075': isEmptied('Callback'),
		'6076': isEmptied('Contact'),
		'6077': isEmptied('Voicemail'),
		'6078': COLOR,
	},
	'user.search': {
		'6005': "Fill in 'User': Convoso wants an email, first name or last name.",
	},
	'dnc.insert': blockedNumberInsert,
	'dnc.update': blockedNumberUpdate,
	'dnc.search': blockedNumberSearch,
	'dnc.delete': {
		'6000': "Fill in 'Phone Code'.",
		'6001': "Fill in 'Campaign'; 0 stands for all campaigns.",
		'6002': "Fill in 'Phone Number'.",
		'6003':
			"This number is not on the do-not-call list of this 'Campaign'. Look for it with DNC, Search.",
		'6004': "Choose another 'New Lead Status': this one does not exist in the account.",
		'6005': "Fill in 'New Lead Status', or take it out of 'Options'.",
	},
	'smsOptOut.insert': { ...smsOptOut, ...blockedNumberInsert },
	'smsOptOut.update': { ...smsOptOut, ...blockedNumberUpdate },
	'smsOptOut.search': { ...smsOptOut, ...blockedNumberSearch },
	'callback.search': {
		'6000': 'Convoso finds no callbacks to search in. Change the filters.',
		'6006': OTHER_USER,
		'6026': OTHER_CAMPAIGN,
		'6031': DATE_FORM,
		'6042': OTHER_LIST,
	},
	'callback.insert': {
		'6001': "Check 'Lead ID': Convoso has no such lead.",
		'6006': OTHER_USER,
		'6023':
			"Fill in 'Lead ID', 'Callback Time' and 'Recipient'; a personal callback also needs 'User'.",
		'6038': "Check 'Lead ID' and 'User': Convoso could not make this callback.",
		'6070': "Check 'Lead ID': Convoso has no such lead.",
		'6071': "Check 'Callback Time': Convoso cannot read it.",
		'6072': "Check 'Time Zone': Convoso does not take it.",
		'7237':
			"Check 'Callback Time' and 'Time Zone': Convoso does not take this moment. It may be over already.",
	},
	'callback.update': {
		'6006': OTHER_USER,
		'6023': "Fill in 'Callback'; a personal callback also needs 'User'.",
		'6038': NO_CALLBACK,
		'6073': NO_CALLBACK,
		'6074': NO_CALLBACK,
		'7237':
			"Check 'Callback Time' and 'Time Zone': Convoso does not take this moment. It may be over already.",
	},
	'callback.delete': { '6038': NO_CALLBACK, '6073': NO_CALLBACK, '6074': NO_CALLBACK },
	'revenue.update': {
		'6032': NO_CALL_GIVEN,
		'6033': NO_CALL,
		'6036': "Fill in 'Revenue' or 'Return'.",
	},
	'agent.monitor': agentFilters,
	'agent.activity': agentFilters,
	'agent.logOut': {
		'6006': OTHER_USER,
		'6012': "The agent in 'User' is not logged in, so there is nothing to do.",
	},
	'agent.performance': {
		'6031': "Choose other agents in 'User Names or IDs': Convoso finds none of them.",
	},
	'agent.productivity': {
		'6031': "Check 'Agent Emails': Convoso finds none of these agents.",
	},
	'leadValidation.search': {
		'6004': "Check 'Phone Number': a US number has ten digits.",
		'6090': "Check 'Criteria Key': copy it again from Lead Criteria in Convoso.",
	},
};

/** What some refusals say that come without a code. */
const saidWithoutCode: Array<[pattern: RegExp, operations: RegExp, code: string]> = [
	[
		/(invalid|unknown|missing) auth(entication|orization)? token|auth token is invalid|unauthori[sz]ed/i,
		/./,
		'5001',
	],
	[/forbidden/i, /./, '403'],
	[/lead already exists|phone number already exists/i, /^lead\./, '6009'],
	[/lead not found|no such lead/i, /^lead\./, '6001'],
	[/list not found|no such list/i, /./, '6002'],
	[/invalid phone|phone number is invalid/i, /./, '6008'],
];

/** The codes that are about the credential. */
const CREDENTIAL = new Set(['401', '403', '5001']);

/**
 * The advice for a refusal.
 *
 * @param operation resource and operation, as in `lead.insert`
 * @param code the vendor's code, or the HTTP status where it sent none
 * @param said the vendor's words, for a refusal without a code
 */
export function adviceFor(
	operation: string,
	code: string | undefined,
	said = '',
): { hint: string; isCredential: boolean } {
	const found =
		code ??
		saidWithoutCode.find(([words, where]) => words.test(said) && where.test(operation))?.[2] ??
		'';
	const hint = hints[operation]?.[found] ?? hints.any[found];
	return {
		hint: hint ?? 'Check the values of this item against what Convoso says.',
		isCredential: CREDENTIAL.has(found),
	};
}
