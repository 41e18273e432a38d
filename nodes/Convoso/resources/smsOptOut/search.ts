import { returnAllFields } from '../../../shared/describe';
import type { Operation } from '../../../shared/operation';
import { filters, pages, searchAdvice } from '../../blockedNumbers';
import { pagedSearch } from '../../routing';
import { optOutAdvice } from './optOutAdvice';

/** POST /sms-opt-out/search (Search SMS Opt-Out help article). */
export const search: Operation = {
	isRead: true,
	advice: { ...optOutAdvice, ...searchAdvice },
	option: {
		name: 'Search',
		value: 'search',
		action: 'Search SMS opt-outs',
		description: 'Find out whether a phone number gets no text messages, or list all such numbers',
		routing: pagedSearch('/sms-opt-out/search', pages),
	},
	fields: [...returnAllFields, filters],
};
