/** How a text was written as bytes. */
export type Charset = 'utf8' | 'latin1' | 'utf16le';

/** The charset that a Content-Type header names; UTF-8 where it names none or an unknown one. */
export function charsetOf(contentType: string): Charset {
	const name = /charset\s*=\s*"?([\w-]+)/i.exec(contentType)?.[1].toLowerCase() ?? '';
	if (/^(iso-8859-1|latin1|windows-1252)$/.test(name)) return 'latin1';
	if (/^utf-?16(le)?$/.test(name)) return 'utf16le';
	return 'utf8';
}

/**
 * Splits the text of a form or of a query into names and values, in order. Every text is a form of some kind.
 *
 * @param charset of what stands behind percent signs
 */
export function pairsOf(text: string, charset: Charset = 'utf8'): Array<[string, string]> {
	return text
		.split('&')
		.filter((part) => part !== '')
		.map((part) => {
			const end = part.indexOf('=');
			if (end === -1) return [decoded(part, charset), ''];
			return [decoded(part.slice(0, end), charset), decoded(part.slice(end + 1), charset)];
		});
}

/**
 * What a query has for a name; of several the last.
 *
 * @returns undefined where it has none
 */
export function valueIn(query: string, name: string): string | undefined {
	return pairsOf(query)
		.filter(([one]) => one === name)
		.map(([, value]) => value)
		.pop();
}

/**
 * Takes the parameters of one name out of a query.
 *
 * @param value takes out only those that have it
 */
export function withoutParameter(query: string, name: string, value?: string): string {
	return query
		.split('&')
		.filter((part) => {
			const [pair] = pairsOf(part);
			return pair?.[0] !== name || (value !== undefined && pair[1] !== value);
		})
		.join('&');
}

/** Plus signs and percent codes become what they stand for. A percent sign that starts no code stays; broken UTF-8 becomes �. */
function decoded(text: string, charset: Charset): string {
	return text
		.replace(/\+/g, ' ')
		.replace(/(?:%[0-9a-f]{2})+/gi, (codes) =>
			Buffer.from(codes.replace(/%/g, ''), 'hex').toString(charset),
		);
}
