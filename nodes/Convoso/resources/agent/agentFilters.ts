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

/** The codes of what shows the agents at work, where several of each can be chosen. */
export const agentAdvice = {
	6006: "Choose others in 'User Names or IDs': one of them does not exist in the account.",
	6026: "Choose others in 'Campaign Names or IDs': one of them does not exist in the account.",
	6041: "Choose others in 'Queue Names or IDs': one of them does not exist in the account.",
};
