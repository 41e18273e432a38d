import omit from 'lodash/omit';
import type { IWebhookFunctions } from 'n8n-workflow';

import { clock } from '../shared/clock';
import { secretDoor, withoutSecret } from '../shared/webhook/access';
import { Refused } from '../shared/webhook/body';
import { isBlank, objectOf } from '../shared/webhook/fields';
import type { Filters } from '../shared/webhook/filters';
import { LABEL, type Arrived, type Hook, type Read } from '../shared/webhook/receive';
import { readSent, repeatedIn } from '../shared/webhook/sent';
import { appEvent, workflowEvent, type LeadConnectorEvent } from './event';
import { NO_FILES, signatureDoor } from './signature';

const NOTHING = 'No fields arrived. Check the webhook action of the workflow.';

/** HighLevel's advice: an event of an app is good for five minutes. */
export const WINDOW_MINUTES = 5;

const filters: Filters<LeadConnectorEvent> = {
	triggerOn: ['Trigger On', ({ event }) => [event, ALSO_CALLED[event ?? '']]],
	events: ['Event Labels', ({ event }) => [event]],
	channels: [
		'Channels',
		({ message, call }) => [message.channel ?? (isBlank(call) ? null : 'Call')],
	],
	directions: ['Directions', ({ message, call }) => [message.direction ?? call.direction]],
	locations: ['Locations', ({ locationId }) => [locationId]],
};

/** Events that HighLevel's documents and its payloads name differently. */
const ALSO_CALLED: Record<string, string> = {
	INSTALL: 'AppInstall',
	UNINSTALL: 'AppUninstall',
	ConversationUnreadUpdate: 'ConversationUnreadWebhook',
	ContactDndUpdated: 'ContactDndUpdate',
};

/** What is HighLevel's own in receiving events. */
export const leadConnectorHook: Hook<LeadConnectorEvent> = {
	credential: { type: 'leadConnectorWebhookApi', displayName: 'LeadConnector Webhook' },
	noFiles: NO_FILES,
	door: (context, caller) =>
		isApp(context) ? signatureDoor(caller.request) : secretDoor(context, caller),
	withoutSecret: (context, query) => (isApp(context) ? query : withoutSecret(context, query)),
	read: (arrived, context) =>
		isApp(context) ? readSigned(arrived, windowOf(context)) : readWorkflow(arrived),
	// The labels of workflows have a filter of their own.
	filters: (context) => (isApp(context) ? filters : omit(filters, 'triggerOn')),
	// The signature is of the body alone: whoever has seen one event could add anything to the address.
	trustsQuery: (context) => !isApp(context),
	// An event must not be good for longer than it is remembered.
	leastMemory: (context) => (isApp(context) ? 2 * windowOf(context) : 0),
};

function isApp(context: IWebhookFunctions): boolean {
	return context.getNodeParameter('source') === 'app';
}

/** How far the time of an event may be from now, ms; 0 where it is not looked at. */
function windowOf(context: IWebhookFunctions): number {
	const { timeWindow = WINDOW_MINUTES } = context.getNodeParameter('settings', {}) as {
		timeWindow?: number;
	};
	return timeWindow * 60_000;
}

function readSigned({ body }: Arrived, windowMs: number): Read<LeadConnectorEvent> {
	const sent = readSent({ query: '', body }, { nothing: NOTHING });
	if (sent.body.size === 0) throw new Refused(400, NOTHING);
	const event = appEvent(objectOf(sent.body));
	checkTime(event.other.timestamp, windowMs);
	const { webhookId } = event.other;
	// Each webhook ID once, as HighLevel advises.
	const identity = isBlank(webhookId) ? sent.identity : new Map([['webhookId', [webhookId]]]);
	return { event, identity };
}

function readWorkflow(arrived: Arrived): Read<LeadConnectorEvent> {
	const sent = readSent(arrived, { label: LABEL, nothing: NOTHING });
	if (sent.body.size === 0) throw new Refused(400, NOTHING);
	const event = workflowEvent(objectOf(sent.fields), sent.label);
	Object.assign(event.other, repeatedIn(sent.fields));
	return { event, identity: sent.identity };
}

function checkTime(timestamp: unknown, windowMs: number): void {
	if (windowMs === 0) return;
	const time = timeOf(timestamp);
	if (time === undefined) {
		throw new Refused(
			400,
			"The event has no timestamp, so that it cannot be told from a copy. Set 'Time Window (Minutes)' to 0 to take it.",
		);
	}
	if (Math.abs(clock.wallTime() - time) > windowMs) {
		throw new Refused(400, `The event is not of the last ${windowMs / 60_000} minutes.`);
	}
}

/** HighLevel writes ISO 8601; a number, also as text, is taken as seconds or milliseconds since 1970. */
function timeOf(timestamp: unknown): number | undefined {
	const text = ['string', 'number'].includes(typeof timestamp) ? String(timestamp).trim() : '';
	const time = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
	if (time !== undefined) return time < 1e11 ? time * 1000 : time;
	const written = Date.parse(text);
	return Number.isNaN(written) ? undefined : written;
}
