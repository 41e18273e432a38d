import type { IDataObject } from 'n8n-workflow';

import { isBlank, type Fields } from '../shared/webhook/fields';

/** What happened in Convoso: one item of the trigger. A field without a value is null. */
export interface ConvosoEvent {
	/** The label that the user put into the address, e.g. `disposition`; Convoso itself sends none. */
	event: string | null;
	lead: Record<string, string | number | null>;
	/** Empty where the event is about a lead alone. */
	call: Record<string, string | number | null>;
	/** Every field with another name, as it came. */
	other: IDataObject;
}

/*
 * Convoso's default field names by section of the Adaptor (help article 214659928, Adaptors), the std_* fields and the
 * custom fields aside, which have any number.
 */
const LEAD_ONLY = words(`
	remote_id source_id called_count called_count_inbound last_called last_viewed last_reached_at final_reached_at
	created_at modified_at locale_gmt carrier_name title email phone_code alt_phone_1 alt_phone_2 address1 address2 city
	state province postal_code country gender date_of_birth owner_id notes created_by last_modified_by`);
const CALL_ONLY = words(`
	call_log_id list_name originating_agent_id campaign_id campaign_name queue_id queue_name queue_seconds queue_position
	length_in_sec call_date agent_comment call_type term_reason recording caller_id inbound_number agent_full_name
	agent_email`);
const BOTH = words('first_name last_name list_id user_id phone_number status');

const LEAD_PATTERN = /^(?:std_\w+|custom_field_\d+)$/;

/**
 * Fields around the real fields. Seen by receivers: `params`, and objects `lead` and `data`; named by Convoso's glossary:
 * `leadData`.
 */
export const WRAPPED = { wrappers: ['params', 'leadData'], objects: ['lead', 'data'] };

/** The lead's own id; `leadID` is the glossary's word for it. */
const LEAD_IDS = ['id', 'lead_id', 'leadID'];

/** Amounts; every other value stays text, so that no id, phone or postal code loses a zero. */
const AMOUNTS = words(
	'called_count called_count_inbound queue_seconds queue_position length_in_sec',
);

const IDS = words(`
	id lead_id leadID call_log_id list_id user_id campaign_id queue_id owner_id source_id created_by
	last_modified_by originating_agent_id`);

/**
 * Sorts fields by what they belong to. Fields that a lead and a call both have stand in the lead, and in the call too if
 * there was one.
 *
 * @param fields as they came; of a name that came several times the last value counts, and `other` has them all
 * @param label from the address; without it, the field `event`
 */
export function toEvent(fields: Fields, label?: string): ConvosoEvent {
	const lead: ConvosoEvent['lead'] = {};
	const call: ConvosoEvent['call'] = {};
	const both: ConvosoEvent['lead'] = {};
	const ids: ConvosoEvent['lead'] = {};
	const other = new Map<string, unknown>();
	let event = label === undefined ? undefined : known('event', [label]);
	for (const [name, values] of fields) {
		const target = targetOf(name, { lead, call, both, ids });
		const isLabel = name === 'event' && event === undefined;
		const value = target || isLabel ? known(name, values) : undefined;
		const isRepeated = values.length > 1 || Array.isArray(values[0]);
		if (value === undefined || isRepeated) other.set(name, values.length > 1 ? values : values[0]);
		if (value === undefined) continue;
		if (target) target[name] = value;
		else event = value;
	}
	const { lead_id: leadId } = ids;
	const id = LEAD_IDS.map((name) => ids[name]).find((one) => one !== null && one !== undefined);
	// An Adaptor that maps two of them to different leads: none is lost.
	if (hasOther(ids.leadID, id)) other.set('leadID', ids.leadID);
	const hasCall = Object.values(call).some((value) => value !== null);
	if (hasCall && leadId !== undefined) call.lead_id = leadId;
	else if (hasOther(leadId, id)) call.lead_id = leadId!;
	return {
		event: event === undefined || event === null ? null : String(event),
		lead: { ...(Object.keys(ids).length > 0 ? { id: id ?? null } : {}), ...both, ...lead },
		call: hasCall ? { ...call, ...both } : call,
		other: Object.fromEntries(other) as IDataObject,
	};
}

function hasOther(value: unknown, known: unknown): boolean {
	return value !== undefined && value !== null && value !== known;
}

type Sections = Record<'lead' | 'call' | 'both' | 'ids', ConvosoEvent['lead']>;

function targetOf(name: string, { lead, call, both, ids }: Sections) {
	if (LEAD_IDS.includes(name)) return ids;
	if (BOTH.has(name)) return both;
	if (CALL_ONLY.has(name)) return call;
	return LEAD_ONLY.has(name) || LEAD_PATTERN.test(name) ? lead : undefined;
}

/**
 * The value of a known field. No value (see `isBlank`, and 0 for an id) is null.
 *
 * @returns undefined where the value is an object or a list of them, which no field of Convoso is
 */
function known(name: string, values: unknown[]): string | number | null | undefined {
	const flat = values.flat();
	const last = flat.length === 0 ? null : flat[flat.length - 1];
	if (last === undefined || (typeof last === 'object' && last !== null)) return undefined;
	if (isBlank(last)) return null;
	const text = String(last);
	if (IDS.has(name) && text === '0') return null;
	if (AMOUNTS.has(name) && /^-?\d{1,15}$/.test(text)) return Number(text);
	return text;
}

function words(text: string): Set<string> {
	return new Set(text.trim().split(/\s+/));
}
