import { returnAllFields } from '../../../shared/describe';
import type { Operation } from '../../../shared/operation';
import { wholeSearch } from '../../routing';

/** POST /campaigns/search (public clients of the API), which has no parameters. */
export const search: Operation = {
	isRead: true,
	advice: { 6026: 'Convoso finds no campaign that this token may see.' },
	option: {
		name: 'Search',
		value: 'search',
		action: 'Search campaigns',
		description: 'List the campaigns of the account',
		routing: wholeSearch('/campaigns/search', 'id'),
	},
	fields: returnAllFields,
};
