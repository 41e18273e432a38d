import { Refused } from '../kit/refused';
import type { Answer, Form } from './answer';
import type { BlockedNumber, ConvosoStore } from './store';

const PURPOSES = new Set([
	'COLLECT',
	'COMMNOTM',
	'CONFIRM',
	'ESIGN',
	'HIPAA',
	'INFORM',
	'NONCOMM',
	'NONPROF',
	'NOTFOUND',
	'NOTIFY',
	'TELEMKT',
	'VERIFY',
]);

type Entries = (store: ConvosoStore) => BlockedNumber[];

const dnc: Entries = (store) => store.dnc;
const smsOptOuts: Entries = (store) => store.smsOptOuts;

export const blockedNumberEndpoints = {
	'/dnc/search': search(dnc),
	'/dnc/insert': (form, store) => ({ success: true, id: Number(insert(dnc, form, store).id) }),
	'/dnc/update': (form, store) => ({ success: true, id: Number(update(dnc, form, store).id) }),
	'/dnc/delete': remove,
	'/sms-opt-out/search': search(smsOptOuts),
	'/sms-opt-out/insert': (form, store) => {
		insert(smsOptOuts, form, store);
		return { success: true };
	},
	'/sms-opt-out/update': (form, store) => ({
		success: true,
		data: { id: update(smsOptOuts, form, store).id },
	}),
} satisfies Record<string, Answer>;

function search(entriesOf: Entries): Answer {
	return ({ auth_token: _token, offset = '0', limit = '100', ...filters }, store) => {
		if (Number(limit) > 1000) throw new Refused(7230, 'Invalid limit value');
		if (Number(offset) > 100_000) throw new Refused(7231, 'Invalid offset value');
		const found = entriesOf(store).filter((entry) =>
			Object.entries(filters).every(([name, wanted]) => {
				const value = entry[name.toLowerCase() as keyof BlockedNumber];
				if (wanted === '-BLANK-') return value === '';
				if (wanted === '-NOTBLANK-') return value !== '';
				return name === 'insert_date' ? value.startsWith(wanted) : value === wanted;
			}),
		);
		const entries = found.slice(Number(offset), Number(offset) + Number(limit));
		return {
			success: true,
			data: { offset: Number(offset), limit, total: String(found.length), entries },
		};
	};
}

function insert(entriesOf: Entries, form: Form, store: ConvosoStore): BlockedNumber {
	if (!isCampaign(form, store)) throw new Refused(6006, 'Invalid Campaign ID');
	if (form.phone_code === '1' && form.phone_number.length !== 10)
		throw new Refused(6007, 'Invalid Phone Number');
	checkPurpose(form);
	if (find(entriesOf(store), form)) throw new Refused(6008, 'The phone number already exists');
	const entry = {
		id: store.newId(),
		phone_number: form.phone_number,
		phone_code: form.phone_code,
		campaign_id: form.campaign_id,
		campaign_name: campaignName(form, store),
		insert_date: store.now(),
		reason: form.reason ?? '',
		purpose: form.purpose ?? '',
	};
	entriesOf(store).push(entry);
	return entry;
}

function update(entriesOf: Entries, form: Form, store: ConvosoStore): BlockedNumber {
	const entries = entriesOf(store);
	const entry = entries.find(({ id }) => id === form.id);
	if (!entry) throw new Refused(6056, 'Missing or invalid value for ID');
	if (form.campaign_id && !isCampaign(form, store)) throw new Refused(6004, 'Unknown Campaign ID');
	checkPurpose(form);
	const { auth_token: _token, ...given } = form;
	const changed = { ...entry, ...given };
	const other = find(entries, changed);
	if (other && other !== entry)
		throw new Refused(
			6059,
			'This combination of Phone number, Campaign ID, and Phone Code already exists.',
		);
	for (const name of ['reason', 'purpose'] as const)
		if (changed[name] === '-BLANK-') changed[name] = '';
	return Object.assign(entry, changed, { campaign_name: campaignName(changed, store) });
}

function remove(form: Form, store: ConvosoStore): object {
	const entry = find(store.dnc, form);
	if (!entry) throw new Refused(6003, 'Phone Number Not Found');
	if (form.update_lead_status === '1') {
		if (!form.lead_status) throw new Refused(6005, 'Missing Lead status');
		if (!store.statuses.some(({ status }) => status === form.lead_status))
			throw new Refused(6004, 'Invalid Lead status');
		for (const lead of store.withPhone(form.phone_number))
			store.changeLead(lead, { status: form.lead_status });
	}
	store.dnc.splice(store.dnc.indexOf(entry), 1);
	return { success: true };
}

function find(entries: BlockedNumber[], form: Pick<Form, string>): BlockedNumber | undefined {
	return entries.find(
		({ phone_number, phone_code, campaign_id }) =>
			phone_number === form.phone_number &&
			phone_code === form.phone_code &&
			campaign_id === form.campaign_id,
	);
}

function checkPurpose({ purpose }: Form): void {
	if (purpose !== undefined && purpose !== '-BLANK-' && !PURPOSES.has(purpose))
		throw new Refused(6057, 'Invalid Purpose Provided');
}

function isCampaign({ campaign_id }: Form, { campaigns }: ConvosoStore): boolean {
	return (
		['0', '-1'].includes(campaign_id) || campaigns.some(({ id }) => String(id) === campaign_id)
	);
}

function campaignName({ campaign_id }: Pick<Form, string>, { campaigns }: ConvosoStore): string {
	return campaigns.find(({ id }) => String(id) === campaign_id)?.name ?? '';
}
