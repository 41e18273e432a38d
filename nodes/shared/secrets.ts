/** What stands in the place of a secret. */
const MASK = '***';

/** Shorter than any token or key of these vendors: a word that would hide half of an answer. */
const SHORTEST = 6;

/**
 * Hides the secrets of a credential wherever a vendor repeats them: as they are, and encoded as a URL, a form, JSON or
 * base64 has them.
 */
export class Secrets {
	private readonly pattern?: RegExp;

	/** @param values the secret fields of a credential; what is no text, or too short, is passed over */
	constructor(values: unknown[]) {
		const secrets = values
			.filter((value): value is string => typeof value === 'string')
			.map((value) => value.trim())
			.filter(({ length }) => length >= SHORTEST);
		const forms = [...new Set(secrets.flatMap(formsOf))].sort((a, b) => b.length - a.length);
		if (forms.length > 0) this.pattern = new RegExp(forms.map(escaped).join('|'), 'gi');
	}

	/** The text without the secrets. JSON stays JSON. */
	mask(text: string): string {
		return this.pattern ? text.replace(this.pattern, MASK) : text;
	}
}

/** The answers that have passed through {@link Secrets} on their way in. */
const clean = new WeakSet<object>();

/** Notes that an answer holds no secret, so that it is not looked through twice. */
export function markClean<T extends object>(answer: T): T {
	clean.add(answer);
	return answer;
}

/** Hides secrets in the body of an answer that n8n's RoutingNode has fetched. Bytes stay as they are. */
export function cleanUp(answer: { body: unknown }, secrets: unknown[]): void {
	const { body } = answer;
	if (clean.has(answer) || Buffer.isBuffer(body) || body === undefined) return;
	const masked = new Secrets(secrets).mask(JSON.stringify(body));
	answer.body = JSON.parse(masked) as unknown;
}

/** The ways in which a secret may come back. */
function formsOf(secret: string): string[] {
	const url = encodeURIComponent(secret);
	const json = JSON.stringify(secret).slice(1, -1);
	const forms = [secret, url, url.replace(/%20/g, '+'), json, json.replace(/\//g, '\\/')];
	return [...forms, ...base64FormsOf(secret)];
}

/** What all base64 texts share that hold the secret, by how many bytes stand in front of it in its first group. */
function base64FormsOf(secret: string): string[] {
	const forms = [0, 1, 2].flatMap((offset) => {
		const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
		const whole = bytes.toString('base64').replace(/=+$/, '');
		// The characters at both ends also hold bits of what stands beside the secret.
		const start = Math.ceil((offset * 8) / 6);
		const end = bytes.length % 3 === 0 ? whole.length : whole.length - 1;
		const inner = whole.slice(start, end);
		return [inner, inner.replace(/\+/g, '-').replace(/\//g, '_')];
	});
	return forms.filter(({ length }) => length >= SHORTEST);
}

function escaped(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
