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
	start_time: string;
	end_time: string;
	seconds: number | null;
	url: string;
}

export interface List {
	id: number;
	name: string;
	campaign_id: number;
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
		this.statuses = [
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
			custom_status: 'N',
		}));
		const names = ['Ada Novak', 'Ben Ortiz', 'Chloe Park', 'Dmitri Ray', 'Elena Sosa'];
		this.users = Array.from({ length: 130 }, (_, index) => {
			const [first, last] = (names[index] ?? `Agent${index + 1} Team`).split(' ');
			return {
				id: String(1_110_000 + index),
				email: `${first}.${last}@example.com`.toLowerCase(),
				first_name: first,
				last_name: last,
				user_level: '1',
				status: 'Y',
			};
		});
		this.leads = new Map();
		this.deleted = new Map();
		this.recordings = [];
		this.byPhone = new Map();
		this.nextLead = 10_001;
	}

	/** Account time, as Convoso writes it. */
	now(): string {
		return new Date().toISOString().slice(0, 19).replace('T', ' ');
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
