import { Refused } from '../kit/refused';
import type { Answer } from './answer';
import { pageOfRecordings } from './leads';

export const userEndpoints = {
	'/users/search': ({ user = '', offset = '0', limit = '20' }, { users }) => {
		const wanted = user.toLowerCase().split(',');
		const found = users.filter(({ email, first_name, last_name }) =>
			[email, first_name, last_name].some((text) =>
				wanted.some((one) => text.toLowerCase().includes(one.trim())),
			),
		);
		const page = found.slice(Number(offset), Number(offset) + Number(limit));
		return {
			success: true,
			data: {
				offset: Number(offset),
				limit,
				total: String(found.length),
				results: Object.fromEntries(page.map((one) => [one.id, one])),
			},
		};
	},
	'/users/recordings': (form, { users, recordings }) => {
		const emails = form.user.toLowerCase().split(',');
		const ids = users.filter(({ email }) => emails.includes(email)).map(({ id }) => id);
		if (ids.length === 0) throw new Refused(6005, 'Missing users');
		return pageOfRecordings(
			form,
			recordings.filter(({ user_id }) => user_id !== undefined && ids.includes(user_id)),
		);
	},
} satisfies Record<string, Answer>;
