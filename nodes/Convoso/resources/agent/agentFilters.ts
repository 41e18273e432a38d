import { filters, pickedMany, text } from '../../../shared/fields';

/** Which agents (Agent Monitor Search and User Activity help articles, which have the same parameters). */
export const agentFilters = filters([
	pickedMany('campaign_id', 'Campaign Names or IDs', 'getCampaigns'),
	pickedMany('queue_id', 'Queue Names or IDs', 'getQueues'),
	text('filter_by_skill_options', 'Skills', {
		placeholder: 'e.g. Spanish,TechSupport',
		description: 'Skills the agents have, with commas between them',
	}),
	pickedMany('user_id', 'User Names or IDs', 'getUsers'),
]);
