import { Refused } from '../kit/refused';
import type { Answer, Form } from './answer';
import type { ConvosoStore, Lead, Recording } from './store';

/** Parameters of an insert that steer it and are no part of the lead. */
const STEERING = new Set([
	'auth_token',
	'hopper',
	'hopper_priority',
	'hopper_expires_in',
	'update_if_found',
	'check_dup',
	'check_dup_list',
	'check_dup_archive',
	'check_dnc',
	'check_wireless',
	'filter_phone_code',
	'blueinkdigital_token',
	'reject_by_carrier_type',
	'search_campaign_id',
	'search_list_id',
	'update_order_by_last_called_time',
	'lead_id',
]);

/** Search filters on dates: which field of the lead, and which side. */
const BOUNDS: Record<string, [field: string, side: 'from' | 'to']> = {
	created_at_start_date: ['created_at', 'from'],
	created_at_end_date: ['created_at', 'to'],
	updated_at_start_date: ['modified_at', 'from'],
	updated_at_end_date: ['modified_at', 'to'],
	changed_at_start_date: ['modified_at', 'from'],
	changed_at_end_date: ['modified_at', 'to'],
	deleted_at_start: ['deleted_at', 'from'],
	deleted_at_end: ['deleted_at', 'to'],
	archived_at_start: ['archived_at', 'from'],
	archived_at_end: ['archived_at', 'to'],
	last_call_start_date: ['last_called', 'from'],
	last_call_end_date: ['last_called', 'to'],
};

export const leadEndpoints = {
	'/leads/insert': insert,
	'/leads/update': update,
	'/leads/delete': remove,
	'/leads/search': search,
	'/leads/get-recordings': recordings,
} satisfies Record<string, Answer>;

function insert(form: Form, store: ConvosoStore): object {
	if (!form.list_id || !form.phone_number) {
		throw new Refused(6007, 'The Lead requires a phone number and list id');
	}
	check(form, store);
	if (form.update_if_found === '1') {
		const found = form.lead_id ? store.leads.get(form.lead_id) : undefined;
		const lead = found ?? candidates(form, store)[0];
		if (lead) {
			store.changeLead(lead, fieldsOf(form));
			return { success: true, data: { lead_id: lead.id } };
		}
	}
	if (Number(form.check_dup ?? 0) > 0 && duplicates(form, store).length > 0) {
		throw new Refused(6009, 'The phone number already exists');
	}
	const lead = store.addLead(fieldsOf(form));
	if (form.hopper === '1') store.dial(lead);
	return { success: true, data: { lead_id: lead.id } };
}

function update(form: Form, store: ConvosoStore): object {
	const lead = store.leads.get(form.lead_id);
	if (!lead) throw new Refused(6001, 'No such Lead');
	check(form, store);
	store.changeLead(lead, fieldsOf(form));
	return { success: true, data: { lead_id: lead.id } };
}

function remove(form: Form, store: ConvosoStore): object {
	const lead = store.leads.get(form.lead_id);
	if (!lead) throw new Refused(6001, 'No such Lead');
	store.deleteLead(lead);
	return { success: true };
}

function search(
	{ auth_token: _token, offset = '0', limit = '10', ...filters }: Form,
	store: ConvosoStore,
): object {
	if (Number(limit) < 1 || Number(limit) > 2000) throw new Refused(7230, 'Invalid limit value');
	const found: Lead[] = [];
	const from = Number(offset);
	const to = from + Number(limit);
	let total = 0;
	for (const lead of store.leads.values()) {
		if (!matches(lead, filters)) continue;
		if (total >= from && total < to) found.push(lead);
		total++;
	}
	return {
		success: true,
		data: { offset: from, limit: Number(limit), total, entries: found },
	};
}

function recordings(form: Form, store: ConvosoStore): object {
	const { lead_id } = form;
	return pageOfRecordings(
		form,
		store.recordings.filter((recording) => lead_id === '0' || recording.lead_id === lead_id),
	);
}

/** One page of recordings within the times of the form. */
export function pageOfRecordings(
	{ start_time, end_time, offset = '0', limit = '10' }: Form,
	recordings: Recording[],
): object {
	if (Number(limit) < 1 || Number(limit) > 100) throw new Refused(7230, 'Invalid limit value');
	const found = recordings.filter(
		(recording) =>
			(!start_time || recording.start_time >= start_time) &&
			(!end_time || recording.start_time <= end_time),
	);
	const entries = found
		.slice(Number(offset), Number(offset) + Number(limit))
		.map(({ user_id: _agent, ...recording }) => recording);
	return {
		success: true,
		data: { offset: Number(offset), limit: Number(limit), total: found.length, entries },
	};
}

function check(form: Form, store: ConvosoStore): void {
	if (form.list_id && !store.lists.some(({ id }) => String(id) === form.list_id)) {
		throw new Refused(6002, 'No such List');
	}
	for (const user of [form.owner_id, form.created_by, form.last_modified_by]) {
		if (user && !store.users.some(({ id }) => id === user)) throw new Refused(6006, 'No such User');
	}
	const isUs = (form.phone_code ?? '1') === '1' && !form.phone_number?.startsWith('00');
	const length = form.phone_number?.length ?? 10;
	if (length < 5 || (isUs && length < 10)) throw new Refused(6008, 'The phone number is invalid');
	if (form.email && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(form.email)) {
		throw new Refused(6079, 'Invalid Email(s)');
	}
}

/** What update_if_found looks through: a list goes before a campaign. */
function candidates(form: Form, store: ConvosoStore): Lead[] {
	const found = store.withPhone(form.phone_number).filter(({ list_id }) => {
		if (form.search_list_id) return list_id === form.search_list_id;
		if (form.search_campaign_id) return campaignOf(list_id, store) === form.search_campaign_id;
		return true;
	});
	const direction = form.update_order_by_last_called_time === 'ASC' ? 1 : -1;
	return found.sort((a, b) => direction * (a.last_called ?? '').localeCompare(b.last_called ?? ''));
}

/** check_dup: 1 the account, 2 the list, 3 the campaign of the list; 4 is not documented, so it is taken as 1. */
function duplicates(form: Form, store: ConvosoStore): Lead[] {
	const level = form.check_dup;
	return store.withPhone(form.phone_number).filter(({ list_id }) => {
		if (level === '2') return list_id === form.list_id;
		if (level === '3') return campaignOf(list_id, store) === campaignOf(form.list_id, store);
		return true;
	});
}

function campaignOf(listId: string, { lists }: ConvosoStore): string {
	return String(lists.find(({ id }) => String(id) === listId)?.campaign_id);
}

/** The fields of a lead in a form, without what steers the insert. */
export function fieldsOf(form: Form): Record<string, string> {
	return Object.fromEntries(Object.entries(form).filter(([key]) => !STEERING.has(key)));
}

function matches(lead: Lead, filters: Form): boolean {
	return Object.entries(filters).every(([key, wanted]) => {
		if (key === 'lead_id') return lead.id === wanted;
		const bound = BOUNDS[key];
		if (!bound) return (lead[key] ?? '').toLowerCase() === wanted.toLowerCase();
		const [field, side] = bound;
		const value = lead[field];
		if (!value) return false;
		if (side === 'from') return value >= wanted;
		// A day as upper bound includes that whole day.
		return value.slice(0, wanted.length) <= wanted;
	});
}
