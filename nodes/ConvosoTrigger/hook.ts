import { secretDoor, withoutSecret } from '../shared/webhook/access';
import { Refused } from '../shared/webhook/body';
import { isBlank } from '../shared/webhook/fields';
import type { Filters } from '../shared/webhook/filters';
import { LABEL, type Arrived, type Hook, type Read } from '../shared/webhook/receive';
import { readSent } from '../shared/webhook/sent';
import { toEvent, WRAPPED, type ConvosoEvent } from './event';

const NOTHING = 'No fields arrived. Check the Adaptor and the Request Method of the Connect.';

const filters: Filters<ConvosoEvent> = {
	statuses: ['Disposition Statuses', (event) => valuesOf(event, ['status', 'disposition'])],
	callTypes: ['Call Types', (event) => valuesOf(event, ['calltype'])],
	campaigns: ['Campaigns', (event) => valuesOf(event, ['campaignid', 'campaignname', 'campaign'])],
	lists: ['Lists', (event) => valuesOf(event, ['listid', 'listname', 'list'])],
	events: ['Event Labels', ({ event }) => [event]],
};

/** What is Convoso's own in receiving events. */
export const convosoHook: Hook<ConvosoEvent> = {
	credential: { type: 'convosoWebhookApi', displayName: 'Convoso Webhook' },
	noFiles: 'Set the Post Data Type of the Connect to RAW or JSON.',
	door: (context, caller) =>
		context.getNodeParameter('authentication') === 'none' ? 'open' : secretDoor(context, caller),
	withoutSecret,
	read: eventIn,
	filters: () => filters,
};

/** Query and body together; where both have a field, the body's value counts. */
function eventIn(arrived: Arrived): Read<ConvosoEvent> {
	const sent = readSent(arrived, { ...WRAPPED, label: LABEL, nothing: NOTHING });
	const isEmpty = [...sent.fields.values()].every(isBlank);
	if (isEmpty) throw new Refused(400, NOTHING);
	// Convoso fires several workflows for one call: those carry equal fields.
	return { event: toEvent(sent.fields, sent.label), identity: sent.identity };
}

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
