import { returnAllFields } from '../../../shared/describe';
import { day, emails, filters } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { picked } from '../../fields';
import { pagedSearch } from '../../routing';

/** POST /agent-productivity/search (Agent Productivity Search help article): pages of 1,000, up to row 50,000. */
export const productivity: Operation = {
	isRead: true,
	advice: { 6031: "Check 'Agent Emails': Convoso finds none of these agents." },
	option: {
		name: 'Productivity',
		value: 'productivity',
		action: 'Get productivity of agents',
		description: 'List each change of state of the agents: log-in, pause, call …',
		routing: pagedSearch('/agent-productivity/search', { pageSize: 1000, maxOffset: 50_000 }),
	},
	fields: [
		...returnAllFields,
		filters([
			emails('agent_emails', 'Agent Emails', {
				placeholder: 'e.g. ada@example.com, ben@example.com',
			}),
			picked('campaign_id', 'Campaign', 'searchCampaigns'),
			day('date_start', 'Since', { description: 'First day' }),
			day('date_end', 'Until', { description: 'Last day' }),
		]),
	],
};
