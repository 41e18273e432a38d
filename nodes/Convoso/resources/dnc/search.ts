import { returnAllFields } from '../../../shared/describe';
import type { Operation } from '../../../shared/operation';
import { filters, pages, searchAdvice } from '../../blockedNumbers';
import { pagedSearch } from '../../routing';

/** POST /dnc/search (Search DNC help article). */
export const search: Operation = {
	isRead: true,
	advice: searchAdvice,
	option: {
		name: 'Search',
		value: 'search',
		action: 'Search DNC numbers',
		description: 'Find out whether a phone number is on the do-not-call list, or list its entries',
		routing: pagedSearch('/dnc/search', pages),
	},
	fields: [...returnAllFields, filters],
};
