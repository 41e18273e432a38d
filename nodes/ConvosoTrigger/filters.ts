import type { ConvosoEvent } from './event';

/** What the user wants to hear of: for each, texts with commas; empty means all. */
export interface Filters {
	statuses?: string;
	callTypes?: string;
	campaigns?: string;
	lists?: string;
	events?: string;
}

/** By filter: its name for the user, and what an event has for it. */
const FILTERS: Record<keyof Filters, [name: string, read: (event: ConvosoEvent) => unknown[]]> = {
	statuses: ['Disposition Statuses', ({ lead }) => [lead.status]],
	callTypes: ['Call Types', ({ call }) => [call.call_type]],
	campaigns: ['Campaigns', ({ call }) => [call.campaign_id, call.campaign_name]],
	lists: ['Lists', ({ lead, call }) => [lead.list_id, call.list_name]],
	events: ['Event Labels', ({ event }) => [event]],
};

/**
 * The first filter that keeps an event out. Each filter that is set must name the event; upper and lower case are the same.
 *
 * @returns its name for the user; undefined where the event may start the workflow
 */
export function keptOutBy(filters: Filters, event: ConvosoEvent): string | undefined {
	for (const [filter, [name, read]] of Object.entries(FILTERS)) {
		const wanted = String(filters[filter as keyof Filters] ?? '')
			.split(',')
			.map(plain)
			.filter((one) => one !== '');
		const found = read(event).map((value) => plain(String(value ?? '')));
		if (wanted.length > 0 && !wanted.some((one) => found.includes(one))) return name;
	}
	return undefined;
}

function plain(text: string): string {
	return text.trim().toLowerCase();
}
