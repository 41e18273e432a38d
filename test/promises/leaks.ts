import type { Sandbox } from '../../sandbox/sandbox';

/** Which vendors' secrets stand in what n8n shows or saves, in any encoding. */
export function leaksIn(seen: unknown, { vendors }: Sandbox): string[] {
	const texts = decodingsOf(textOf(seen));
	return Object.values(vendors)
		.filter(({ secrets }) => secrets.some((secret) => texts.some((text) => text.includes(secret))))
		.map(({ name }) => name);
}

function textOf(seen: unknown): string {
	const visited = new WeakSet<object>();
	return (
		JSON.stringify(seen, function (this: Record<string, unknown>, key, value: unknown) {
			const held = this[key];
			if (typeof held !== 'object' || held === null) return value;
			if (visited.has(held)) return undefined;
			visited.add(held);
			const { message, stack, cause } = held as Error;
			return message === undefined ? value : { ...held, message, stack, cause };
		}) ?? ''
	);
}

/** A text, and what it says to whoever decodes it. */
function decodingsOf(text: string): string[] {
	const unescaped = text
		.replace(/\\u00([0-9a-f]{2})/gi, (_, hex: string) => char(hex))
		.replace(/\\+/g, '');
	const decoded = unescaped.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => char(hex));
	const base64 =
		decoded
			.replace(/-/g, '+')
			.replace(/_/g, '/')
			.match(/[A-Za-z0-9+/]{8,}/g) ?? [];
	const contents = base64.flatMap((run) =>
		[0, 1, 2, 3].map((start) => Buffer.from(run.slice(start), 'base64').toString('latin1')),
	);
	return [text, unescaped, decoded, ...contents];
}

const char = (hex: string) => String.fromCharCode(parseInt(hex, 16));
