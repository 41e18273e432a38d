/** An IP address as 16 bytes; an IPv4 address stands behind ::ffff: (RFC 4291, 2.5.5.2), so that both of its forms are one. */
type Bytes = number[];

interface Range {
	bytes: Bytes;
	/** How many bits at the front count. */
	bits: number;
}

/** The range ::ffff:0:0/96 of IPv4 addresses. */
const IPV4 = [...Array<number>(10).fill(0), 255, 255];

/**
 * Whether one of some addresses is among those that a user has listed.
 *
 * @param list IPv4 and IPv6 addresses and ranges such as 66.85.240.0/21, with commas, blanks or line ends between them
 * @returns also the entries that are no address; they let nobody in
 */
export function amongAddresses(
	list: string,
	addresses: string[],
): { isAmong: boolean; unreadable: string[] } {
	const entries = list
		.replace(/\s*\/\s*/g, '/')
		.split(/[\s,;]+/)
		.filter((entry) => entry !== '');
	const ranges = entries.map(rangeOf);
	const seen = addresses.map(withoutPort).map(bytesOf);
	return {
		isAmong: ranges.some((range) => range && seen.some((bytes) => bytes && isIn(range, bytes))),
		unreadable: entries.filter((_entry, place) => !ranges[place]),
	};
}

/** Some proxies name the sender with its port: `203.0.113.7:49152`, `[2001:db8::1]:443`. */
function withoutPort(address: string): string {
	const [, ipv6Address, ipv4Address] =
		/^\s*(?:\[([^\]]*)\](?::\d+)?|([\d.]+):\d+)\s*$/.exec(address) ?? [];
	return ipv6Address ?? ipv4Address ?? address;
}

function isIn({ bytes, bits }: Range, address: Bytes): boolean {
	return bytes.every((byte, place) => {
		const left = Math.min(8, Math.max(0, bits - place * 8));
		const mask = (0xff << (8 - left)) & 0xff;
		return (byte & mask) === (address[place] & mask);
	});
}

function rangeOf(entry: string): Range | undefined {
	const [address, prefix, ...more] = entry.split('/');
	const bytes = bytesOf(address);
	if (!bytes || more.length > 0) return undefined;
	const isIpv4 = !address.includes(':');
	const longest = isIpv4 ? 32 : 128;
	if (prefix === undefined) return { bytes, bits: 128 };
	if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > longest) return undefined;
	return { bytes, bits: Number(prefix) + (isIpv4 ? 96 : 0) };
}

function bytesOf(text: string): Bytes | undefined {
	// A zone such as %eth0 says where an address was met, not which one it is.
	const address = text.trim().replace(/%.*$/s, '');
	return address.includes(':') ? ipv6(address) : ipv4(address);
}

function ipv4(text: string): Bytes | undefined {
	const parts = text.split('.');
	const isAddress = parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part));
	const bytes = parts.map(Number);
	return isAddress && bytes.every((byte) => byte <= 255) ? [...IPV4, ...bytes] : undefined;
}

/** As URLs have it in brackets. There each group becomes a number without zeros in front, an IPv4 address at the end two of them. */
function ipv6(text: string): Bytes | undefined {
	const url = `http://[${text}]`;
	if (!/^[\da-f:.]+$/i.test(text) || !URL.canParse(url)) return undefined;
	const [front, back = []] = new URL(url).hostname
		.slice(1, -1)
		.split('::')
		.map((side) => (side === '' ? [] : side.split(':')));
	const gap = Array<string>(8 - front.length - back.length).fill('0');
	return [...front, ...gap, ...back]
		.map((group) => parseInt(group, 16))
		.flatMap((group) => [group >> 8, group & 255]);
}
