import { clock } from '../kit/clock';

/** Everything a simulated Convoso account holds. */
export interface Lead {
	id: string;
	list_id: string;
	phone_code: string;
	phone_number: string;
	created_at: string;
	modified_at: string;
	[field: string]: string;
}

export interface Recording {
	recording_id: string;
	lead_id: string;
	/** The agent; the answers do not name him. */
	user_id?: string;
	start_time: string;
	end_time: string;
	seconds: number | null;
	url: string;
}

export interface List {
	id: number;
	name: string;
	campaign_id: number;
	description?: string;
	status: 'Y' | 'N';
	last_called_at: null;
}

export interface Campaign {
	id: number;
	name: string;
	status: 'Y' | 'N';
	last_call_date: null;
}

export interface Status {
	status: string;
	name: string;
	[flag: string]: string;
}

export interface User {
	id: string;
	email: string;
	first_name: string;
	last_name: string;
	user_level: string;
	status: string;
	acl_access_profile: string;
	extension: string[];
	last_login: string;
	created_at: string;
	local_gmt: string;
}

export interface Call {
	id: string;
	lead_id: string;
	/** Account time, YYYY-MM-DD HH:MM:SS */
	call_date: string;
	[field: string]: string | null;
}

/** An entry of the do-not-call list or of the SMS opt-outs. */
export interface BlockedNumber {
	id: string;
	phone_number: string;
	phone_code: string;
	campaign_id: string;
	campaign_name: string;
	insert_date: string;
	reason: string;
	purpose: string;
}

export interface Callback {
	id: string;
	lead_id: string;
	list_id: string;
	campaign_id: string;
	callback_time: string;
	recipient: string;
	comments: string;
	stage: string;
	user: string;
	user_name: string;
	phone_number: string;
}

/** One change of state of an agent, as agent productivity lists them. */
export interface AgentEvent {
	id: string;
	user_id: string;
	state: string;
	campaign_id: string;
	created_at: string;
}

export class ConvosoStore {
	campaigns: Campaign[] = [];

	lists: List[] = [];

	statuses: Status[] = [];

	users: User[] = [];

	/** Fields that only this account has. */
	customFields = new Set(['policy_number', 'carrier_and_plan_1', 'Lieblingsfarbe']);

	/** In order of insertion; deleted ones are kept apart. */
	leads = new Map<string, Lead>();

	deleted = new Map<string, Lead>();

	recordings: Recording[] = [];

	queues: Array<{ value: number; name: string }> = [];

	/** Oldest first. */
	calls: Call[] = [];

	/** In this many answers to come, calls of one second stand the other way round, as an unsteady database gives them. */
	unsteadyAnswers = 0;

	revenues = new Map<string, { revenue?: string; return?: string }>();

	dnc: BlockedNumber[] = [];

	smsOptOuts: BlockedNumber[] = [];

	callbacks: Callback[] = [];

	/** Agents who are logged in, by user id. */
	loggedIn = new Set<string>();

	agentEvents: AgentEvent[] = [];

	/** Lead criteria by key: the states they accept. */
	criteria = new Map<string, string[]>();

	private nextId = 70_001;

	private nextLead = 10_001;

	private byPhone = new Map<string, Set<string>>();

	constructor() {
		this.reset();
	}

	reset(): void {
		this.campaigns = [
			{ id: 101, name: 'Solar West', status: 'Y', last_call_date: null },
			{ id: 102, name: 'Medicare Spring', status: 'Y', last_call_date: null },
			{ id: 103, name: 'Winter Archive', status: 'N', last_call_date: null },
		];
		this.lists = [
			{ id: 333, name: 'Web Form Leads', campaign_id: 101, status: 'Y', last_called_at: null },
			{ id: 334, name: 'Trade Show 2026', campaign_id: 101, status: 'Y', last_called_at: null },
			{ id: 335, name: 'Medicare Referrals', campaign_id: 102, status: 'Y', last_called_at: null },
			{ id: 336, name: 'Old Imports', campaign_id: 103, status: 'N', last_called_at: null },
		];
		this.statuses = newStatuses();
		this.users = newUsers();
		this.queues = [
			{ value: 501, name: 'Inbound Sales' },
			{ value: 502, name: 'Support' },
		];
		this.calls = [];
		this.unsteadyAnswers = 0;
		this.revenues = new Map();
		this.dnc = [];
		this.smsOptOuts = [];
		this.callbacks = [];
		this.loggedIn = new Set(this.users.slice(0, 3).map(({ id }) => id));
		this.agentEvents = [];
		this.criteria = new Map([['solar-west-buyers', ['CA', 'NV', 'AZ']]]);
		this.nextId = 70_001;
		this.leads = new Map();
		this.deleted = new Map();
		this.recordings = [];
		this.byPhone = new Map();
		this.nextLead = 10_001;
	}

