import type { Operation } from '../../../shared/operation';
import { asAnswer } from '../../answer';
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
		routing: {
			request: { method: 'POST', url: '/user-activity/search' },
			output: { postReceive: [asAnswer] },
		},
	},
	fields: [agentFilters],
};
