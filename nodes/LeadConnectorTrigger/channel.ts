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

/** HighLevel's numbers. Its documents name 1, 2, 3 and 34; the others are those that two independent receivers know. */
const NUMBERS: Record<string, number[]> = {
	Call: [1, 8, 13, 24, 34],
	SMS: [2, 4, 6, 7, 14, 20, 22, 35, 45],
	Email: [3, 9, 21, 23],
	'Web Chat': [5],
	Voicemail: [10],
	Facebook: [11, 12, 32],
	'Google Business Profile': [15, 16],
	Instagram: [18, 33],
	WhatsApp: [19],
	'Live Chat': [29, 30],
	'Internal Comment': [37],
	TikTok: [41, 42],
	RCS: [43],
};

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
	const byNumber = Object.entries(NUMBERS).find(([, some]) => some.map(String).includes(text));
	if (byNumber) return byNumber[0];
	const spelt = text
		.toUpperCase()
		.replace(/[\s-]+/g, '_')
		.replace(/^TYPE_/, '')
		.replace(/^CAMPAIGN_/, '');
	return CHANNELS.find(([pattern]) => pattern.test(spelt))?.[1] ?? text;
}
