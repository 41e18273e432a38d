import { Refused } from '../kit/refused';
import type { Answer, Form } from './answer';
import type { ConvosoStore, List } from './store';

export const listEndpoints = {
	'/lists/insert': (form, store) => {
		check(form, store);
		const list: List = {
			id: Number(store.newId()),
			name: form.name,
			campaign_id: Number(form.campaign_id),
			description: form.description,
			status: form.status === '0' ? 'N' : 'Y',
			last_called_at: null,
		};
		store.lists.push(list);
		return { success: true, data: { list_id: list.id }, id: list.id };
	},
	'/lists/update': (form, store) => {
		const list = existing(form, store);
		check(form, store);
		if (form.name) list.name = form.name;
		if (form.campaign_id) list.campaign_id = Number(form.campaign_id);
		if (form.description) list.description = form.description;
		if (form.status) list.status = form.status === '0' ? 'N' : 'Y';
		return { success: true, data: { list_id: list.id } };
	},
	'/lists/delete': (form, store) => {
		store.lists.splice(store.lists.indexOf(existing(form, store)), 1);
		return { success: true };
	},
	'/lists/search': ({ status, id, campaign_id }, { lists }) => ({
		success: true,
		data: lists.filter(
			(list) =>
				(!status || list.status === (status === '1' ? 'Y' : 'N')) &&
				(!id || String(list.id) === id) &&
				(!campaign_id || String(list.campaign_id) === campaign_id),
		),
	}),
} satisfies Record<string, Answer>;

function existing({ list_id }: Form, { lists }: ConvosoStore): List {
	const list = lists.find(({ id }) => String(id) === list_id);
	if (!list) throw new Refused(6002, 'No such List');
	return list;
}

function check({ name, campaign_id, list_id }: Form, { lists, campaigns }: ConvosoStore): void {
	if (name !== undefined && name.length < 10)
		throw new Refused(6046, 'The List name should be at least 10 characters long');
	if (lists.some((list) => list.name === name && String(list.id) !== list_id))
		throw new Refused(6081, 'The list name should be unique');
	if (campaign_id !== undefined && !campaigns.some(({ id }) => String(id) === campaign_id))
		throw new Refused(6004, 'Unknown Campaign ID');
}
