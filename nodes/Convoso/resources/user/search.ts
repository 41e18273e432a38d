import { returnAllFields } from '../../../shared/describe';
import { text } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { pagedSearch } from '../../routing';

/** POST /users/search (Users Search help article). Its page limit is not documented; a smaller page is coped with. */
export const search: Operation = {
	isRead: true,
	simple: [
		'id',
		'email',
		'first_name',
		'last_name',
		'user_level',
		'status',
		'extension',
		'last_login',
	],
	advice: {
		6005: "Fill in 'User': Convoso wants an email, first name or last name.",
	},
	option: {
		name: 'Search',
		value: 'search',
		action: 'Search users',
		description: 'Find users of the account by email or name',
		routing: pagedSearch('/users/search', { pageSize: 100 }),
	},
	fields: [
		text('user', 'User', {
			narrows: true,
			placeholder: 'e.g. ada@example.com',
			description:
				'Email, first name or last name; several with commas between them. Leave empty for all users.',
		}),
		...returnAllFields,
	],
};
