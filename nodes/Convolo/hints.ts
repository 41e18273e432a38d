/** The mistake that keeps calls from starting most often, in the vendor's own help. */
const WIDGET_KEYS =
	"Check 'Widget Key' and 'API Key of the Widget' in the credential. The API key is the one of the widget (settings of the widget, Integrations tab), not the one of the account.";

const ACCOUNT_KEY =
	"Check 'Account API Key' in the credential. It is the key of the account, not the one of a widget.";

/** Says which credential field a report needs. */
export const NO_ACCOUNT_KEY =
	"Fill in 'Account API Key' in the Convolo credential. The keys of the widget start calls, but give no reports.";

const CALL_VALUES = "Check 'Phone Number', 'Country' and the custom parameters of this item.";

const OTHER_SERVER = "Check 'Server' in the credential.";

/**
 * What a user can do about an answer, by operation and HTTP status; `any` holds those that mean the same everywhere.
 * Convolo documents neither its codes nor its statuses, so the statuses are taken as HTTP defines them.
 */
const hints: Record<string, Record<number, string>> = {
	any: {
		401: ACCOUNT_KEY,
		403: ACCOUNT_KEY,
		404: OTHER_SERVER,
		405: OTHER_SERVER,
		413: 'Send less at once: shorten the custom parameters.',
		429: "Under 'Request Options' lower 'Concurrent Requests', or set 'Pause Between Requests (Ms)'.",
	},
	'call.start': { 400: CALL_VALUES, 401: WIDGET_KEYS, 403: WIDGET_KEYS, 422: CALL_VALUES },
	'call.getMany': { 400: "Check the 'Filters'.", 422: "Check the 'Filters'." },
	'call.get': {
		404: "Check 'Call': Convolo has no such call. If it has, choose another 'Server' in the credential.",
	},
	'call.getRecording': {
		404: "Check 'Call': Convolo has no such call, or it is not over yet.",
	},
};

/** Words about the keys, whatever the status beside them. */
const ABOUT_KEYS =
	/\b(api|widget|account)[ _-]?key\b|\bun(authori[sz]ed|authenticated)\b|\baccess denied\b|^forbidden\b/i;

/** The widget of the credential itself, which only the start of a call asks for. */
const NO_WIDGET =
	/\bwidget\b.*\bnot found\b|\b(unknown|invalid|no such|disabled|inactive) widget\b/i;

/** Whether a refusal is about the keys, whatever its status. */
export function isAboutKeys(operation: string, message: string): boolean {
	return ABOUT_KEYS.test(message) || (operation === 'call.start' && NO_WIDGET.test(message));
}

/**
 * The advice for a refusal.
 *
 * @param operation resource and operation, as in `call.start`
 * @param status HTTP status of the answer, or the one that its body names
 * @param message Convolo's own words
 */
export function hintFor(operation: string, status: number, message = ''): string {
	const found = isAboutKeys(operation, message) ? 401 : status;
	return (
		hints[operation]?.[found] ??
		hints.any[found] ??
		(found >= 500
			? 'Convolo is having trouble.'
			: 'Check the values of this item against what Convolo says.')
	);
}
