import { sendWidgetEvent, widgetEvents } from '../../sandbox/convolo/webhooks';
import { post } from '../../sandbox/kit/post';
import { sendWorkflow, workflowPayload } from '../../sandbox/leadconnector/webhooks';
import { sale } from '../convosoTrigger/events';
import { SECRET } from '../convosoTrigger/intruders';
import { authorization, convosoTrigger, type TriggerKind } from './published';

/** A trigger that gets events, each with a key of its own somewhere in it. */
export interface Listening extends TriggerKind {
	parameters?: Record<string, unknown>;
	/** Sends an event as the vendor does, and gives the status of the answer. */
	send: (url: string, key: string) => Promise<{ status: number }>;
	/** Events of one run. */
	events: number;
}

/** Data of the credential of a trigger here, whichever it is. */
export const triggerSecret = { secret: SECRET, source: 'workflow' };

/** A new trigger joins here. */
export const listenings: Listening[] = [
	{
		...convosoTrigger,
		events: 20,
		send: async (url, key) =>
			await post(url, JSON.stringify({ ...sale, call_log_id: key }), { authorization }),
	},
	{
		type: 'convoloTrigger',
		path: 'convolo-webhook',
		credential: 'convoloWebhookApi',
		events: 10,
		send: async (url, key) =>
			await sendWidgetEvent(`${url}?secret=${SECRET}`, widgetEvents.callEnded(key)),
	},
	{
		type: 'leadConnectorTrigger',
		path: 'leadconnector-webhook',
		credential: 'leadConnectorWebhookApi',
		parameters: { source: 'workflow' },
		events: 10,
		send: async (url, key) =>
			await sendWorkflow(url, { ...workflowPayload(), customData: { key } }, SECRET),
	},
];

/** The key in what a trigger put out. */
export function keyIn(event: unknown): string {
	return /event-\d+-\d+/.exec(JSON.stringify(event))?.[0] ?? 'none';
}

/** Keys of events that no other round uses. */
export function eventKeys(round: number, count: number): string[] {
	return Array.from({ length: count }, (_, index) => `event-${round}-${index}`);
}
