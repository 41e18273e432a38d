/** How a text was written as bytes. */
export type Charset = 'utf8' | 'windows-1252' | 'utf16le' | 'utf16be';

/**
 * What windows-1252 has where Latin-1 has control codes, from 0x80 on (WHATWG Encoding, index windows-1252). The TextDecoder
 * of Node.js 20 reads Latin-1 for it.
 */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** The charset that a Content-Type header names; UTF-8 where it names none or an unknown one. */
export function charsetOf(contentType: string): Charset {
	const name = /charset\s*=\s*"?([\w-]+)/i.exec(contentType)?.[1].toLowerCase() ?? '';
	// Whoever says Latin-1 means windows-1252: the two differ in control codes alone.
	if (/^(iso-8859-1|latin1|windows-1252)$/.test(name)) return 'windows-1252';
	if (/^utf-?16(le)?$/.test(name)) return 'utf16le';
	return /^utf-?16be$/.test(name) ? 'utf16be' : 'utf8';
}

/** The charset that the mark at the beginning of a text tells; it counts more than any header. */
export function charsetOfMark(bytes: Buffer): Charset | undefined {
	const [first, second, third] = bytes;
	if (first === 0xff && second === 0xfe) return 'utf16le';
	if (first === 0xfe && second === 0xff) return 'utf16be';
	return first === 0xef && second === 0xbb && third === 0xbf ? 'utf8' : undefined;
}

/** Bytes as text. What cannot be read becomes �. */
export function decode(bytes: Buffer, charset: Charset): string {
	if (charset === 'utf16be') {
		return Buffer.from(bytes.subarray(0, bytes.length & ~1))
			.swap16()
			.toString('utf16le');
	}
	if (charset !== 'windows-1252') return bytes.toString(charset);
	return bytes
		.toString('latin1')
		.replace(/[\x80-\x9f]/g, (code) => WINDOWS_1252[code.charCodeAt(0) - 0x80]);
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

/** All that a query has for a name, in order. */
export function valuesIn(query: string, name: string): string[] {
	return pairsOf(query).flatMap(([one, value]) => (one === name ? [value] : []));
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
			decode(Buffer.from(codes.replace(/%/g, ''), 'hex'), charset),
		);
}
