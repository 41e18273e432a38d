/** The channels by how they may be spelt, without TYPE_ in front. In the order in which they are looked for. */
const CHANNELS: Array<[RegExp, string]> = [
	[/VOICE_?MAIL/, 'Voicemail'],
	[/CALL/, 'Call'],
	[/SMS/, 'SMS'],
	[/E?MAIL/, 'Email'],
	[/^(FB|FACEBOOK)/, 'Facebook'],
	[/^(IG|INSTAGRAM)/, 'Instagram'],
	[/WHATSAPP/, 'WhatsApp'],
	[/^GMB/, 'Google Business Profile'],
	[/^LIVE_?CHAT/, 'Live Chat'],
	[/^WEB_?CHAT/, 'Web Chat'],
	[/^RCS/, 'RCS'],
	[/^TIKTOK/, 'TikTok'],
	[/^INTERNAL_?COMMENT/, 'Internal Comment'],
];

/** HighLevel's numbers that its documents name. */
const NUMBERS: Record<string, string> = { 1: 'Call', 2: 'SMS', 3: 'Email', 34: 'Call' };

/** The names that a channel can come out with. */
export const CHANNEL_NAMES = CHANNELS.map(([, name]) => name);

/**
 * A channel in one spelling. HighLevel writes `SMS`, `TYPE_SMS`, `CALL`, `VoiceMail`, `Live Chat` and numbers.
 *
 * @returns as it came where it is not known; null where there is none
 */
export function channelOf(type: unknown): string | null {
	if (typeof type !== 'string' && typeof type !== 'number') return null;
	const text = String(type).trim();
	if (text === '') return null;
	if (Object.hasOwn(NUMBERS, text)) return NUMBERS[text];
	const spelt = text
		.toUpperCase()
		.replace(/[\s-]+/g, '_')
		.replace(/^TYPE_/, '')
		.replace(/^CAMPAIGN_/, '');
	return CHANNELS.find(([pattern]) => pattern.test(spelt))?.[1] ?? text;
}
