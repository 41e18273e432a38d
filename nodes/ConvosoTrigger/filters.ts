import type { Filter } from '../shared/webhook/filters';
import type { ConvosoEvent } from './event';

/** What the user may want to hear of, by the name of the parameter. */
export const filters: Record<string, Filter<ConvosoEvent>> = {
	statuses: ['Disposition Statuses', (event) => valuesOf(event, ['status', 'disposition'])],
	callTypes: ['Call Types', (event) => valuesOf(event, ['calltype'])],
	campaigns: ['Campaigns', (event) => valuesOf(event, ['campaignid', 'campaignname', 'campaign'])],
	lists: ['Lists', (event) => valuesOf(event, ['listid', 'listname', 'list'])],
	events: ['Event Labels', ({ event }) => [event]],
};

/**
 * What an event has under some names. Adaptors name fields freely, so that a field counts whatever its name's letters are and
 * whatever stands between its words: `status`, `Status`, `campaign_id`, `Campaign ID`. Of a list the last value counts.
 */
function valuesOf({ lead, call, other }: ConvosoEvent, names: string[]): unknown[] {
	// A known field that came several times stands in `other` too, with all of its values.
	return Object.entries({ ...other, ...call, ...lead })
		.filter(([name]) => names.includes(name.toLowerCase().replace(/[^a-z0-9]/g, '')))
		.map(([, value]) => (Array.isArray(value) ? value[value.length - 1] : value) as unknown);
}
