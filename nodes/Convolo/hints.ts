import { adviceIn, type AdviceByCode } from '../shared/advice';

const ACCOUNT_KEY =
	"Check 'Account API Key' in the credential. It is the key of the account, not the one of a widget.";

/** Says which credential field a report needs. */
export const NO_ACCOUNT_KEY =
	"Fill in 'Account API Key' in the Convolo credential. The keys of the widget start calls, but give no reports.";

const OTHER_SERVER = "Check 'Server' in the credential.";

/**
 * What a user can do about an answer whatever was asked, by HTTP status. Convolo documents neither its codes nor its statuses,
 * so the statuses are taken as HTTP defines them.
 */
const advice: AdviceByCode = {
	401: ACCOUNT_KEY,
	403: ACCOUNT_KEY,
	404: OTHER_SERVER,
	405: OTHER_SERVER,
	413: 'Send less at once: shorten the custom parameters.',
	429: "Under 'Request Options' lower 'Concurrent Requests', or set 'Pause Between Requests (Ms)'.",
	'5xx': 'Convolo is having trouble.',
	any: 'Check the values of this item against what Convolo says.',
};

/** Words about the keys, whatever the status beside them. */
const ABOUT_KEYS =
	/\b(api|widget|account)[ _-]?key\b|\bun(authori[sz]ed|authenticated)\b|\baccess denied\b|^forbidden\b/i;

/**
 * The advice for a refusal.
 *
 * @param own the advice of what was asked, which counts first
 * @param status HTTP status of the answer, or the one that its body names
 * @param message Convolo's own words
 */
export function adviceFor(
	own: AdviceByCode | undefined,
	status: number,
	message = '',
): { hint: string; isCredential: boolean } {
	const found = ABOUT_KEYS.test(message) ? 401 : status;
	const known = adviceIn(own, found, message) ?? adviceIn(advice, found);
	const { hint = '', isCredential = found === 401 || found === 403 } = known ?? {};
	return { hint, isCredential };
}
