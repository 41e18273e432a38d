/** How the published documents word refusals; they give no codes. By the codes of the real server. */
const WORDS: Record<number, string> = {
	403: 'Insufficient permissions',
	5001: 'Invalid authentication token',
	6001: 'Lead not found',
	6002: 'List not found',
	6004: 'Campaign not found',
	6008: 'Invalid phone number',
	6009: 'Lead already exists',
	6038: 'Callback not found',
	6081: 'List name already exists',
	6090: 'Invalid criteria key',
};

/**
 * A refusal as the published documents show it.
 *
 * @param words where the documents have none for this code
 */
export function refusedAsDocumented(code: number | string, words: string): object {
	return { success: false, error: WORDS[Number(code)] ?? words };
}

/** An answer in the shapes of the published documents: `results`, `entries`, `id` and `result` at the top. */
export function asDocumented(path: string, result: object): object {
	const { data, ...rest } = result as { data?: Record<string, unknown>; success?: boolean };
	if (!data || Array.isArray(data)) return result;
	if (path === '/lead-post-validation/insert') return { result: true, lead_id: data.lead_id };
	if (data.lead_id !== undefined) return { success: true, data, id: data.lead_id };
	if (!Array.isArray(data.entries)) return result;
	const isRecordings =
		(data.entries[0] as object | undefined) && 'recording_id' in (data.entries[0] as object);
	return isRecordings
		? { entries: data.entries }
		: {
				results: data.entries,
				offset: data.offset,
				limit: data.limit,
				...(rest.success ? {} : rest),
			};
}
