import { returnAllFields } from '../../../shared/describe';
import { choice, day, filters, id, text } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { picked } from '../../fields';
import { DATE_FORM, OTHER_CAMPAIGN, OTHER_LIST, OTHER_USER } from '../../hints';
import { pagedSearch } from '../../routing';

/**
 * POST /callbacks/search (Callbacks Search help article): pages of 5,000, up to row 50,000. The stage of a callback whose
 * time has passed is PASTDUE there and PAST_DUE in a public client; the vendor's own is sent.
 */
export const search: Operation = {
	isRead: true,
	simple: [
		'id',
		'lead_id',
		'phone_number',
		'callback_time',
		'recipient',
		'user_name',
		'stage',
		'comments',
		'list_id',
		'campaign_id',
	],
	advice: {
		6000: 'Convoso finds no callbacks to search in. Change the filters.',
		6006: OTHER_USER,
		6026: OTHER_CAMPAIGN,
		6031: DATE_FORM,
		6042: OTHER_LIST,
	},
	option: {
		name: 'Search',
		value: 'search',
		action: 'Search callbacks',
		description: 'Find planned calls',
		routing: pagedSearch('/callbacks/search', { pageSize: 5000, maxOffset: 50_000 }),
	},
	fields: [
		...returnAllFields,
		filters([
			id('account_id', 'Account ID'),
			id('id', 'Callback ID'),
			picked('campaign_id', 'Campaign', 'searchCampaigns'),
			text('comments', 'Comments', { description: 'Any part of the comments' }),
			id('lead_id', 'Lead ID'),
			picked('list_id', 'List', 'searchAllLists'),
			choice('recipient', 'Recipient', [
				{ name: 'Personal', value: 'Personal' },
				{ name: 'System', value: 'System' },
			]),
			day('start_date', 'Since'),
			choice('stage', 'Stage', [
				{ name: 'Completed', value: 'COMPLETED' },
				{ name: 'Dismissed', value: 'DISMISSED' },
				{ name: 'Missed', value: 'MISSED' },
				{ name: 'Past Due', value: 'PASTDUE' },
				{ name: 'Pending', value: 'PENDING' },
			]),
			day('end_date', 'Until'),
			picked('user_id', 'User', 'searchUsers'),
		]),
	],
};
