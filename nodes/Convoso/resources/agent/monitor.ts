import { returnAllFields } from '../../../shared/describe';
import type { Operation } from '../../../shared/operation';
import { wholeSearch } from '../../routing';
import { agentAdvice, agentFilters } from './agentFilters';

/** POST /agent-monitor/search (Agent Monitor Search help article); the agents stand in `data.entries.agents`. */
export const monitor: Operation = {
	isRead: true,
	advice: agentAdvice,
	option: {
		name: 'Monitor',
		value: 'monitor',
		action: 'Monitor agents',
		description: 'See what each logged-in agent is doing now',
		routing: wholeSearch('/agent-monitor/search', 'user_id', 'data.entries.agents'),
	},
	fields: [...returnAllFields, agentFilters],
};
