/**
 * Brings a phone number as people write it into E.164: `+` and digits.
 *
 * @param text e.g. `+1 (555) 123-4567`, `0044 20 7946 0018`
 * @returns the number, or the fault, to follow the parameter's name in an error. A number without country code is
 * refused: guessing the country would call somebody else.
 */
export function toE164(text: string): { number: string } | { fault: string } {
	// +49 (0)30 …: the zero is for calls within the country only.
	const written = text.replace(/^(\s*(?:\+|00)[\d\s.-]*)\(0\)/, '$1');
	const digits = written.replace(/\D/g, '');
	if (digits === '') return { fault: 'has no digits' };
	// "x12" or "ext. 12" would become part of the number.
	if (/\p{L}/u.test(text)) return { fault: 'has letters in it' };
	if (!/^\s*(\+|00)/.test(text)) return { fault: 'has no country code' };
	const number = digits.replace(/^00/, '');
	if (number.length < 7 || number.length > 15) {
		return { fault: `has ${number.length} digits; a phone number with country code has 7 to 15` };
	}
	if (number.startsWith('0')) return { fault: 'has no country code' };
	return { number: `+${number}` };
}
