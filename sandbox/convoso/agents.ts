import { Refused } from '../kit/refused';
import type { Answer, Form } from './answer';
import type { ConvosoStore, User } from './store';

export const agentEndpoints = {
	'/agent-monitor/search': (form, store) => ({
		success: true,
		data: {
			entries: {
				success: true,
				code: 200,
				campaigns: store.campaigns.map(({ id, name }) => ({ value: id, name })),
				queues: store.queues,
				agents: atWork(form, store).map((user) => ({
					user_id: user.id,
					user_full_name: nameOf(user),
					campaign_id: '101',
					campaign_name: 'Solar West',
					status: 'READY',
					calls_today: '12',
				})),
			},
		},
	}),
	'/agent-monitor/logout': ({ user_id }, { users, loggedIn }) => {
		if (!users.some(({ id }) => id === user_id)) throw new Refused(6006, 'No such User');
		if (!loggedIn.delete(user_id)) throw new Refused(6012, 'User is not logged in');
		return { success: true };
	},
	'/user-activity/search': (form, store) => ({
		success: true,
		data: {
			available_agents: Math.max(0, atWork(form, store).length - 1),
			logged_in_agents: atWork(form, store).length,
		},
	}),
	'/agent-performance/search': (form, store) => {
		const users = withId(store.users, form.user_ids).slice(0, 5);
		if (users.length === 0) throw new Refused(6031, 'Missing Agents');
		return {
			success: true,
			code: 200,
			total: users.length,
			data: Object.fromEntries(
				users.map((user) => [
					user.id,
					{ name: nameOf(user), calls: 843, human_answered: 708, talk_sec: '03:24:51' },
				]),
			),
		};
	},
	'/agent-productivity/search': (form, { users, agentEvents }) => {
		const { offset = '0', limit = '1000', agent_emails, campaign_id } = form;
		if (Number(limit) > 1000) throw new Refused(7230, 'Invalid limit value');
		if (Number(offset) > 50_000) throw new Refused(7231, 'Invalid offset value');
		const emails = agent_emails?.toLowerCase().split(',');
		const ids = users.filter(({ email }) => emails?.includes(email)).map(({ id }) => id);
		if (emails && ids.length === 0) throw new Refused(6031, 'Missing Agents');
		const found = agentEvents.filter(
			(event) =>
				(!emails || ids.includes(event.user_id)) &&
				(!campaign_id || event.campaign_id === campaign_id) &&
				(!form.date_start || event.created_at.slice(0, 10) >= form.date_start) &&
				(!form.date_end || event.created_at.slice(0, 10) <= form.date_end),
		);
		const entries = found.slice(Number(offset), Number(offset) + Number(limit));
		return {
			success: true,
			data: { offset: Number(offset), limit, total: String(found.length), entries },
		};
	},
} satisfies Record<string, Answer>;

function atWork({ user_id }: Form, { users, loggedIn }: ConvosoStore): User[] {
	return withId(users, user_id).filter(({ id }) => loggedIn.has(id));
}

function withId(users: User[], ids: string | undefined): User[] {
	return ids === undefined ? users : users.filter(({ id }) => ids.split(',').includes(id));
}

function nameOf({ first_name, last_name }: User): string {
	return `${first_name} ${last_name}`;
}
