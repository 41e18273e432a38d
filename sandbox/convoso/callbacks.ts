import { Refused } from '../kit/refused';
import type { Answer, Form } from './answer';
import type { Callback, ConvosoStore } from './store';

export const callbackEndpoints = {
	'/callbacks/search': search,
	'/callbacks/insert': (form, store) => {
		const lead = store.leads.get(form.lead_id);
		if (!lead) throw new Refused(6001, 'No such Lead');
		checkUser(form, store);
		if (form.recipient === 'personal' && !form.user_id)
			throw new Refused(6023, 'Required fields are missed');
		const list = store.lists.find(({ id }) => String(id) === lead.list_id);
		const callback: Callback = {
			id: store.newId(),
			lead_id: lead.id,
			list_id: lead.list_id,
			campaign_id: String(list?.campaign_id),
			callback_time: accountTime(form),
			recipient: storedAs(form.recipient),
			comments: form.comments ?? '',
			stage: 'PENDING',
			user: form.user_id ?? '0',
			user_name: '',
			phone_number: lead.phone_number,
		};
		store.callbacks.push(callback);
		return { success: true, data: { callback_id: callback.id } };
	},
	'/callbacks/update': (form, store) => {
		const callback = existing(form, store);
		checkUser(form, store);
		if (form.user_id) callback.user = form.user_id;
		if (form.recipient) callback.recipient = storedAs(form.recipient);
		if (form.comments) callback.comments = form.comments;
		if (form.callback_time) callback.callback_time = accountTime(form);
		if (form.callback_status || form.status) callback.stage = 'DISMISSED';
		return { success: true, data: { callback_id: callback.id } };
	},
	'/callbacks/delete': (form, store) => {
		store.callbacks.splice(store.callbacks.indexOf(existing(form, store)), 1);
		return { success: true };
	},
} satisfies Record<string, Answer>;

function search(form: Form, { callbacks }: ConvosoStore): object {
	const { offset = '0', limit = '20', start_date, end_date, comments } = form;
	if (Number(limit) > 5000) throw new Refused(7230, 'Invalid limit value');
	if (Number(offset) > 50_000) throw new Refused(7231, 'Invalid offset value');
	const recipient = form.recipient && storedAs(form.recipient);
	const isWanted = (value: string, wanted: string | undefined) => !wanted || value === wanted;
	const found = callbacks.filter(
		(callback) =>
			(!start_date || callback.callback_time.slice(0, 10) >= start_date) &&
			(!end_date || callback.callback_time.slice(0, 10) <= end_date) &&
			(!comments || callback.comments.includes(comments)) &&
			isWanted(callback.id, form.id) &&
			isWanted(callback.lead_id, form.lead_id) &&
			isWanted(callback.list_id, form.list_id) &&
			isWanted(callback.campaign_id, form.campaign_id) &&
			isWanted(callback.user, form.user_id) &&
			isWanted(callback.stage, form.stage) &&
			isWanted(callback.recipient, recipient),
	);
	const results = found.slice(Number(offset), Number(offset) + Number(limit));
	return { success: true, data: { offset, limit, total: String(found.length), results } };
}

function existing({ callback_id }: Form, { callbacks }: ConvosoStore): Callback {
	const callback = callbacks.find(({ id }) => id === callback_id);
	if (!callback) throw new Refused(6038, 'No such Callback');
	return callback;
}

function checkUser({ user_id }: Form, { users }: ConvosoStore): void {
	if (user_id && !users.some(({ id }) => id === user_id)) throw new Refused(6006, 'No such User');
}

function storedAs(recipient: string): string {
	return recipient === 'personal' ? 'USERONLY' : 'ANYONE';
}

/** "2026-03-01 02:30 PM", or "2026-03-01 14:30:00", at -8.00 as the account, which keeps UTC here, has it on its clock. */
function accountTime({ callback_time, callback_time_zone }: Form): string {
	const [, day, hour, minute, half] = /^(\S+) (\d\d):(\d\d)(?::\d\d| (AM|PM))$/.exec(
		callback_time,
	)!;
	const hours = half ? (Number(hour) % 12) + (half === 'PM' ? 12 : 0) : Number(hour);
	const time = Date.parse(`${day}T${String(hours).padStart(2, '0')}:${minute}:00Z`);
	if (Number.isNaN(time)) throw new Refused(7237, 'Invalid callback_time');
	const moment = new Date(time - Number(callback_time_zone ?? 0) * 3_600_000);
	return moment.toISOString().slice(0, 19).replace('T', ' ');
}
