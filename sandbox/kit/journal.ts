/** One request as a vendor got it, and what the vendor answered. Secrets are replaced by `***`. */
export interface JournalEntry {
	vendor: string;
	method: string;
	/** Path below the vendor's base URL, without query. */
	path: string;
	/** Path and query as received. */
	url: string;
	headers: Record<string, string>;
	body: unknown;
	/** Where a secret of the vendor was found: 'url', 'headers', 'body'. */
	secretsIn: string[];
	/** HTTP status of the answer; 0 where the connection was dropped. */
	status: number;
	answer: unknown;
	/** When it arrived, in ms since 1970. */
	at: number;
}

/** What all vendors of a sandbox received, oldest first. */
export class Journal {
	readonly entries: JournalEntry[] = [];

	/** False keeps nothing, for measurements with very many requests. */
	isOn = true;

	/** The requests to one vendor, or to one path of it (without query). */
	of(vendor: string, path?: string): JournalEntry[] {
		return this.entries.filter(
			(entry) => entry.vendor === vendor && (path === undefined || entry.path === path),
		);
	}

	clear(): void {
		this.entries.length = 0;
	}
}

/** Replaces every secret in a value by `***`, and tells whether there was one. */
export function redact<T>(value: T, secrets: string[]): { value: T; found: boolean } {
	const text = JSON.stringify(value) ?? '';
	let clean = text;
	for (const secret of secrets) {
		for (const form of [secret, encodeURIComponent(secret)]) clean = clean.replaceAll(form, '***');
	}
	return clean === text ? { value, found: false } : { value: JSON.parse(clean) as T, found: true };
}
