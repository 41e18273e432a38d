import { Refused } from '../kit/refused';
import type { Answer, Form } from './answer';
import type { Call, ConvosoStore } from './store';

/** Filters that name a field of the call which must be equal. */
const EQUAL = [
	'id',
	'lead_id',
	'campaign_id',
	'queue_id',
	'list_id',
	'user_id',
	'status',
	'phone_number',
	'number_dialed',
	'first_name',
	'last_name',
	'called_count',
	'call_type',
];

export const callEndpoints = {
	'/log/retrieve': retrieve,
	'/log/update': (form, store) => {
		if (!form.extra_field_01 && !form.extra_field_02)
			throw new Refused(6035, 'Either Extra Field 01 or Extra Field 02 need to have value');
		const { extra_field_01, extra_field_02 } = form;
		Object.assign(existing(form, store), { extra_field_01, extra_field_02 });
		return { success: true };
	},
	'/revenue/update': (form, store) => {
		if (form.revenue === undefined && form.return === undefined)
			throw new Refused(6036, 'Either Revenue or Return need to have value');
		const { id } = existing(form, store);
		store.revenues.set(id, { revenue: form.revenue, return: form.return });
		return { success: true, data: { call_log_id: id } };
	},
} satisfies Record<string, Answer>;

function existing({ call_log_id }: Form, { calls }: ConvosoStore): Call {
	const call = calls.find(({ id }) => id === call_log_id);
	if (!call) throw new Refused(6033, 'No such Call Log');
	return call;
}

function retrieve(form: Form, store: ConvosoStore): object {
	const today = store.now().slice(0, 10);
	const { start_time = `${today} 00:00:00`, end_time = `${today} 23:59:59` } = form;
	const { offset = '0', limit = '500', order = 'DESC', include_recordings } = form;
	if (Number(limit) < 1 || Number(limit) > 500) throw new Refused(7230, 'Invalid limit value');
	if (Number(offset) > 40_000) throw new Refused(7231, 'Invalid offset value');
	check(form, store);
	const filters = EQUAL.filter((name) => form[name] !== undefined);
	const { calls } = store;
	let found = calls.slice(firstAt(calls, start_time), firstAt(calls, `${end_time}~`));
	if (filters.length > 0)
		found = found.filter((call) => filters.every((name) => call[name] === form[name]));
	if (store.unsteadyAnswers > 0) {
		store.unsteadyAnswers--;
		found = found.reverse().sort((a, b) => a.call_date.localeCompare(b.call_date));
	}
	if (order === 'DESC') found.reverse();
	const page = found.slice(Number(offset), Number(offset) + Number(limit));
	const results = include_recordings === '1' ? page.map(withRecording) : page;
	return {
		success: true,
		data: {
			offset: Number(offset),
			limit: Number(limit),
			total_found: String(found.length),
			entries: results.length,
			results,
		},
	};
}

/** The index of the first call at or after a date; the calls stand oldest first. */
function firstAt(calls: Call[], date: string): number {
	let [low, high] = [0, calls.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (calls[middle].call_date < date) low = middle + 1;
		else high = middle;
	}
	return low;
}

function withRecording(call: Call): object {
	const filename = `convoso_${call.phone_number}_${call.id}-all.mp3`;
	const public_url = `https://recordings.example.com/${filename}`;
	const recording =
		call.call_length === null
			? []
			: [
					{
						src: filename,
						type: 'audio/mpeg',
						recording_id: Number(call.id),
						filename,
						public_url,
					},
				];
	return { ...call, recording };
}

function check(form: Form, { lists, campaigns, users, queues }: ConvosoStore): void {
	const isKnown = (wanted: string | undefined, all: Array<string | number>) =>
		wanted === undefined || all.some((one) => String(one) === wanted);
	if (
		!isKnown(
			form.list_id,
			lists.map(({ id }) => id),
		)
	)
		throw new Refused(6002, 'Unknown List Id');
	if (
		!isKnown(
			form.campaign_id,
			campaigns.map(({ id }) => id),
		)
	)
		throw new Refused(6004, 'Unknown Campaign ID');
	if (
		!isKnown(
			form.user_id,
			users.map(({ id }) => id),
		)
	)
		throw new Refused(6006, 'Unknown User Id');
	if (
		!isKnown(
			form.queue_id,
			queues.map(({ value }) => value),
		)
	)
		throw new Refused(6030, 'Unknown Queue ID');
}
