import { choice, text } from '../../../shared/fields';
import { picked } from '../../fields';

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
