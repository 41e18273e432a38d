import { adviceIn, type AdviceByCode } from '../shared/advice';
import type { Asked } from '../shared/service';

// What operations of several resources say about a code of theirs.
export const OTHER_CAMPAIGN = "Choose another 'Campaign': this one does not exist in the account.";
export const OTHER_LIST = "Choose another 'List': this one does not exist in the account.";
export const OTHER_USER = "Choose another 'User': this one does not exist in the account.";
export const NO_LEAD = "Check 'Lead ID': Convoso has no such lead.";
export const NO_CALL = "Choose another 'Call Log': Convoso has no such call.";
export const NO_CALL_GIVEN = "Fill in 'Call Log'.";
export const DATE_FORM = "Check 'Since' and 'Until': Convoso cannot read one of the dates.";
export const US_PHONE = "Check 'Phone Number' and 'Phone Code': a US number has ten digits.";

/**
 * What a user can do about each of the codes that mean the same everywhere. Other numbers mean different things at different
 * endpoints, so they stand with the operations.
 *
 * Source of all codes: the error tables of the Leads API document and of public clients of the API.
 */
export const advice: AdviceByCode = {
	401: "Convoso does not know the 'Auth Token' of the credential. Copy it again from the API menu, Authorization Tokens.",
	403: "The 'Auth Token' has no right to this section. In Convoso open the API menu, Authorization Tokens, and tick the section for this token.",
	404: "Check the 'Base URL' of the credential.",
	500: 'Convoso failed to process the data; it may be having trouble.',
	5001: "Convoso does not know the 'Auth Token' of the credential. Copy it again from the API menu, Authorization Tokens.",
	6079: "Check 'Email': Convoso takes only complete addresses.",
	7230: "Lower 'Limit'.",
	7231: 'There are more results than Convoso lets through in one search. Narrow the search, for instance by date.',
	7258: "Lower 'Limit'.",
};

/** What some refusals say that come without a code; of a code that means something else elsewhere, for which resource. */
const saidWithoutCode: Array<{ says: RegExp; code: string; resource?: string }> = [
	{
		says: /(invalid|unknown|missing) auth(entication|orization)? token|auth token is invalid|unauthori[sz]ed/i,
		code: '5001',
	},
	{ says: /forbidden/i, code: '403' },
	{ says: /lead already exists|phone number already exists/i, code: '6009', resource: 'lead' },
	{ says: /lead not found|no such lead/i, code: '6001', resource: 'lead' },
	{ says: /list not found|no such list/i, code: '6002' },
	{ says: /invalid phone|phone number is invalid/i, code: '6008' },
];

/** The codes that are about the credential. */
const CREDENTIAL = new Set(['401', '403', '5001']);

/**
 * The advice for a refusal.
 *
 * @param code the vendor's code, or the HTTP status where it sent none
 * @param said the vendor's words, for a refusal without a code
 */
export function adviceFor(
	asked: Pick<Asked, 'operation' | 'advice'>,
	code: string | undefined,
	said = '',
): { hint: string; isCredential: boolean } {
	const [about] = asked.operation.split('.');
	const meant = saidWithoutCode.find(
		({ says, resource = about }) => resource === about && says.test(said),
	);
	const found = code ?? meant?.code ?? '';
	const known = adviceIn(asked.advice, found) ?? adviceIn(advice, found);
	return {
		hint: known?.hint ?? 'Check the values of this item against what Convoso says.',
		isCredential: CREDENTIAL.has(found),
	};
}
