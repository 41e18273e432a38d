import { returnAllFields } from '../../../shared/describe';
import { day, filters, pickedMany } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { wholeSearch } from '../../routing';

/** POST /agent-performance/search (Agent Performance Search help article), which gives an object by user id. */
export const performance: Operation = {
	isRead: true,
	advice: {
		6031: "Choose other agents in 'User Names or IDs': Convoso finds none of them.",
	},
	option: {
		name: 'Performance',
		value: 'performance',
		action: 'Get performance of agents',
		description: 'Sum up the calls and times of each agent over some days',
		routing: wholeSearch('/agent-performance/search', 'user_id', 'data'),
	},
	fields: [
		...returnAllFields,
		filters([
			pickedMany('campaign_ids', 'Campaign Names or IDs', 'getCampaigns'),
			pickedMany('list_ids', 'List Names or IDs', 'getLists'),
			pickedMany('queue_ids', 'Queue Names or IDs', 'getQueues'),
			day('date_start', 'Since', { description: 'First day; today when left out' }),
			pickedMany('status_ids', 'Status Names or IDs', 'getStatuses'),
			day('date_end', 'Until', { description: 'Last day; today when left out' }),
			pickedMany('user_ids', 'User Names or IDs', 'getUsers'),
		]),
	],
};
