import { formed } from '../../../shared/fields';
import { onOff } from '../../fields';
import { OTHER_CAMPAIGN } from '../../hints';

/**
 * The rules of a list name (list endpoints of the API): 10 to 30 characters, and only these.
 */
export const listName = {
	fault: (value: string) => {
		if (value.length < 10 || value.length > 30)
			return `has ${value.length} characters instead of 10 to 30`;
		const wrong = /[^a-zA-Z0-9:_ -]/.exec(value)?.[0];
		return wrong === undefined ? undefined : `has a "${wrong}" in it`;
	},
	hint: 'Enter 10 to 30 characters: letters A-Z, digits, blanks, colons, hyphens and underscores.',
};

/** Optional on Insert and Update alike. */
export const listDetails = [
	formed(
		'description',
		'Description',
		{
			fault: ({ length }) => (length > 255 ? `has ${length} characters` : undefined),
			hint: 'Enter at most 255 characters.',
		},
		{ typeOptions: { rows: 2 } },
	),
	onOff('status', 'Status', ['Active', 'Inactive']),
];

/** The codes of Insert and Update alike. */
export const listAdvice = {
	6004: OTHER_CAMPAIGN,
	6046: "Enter 10 to 30 characters in 'Name'.",
	6081: "Enter another 'Name': the account has a list of this name already.",
};
