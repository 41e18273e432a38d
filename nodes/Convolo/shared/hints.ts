/** The mistake that keeps calls from starting most often, in the vendor's own help. */
const WIDGET_KEYS =
	"Check 'Widget Key' and 'API Key of the Widget' in the credential. The API key is the one of the widget (settings of the widget, Integrations tab), not the one of the account.";

const ACCOUNT_KEY =
	"Check 'Account API Key' in the credential. It is the key of the account, not the one of a widget.";

/**
 * What a user can do about an answer, by operation and HTTP status; `any` holds those that mean the same everywhere.
 * Convolo documents neither its codes nor its statuses, so the statuses are taken as HTTP defines them.
 */
const hints: Record<string, Record<string, string>> = {
	any: {
		'404': "Check 'Server' in the credential.",
		'429': "Under 'Request Options' lower 'Concurrent Requests'.",
	},
	start: {
		'400': "Check 'Phone Number', 'Country' and the custom parameters of this item.",
		'401': WIDGET_KEYS,
		'403': WIDGET_KEYS,
		'422': "Check 'Phone Number', 'Country' and the custom parameters of this item.",
	},
	getAll: { '400': "Check the 'Filters'.", '401': ACCOUNT_KEY, '403': ACCOUNT_KEY },
	get: {
		'401': ACCOUNT_KEY,
		'403': ACCOUNT_KEY,
		'404':
			"Check 'Call': Convolo has no such call. If it has, choose another 'Server' in the credential.",
	},
	getRecording: {
		'401': ACCOUNT_KEY,
		'403': ACCOUNT_KEY,
		'404': "Check 'Call': Convolo has no such call, or it is not over yet.",
	},
};

/** Whether a refusal is about the keys, whatever its status. */
export function isAboutKeys(message: string): boolean {
	return /\b(api|widget|account)[ _-]?key\b/i.test(message);
}

/**
 * The advice for a refusal.
 *
 * @param operation as in the Operation menu's values
 * @param status HTTP status of the answer
 * @param message Convolo's own words
 */
export function hintFor(operation: string, status: number, message: string): string {
	if (isAboutKeys(message)) return operation === 'start' ? WIDGET_KEYS : ACCOUNT_KEY;
	const hint = hints[operation]?.[status] ?? hints.any[status];
	return hint ?? 'Check the values of this item against what Convolo says.';
}