	/** Account time, as Convoso writes it. */
	now(): string {
		return new Date(clock.now()).toISOString().slice(0, 19).replace('T', ' ');
	}

	/** A new id for anything that is no lead. */
	newId(): string {
		return String(this.nextId++);
	}

	/**
	 * Adds calls, to be given oldest first.
	 *
	 * @param dateOf when the call with this index was, YYYY-MM-DD HH:MM:SS
	 */
	addCalls(count: number, dateOf: (index: number) => string): void {
		for (let index = 0; index < count; index++) {
			this.calls.push({
				id: String(900_001 + this.calls.length),
				lead_id: String(10_001 + (index % 1000)),
				list_id: '333',
				campaign_id: '101',
				campaign: 'Solar West',
				user: 'Ada Novak',
				user_id: '1110000',
				phone_number: '5551234567',
				number_dialed: '15551234567',
				first_name: 'Zoë',
				last_name: 'Example',
				status: 'NA',
				status_name: 'No Answer',
				call_length: index % 10 === 0 ? null : '42',
				call_date: dateOf(index),
				call_type: index % 2 ? 'INBOUND' : 'OUTBOUND',
				queue_id: index % 2 ? '501' : null,
				called_count: '1',
				term_reason: index % 10 === 0 ? 'NONE' : 'AGENT',
				agent_comment: '',
			});
		}
	}

	addLead(fields: Record<string, string>): Lead {
		const now = this.now();
		const lead = {
			status: 'NEW',
			phone_code: '1',
			...fields,
			id: String(this.nextLead++),
			created_at: now,
			modified_at: now,
		} as unknown as Lead;
		this.leads.set(lead.id, lead);
		this.index(lead);
		return lead;
	}

	changeLead(lead: Lead, fields: Record<string, string>): void {
		this.byPhone.get(lead.phone_number)?.delete(lead.id);
		Object.assign(lead, fields, { modified_at: this.now() });
		this.index(lead);
	}

	deleteLead(lead: Lead): void {
		this.leads.delete(lead.id);
		this.byPhone.get(lead.phone_number)?.delete(lead.id);
		this.deleted.set(lead.id, lead);
	}

	/** A lead in the hopper is dialled at once, and the call recorded. Convoso gives a file name, not an address. */
	dial(lead: Lead): void {
		const now = this.now();
		this.recordings.push({
			recording_id: String(90_000 + this.recordings.length),
			lead_id: lead.id,
			start_time: now,
			end_time: '',
			seconds: 42,
			url: `${lead.id}-all.wav`,
		});
	}

	/** The leads with a phone number, in order of insertion. */
	withPhone(phone: string): Lead[] {
		return [...(this.byPhone.get(phone) ?? [])].map((id) => this.leads.get(id)!);
	}

	private index(lead: Lead): void {
		const ids = this.byPhone.get(lead.phone_number) ?? new Set<string>();
		ids.add(lead.id);
		this.byPhone.set(lead.phone_number, ids);
	}
}

function newStatuses(): Status[] {
	return [
		['NEW', 'New Lead'],
		['CB', 'Callback'],
		['HU', 'Hang Up'],
		['NA', 'No Answer'],
		['NI', 'Not Interested'],
		['SALE', 'Sale Made'],
	].map(([status, name]) => ({
		status,
		name,
		final: status === 'SALE' || status === 'NI' ? 'Y' : 'N',
		reached: 'Y',
		success: status === 'SALE' ? 'Y' : 'N',
		dnc: 'N',
		callback: status === 'CB' ? 'Y' : 'N',
		contact: 'Y',
		voicemail: 'N',
		// Spelled as the vendor does.
		workflow_dispositon_event_option: '',
		custom_status: 'N',
	}));
}

/** More users than one page of the search holds. */
function newUsers(): User[] {
	const names = ['Ada Novak', 'Ben Ortiz', 'Chloe Park', 'Dmitri Ray', 'Elena Sosa'];
	return Array.from({ length: 130 }, (_, index) => {
		const [first, last] = (names[index] ?? `Agent${index + 1} Team`).split(' ');
		return {
			id: String(1_110_000 + index),
			email: `${first}.${last}@example.com`.toLowerCase(),
			first_name: first,
			last_name: last,
			user_level: '1',
			status: 'Y',
			acl_access_profile: 'Agent',
			extension: [String(8000 + index)],
			last_login: '2026-03-01 08:00:00',
			created_at: '2025-01-01 08:00:00',
			local_gmt: '-7.00',
		};
	});
}
