import { returnAllFields } from '../../../shared/describe';
import { filters, id } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { onOff, picked } from '../../fields';
import { wholeSearch } from '../../routing';

/** POST /lists/search (Lists Search help article), which wants `status` and gives all lists at once. */
export const search: Operation = {
	isRead: true,
	advice: { 6002: "Check 'List ID': Convoso has no such list." },
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
		filters([picked('campaign_id', 'Campaign', 'searchCampaigns'), id('id', 'List ID')]),
	],
};
