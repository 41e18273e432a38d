import { queryDoor, withoutSecret } from '../shared/webhook/access';
import { objectOf, readFields } from '../shared/webhook/fields';
import { keptOutBy, wantedIn, type Filter } from '../shared/webhook/filters';
import type { Arrived, Hook } from '../shared/webhook/receive';
import { toEvent, type ConvoloEvent } from './event';

/** What the user may want to hear of, by the name of the parameter. */
const filters: Record<string, Filter<ConvoloEvent>> = {
	triggerOn: ['Trigger On', ({ event }) => [event]],
	statuses: ['Call Statuses', ({ call }) => [call.call_status, shortOf(call.call_status)]],
	widgets: ['Widgets', ({ call }) => [call.widget_key, call.widget_name]],
};

/** What is Convolo's own in receiving events. */
export const convoloHook: Hook<ConvoloEvent> = {
	credential: { type: 'convoloWebhookApi', displayName: 'Convolo Webhook' },
	noFiles: "Switch on 'Send a webhook in post json in new format (beta)' in the widget.",
	door: (context, { query }) => queryDoor(context, query),
	withoutSecret,
	read,
	keptOutBy: (context, event) => keptOutBy(filters, wantedIn(context), event),
	identityOf: (event) => event,
};

/** What stands in the address beside the secret is the user's own, and comes out with the rest. */
function read({ query, body }: Arrived): ConvoloEvent {
	const inQuery = objectOf(readFields(query));
	const inBody = objectOf(readFields(body.text, { charset: body.charset, isBody: true }));
	return toEvent({ ...inQuery, ...inBody });
}

/** Convolo's list of calls writes `CallStatusType.CLIENT_ANSWERED`. */
function shortOf(status: unknown): unknown {
	return typeof status === 'string' ? status.replace(/^CallStatusType\./i, '') : undefined;
}
