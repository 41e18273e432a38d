/**
 * The address of a server as a credential holds it: without blanks around it and without a slash at the end.
 *
 * @param text as the user entered it
 * @param basePath added where the address does not end with it, e.g. `/api/v1`
 * @returns the fault, to follow the field's name, when requests could go elsewhere than the user thinks: another protocol, a
 * query (every path behind it would become a part of the query), or a name and password
 */
export function readAddress(
	text: unknown,
	basePath = '',
): { value: string } | { fault: string; hint: string } {
	const address = String(text ?? '').trim();
	const hint = 'Enter it like https://api.example.com, without anything behind a question mark.';
	if (address === '') return { fault: 'is empty', hint };
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') {
		return { fault: 'is no web address', hint };
	}
	if (url.username !== '' || url.password !== '') {
		return { fault: 'holds a user name or password', hint };
	}
	if (url.search !== '' || url.hash !== '' || /[?#]/.test(address)) {
		return { fault: 'holds a query', hint };
	}
	const root = `${url.origin}${url.pathname}`.replace(/\/+$/, '');
	const isWhole = root.toLowerCase().endsWith(basePath.toLowerCase());
	return { value: isWhole ? root : `${root}${basePath}` };
}
