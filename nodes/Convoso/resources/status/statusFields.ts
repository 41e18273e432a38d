import { flag, formed } from '../../../shared/fields';

/** Colour of a status as six hexadecimal digits; n8n's colour field puts a # in front, which Convoso refuses. */
export const color = formed(
	'hex_color',
	'Color',
	{
		fault: (value) => (/^#?[0-9a-f]{6}$/i.test(value) ? undefined : `is "${value}"`),
		hint: 'Choose a colour, or enter six hexadecimal digits like 6711d1.',
		clean: (value) => value.replace('#', ''),
	},
	{ type: 'color' },
);

/** The advice for code 6078, of Insert and Update alike. */
export const BAD_COLOR = "Check 'Color': Convoso takes six hexadecimal digits like 6711d1.";

/** Yes or no, sent as Y and N, as the status endpoints want it. */
const yesNo = (property: string, displayName: string, description: string) =>
	flag(property, displayName, description, (isOn) => (isOn ? 'Y' : 'N'), { default: false });

/** What a status means (Status Insert help article). */
export const meanings = [
	yesNo('callback', 'Callback', 'Whether a callback is to follow'),
	yesNo('contact', 'Contact', 'Whether there was contact'),
	yesNo('dnc', 'DNC', 'Whether the lead must not be called any more'),
	yesNo('final', 'Final', 'Whether the lead is done with'),
	yesNo('reached', 'Reached', 'Whether the lead was reached'),
	yesNo('success', 'Success', 'Whether it counts as a success'),
	yesNo('voicemail', 'Voicemail', 'Whether the call reached a voicemail'),
];
