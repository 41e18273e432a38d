import { returnAllFields, type Operation } from '../../../shared/describe';
import { collection, onOff, picked, text } from '../../shared/fields';
import { wholeSearch } from '../../shared/search';

/** POST /lists/search (Lists Search help article), which wants `status` and gives all lists at once. */
export const search: Operation = {
	isRead: true,
	option: {
		name: 'Search',
		value: 'search',
		action: 'Search lists',
		description: 'Find the lists of the account',
		routing: wholeSearch('/lists/search', 'id'),
	},
	fields: [
		onOff('status', 'Status', ['Active', 'Inactive'], { required: true }),
		...returnAllFields,
		collection('Filters', 'filters', 'Add filter', [
			picked('campaign_id', 'Campaign', 'searchCampaigns'),
			text('id', 'List ID'),
		]),
	],
};
