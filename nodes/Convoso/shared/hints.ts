/**
 * What a user can do about each of Convoso's codes. A number means different things at different endpoints, so the table
 * is by operation; `any` holds those that mean the same everywhere.
 *
 * Source of the codes: the error tables of the Leads API document and of public clients of the API.
 */
const hints: Record<string, Record<string, string>> = {
	any: {
		'401':
			"Convoso does not know the 'Auth Token' of the credential. Copy it again from the API menu, Authorization Tokens.",
		'403':
			"The 'Auth Token' has no right to this section. In Convoso open the API menu, Authorization Tokens, and tick the section for this token.",
		'404': "Check the 'Base URL' of the credential.",
		'500': 'Convoso failed to process the data. Try again later.',
		'5001':
			"Convoso does not know the 'Auth Token' of the credential. Copy it again from the API menu, Authorization Tokens.",
		'6079': "Check 'Email': Convoso takes only complete addresses.",
		'7230': "Lower 'Limit'.",
		'7231':
			'There are more results than Convoso lets through in one search. Narrow the search, for instance by date.',
		'7258': "Lower 'Limit'.",
	},
	'lead.insert': {
		'6002': "Choose another 'List': this one does not exist in the account.",
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
		'6002': "Choose another 'List': this one does not exist in the account.",
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
		'6002': "Choose another 'List': this one does not exist in the account.",
		'6006': "Choose another 'User' or 'Owner'.",
	},
	'lead.getRecordings': {
		'6001': "Check 'Lead ID': Convoso has no such lead.",
		'6005': "Check 'Lead ID': Convoso finds no user whose recordings it could list.",
	},
};

/**
 * The advice for a refusal.
 *
 * @param operation resource and operation, as in `lead.insert`
 * @param code the vendor's code, or the HTTP status where it sent none
 */
export function hintFor(operation: string, code: string | undefined): string {
	const hint = code === undefined ? undefined : (hints[operation]?.[code] ?? hints.any[code]);
	return hint ?? 'Check the values of this item against what Convoso says.';
}
