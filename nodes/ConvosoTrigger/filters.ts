import type { Filter } from '../shared/webhook/filters';
import type { ConvosoEvent } from './event';

/** What the user may want to hear of, by the name of the parameter. */
export const filters: Record<string, Filter<ConvosoEvent>> = {
	statuses: ['Disposition Statuses', ({ lead }) => [lead.status]],
	callTypes: ['Call Types', ({ call }) => [call.call_type]],
	campaigns: ['Campaigns', ({ call }) => [call.campaign_id, call.campaign_name]],
	lists: ['Lists', ({ lead, call }) => [lead.list_id, call.list_name]],
	events: ['Event Labels', ({ event }) => [event]],
};
