import { secretDoor, withoutSecret } from '../shared/webhook/access';
import { objectOf } from '../shared/webhook/fields';
import type { Filters } from '../shared/webhook/filters';
import type { Arrived, Hook, Read } from '../shared/webhook/receive';
import { readSent, repeatedIn } from '../shared/webhook/sent';
import { toEvent, type ConvoloEvent } from './event';

const filters: Filters<ConvoloEvent> = {
	triggerOn: ['Trigger On', ({ event }) => [event]],
	statuses: ['Call Statuses', ({ call }) => spellingsOf(call.call_status)],
	widgets: ['Widgets', ({ call }) => [call.widget_key, call.widget_name]],
};

/** What is Convolo's own in receiving events. */
export const convoloHook: Hook<ConvoloEvent> = {
	credential: { type: 'convoloWebhookApi', displayName: 'Convolo Webhook' },
	noFiles: "Switch on 'Send a webhook in post json in new format (beta)' in the widget.",
	door: secretDoor,
	withoutSecret,
	read,
	filters: () => filters,
};

/** What stands in the address beside the secret is the user's own, and comes out with the rest. */
function read(arrived: Arrived): Read<ConvoloEvent> {
	const { body, fields, identity } = readSent(arrived, {});
	const event = toEvent({ ...objectOf(fields), type: objectOf(body).type });
	Object.assign(event.other, repeatedIn(fields));
	return { event, identity };
}

/** Convolo's list of calls writes `CallStatusType.CLIENT_ANSWERED`: either spelling is found by either. */
function spellingsOf(status: unknown): unknown[] {
	if (typeof status !== 'string') return [status];
	const short = status.trim().replace(/^CallStatusType\./i, '');
	return [short, `CallStatusType.${short}`];
}
