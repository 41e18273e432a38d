import type { Operation } from '../../../shared/operation';
import { asAnswer } from '../../answer';
import { post } from '../../routing';
import { agentAdvice, agentFilters } from './agentFilters';

/** POST /user-activity/search (User Activity help article). */
export const activity: Operation = {
	isRead: true,
	advice: agentAdvice,
	option: {
		name: 'Activity',
		value: 'activity',
		action: 'Get activity of agents',
		description: 'Count the agents who are logged in, and those who are free for a call',
		routing: post('/user-activity/search', asAnswer),
	},
	fields: [agentFilters],
};
