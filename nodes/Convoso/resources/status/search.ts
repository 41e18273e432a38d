import { returnAllFields } from '../../../shared/describe';
import { bodyOf, text } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { wholeSearch } from '../../routing';

/** POST /status/search (Status Search help article). `query` must be there; when it is empty, all statuses come. */
export const search: Operation = {
	isRead: true,
	simple: [
		'status',
		'name',
		'final',
		'reached',
		'success',
		'dnc',
		'callback',
		'contact',
		'voicemail',
		'custom_status',
	],
	option: {
		name: 'Search',
		value: 'search',
		action: 'Search statuses',
		description: 'Find lead statuses by abbreviation or name',
		routing: wholeSearch('/status/search', 'status'),
	},
	fields: [
		text('query', 'Query', {
			placeholder: 'e.g. callback',
			description: 'Abbreviation or name, or a part of it. Leave empty for all statuses.',
			narrows: true,
		}),
		...returnAllFields,
	],
	finish: [async (request) => ({ ...request, body: { query: '', ...bodyOf(request) } })],
};
