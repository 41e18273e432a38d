import { choice, text } from '../../../shared/fields';
import { picked } from '../../fields';
import { OTHER_USER } from '../../hints';

/** Optional on Insert and Update alike. */
export const callbackDetails = [
	text('comments', 'Comments', { typeOptions: { rows: 3 } }),
	picked('user_id', 'User', 'searchUsers', {
		description: 'The agent who calls back. A personal callback needs one.',
	}),
];

/** Who calls back (Callbacks Insert help article). */
export const recipient = (extra: { required?: boolean } = {}) =>
	choice(
		'recipient',
		'Recipient',
		[
			{ name: 'Personal', value: 'personal', description: 'The agent in User' },
			{ name: 'System', value: 'system', description: 'The dialer, for the next free agent' },
		],
		{ default: 'system', ...extra },
	);

/** The codes of Insert and Update alike. */
export const callbackAdvice = {
	6006: OTHER_USER,
	7237: "Check 'Callback Time' and 'Time Zone': Convoso does not take this moment. It may be over already.",
};

const NO_CALLBACK =
	"Choose another 'Callback': Convoso has no such callback, or it is deleted already.";

/** The codes of Update and Delete alike. */
export const noCallbackAdvice = { 6038: NO_CALLBACK, 6073: NO_CALLBACK, 6074: NO_CALLBACK };
