import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { clock } from '../shared/clock';
import { headerDoor, queryDoor, withoutSecret } from '../shared/webhook/access';
import { Refused } from '../shared/webhook/body';
import { objectOf, readFields } from '../shared/webhook/fields';
import { keptOutBy, wantedIn, type Filter } from '../shared/webhook/filters';
import { valueIn, withoutParameter } from '../shared/webhook/form';
import { LABEL, type Arrived, type Hook } from '../shared/webhook/receive';
import { appEvent, workflowEvent, type LeadConnectorEvent } from './event';
import { NO_FILES, signatureDoor } from './signature';

/** HighLevel's advice: an event of an app is good for five minutes. */
export const WINDOW_MINUTES = 5;

/** What the user may want to hear of, by the name of the parameter. */
const filters: Record<string, Filter<LeadConnectorEvent>> = {
	triggerOn: ['Trigger On', ({ event }) => [event, ALSO_CALLED[event ?? '']]],
	events: ['Event Labels', ({ event }) => [event]],
	channels: ['Channels', ({ message, call }) => [message.channel ?? (call.status && 'Call')]],
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
	door: (context, { request, query }) => {
		if (isApp(context)) return signatureDoor(request);
		if (isInQuery(context)) return queryDoor(context, query);
		return headerDoor(context, request);
	},
	withoutSecret: (context, query) =>
		!isApp(context) && isInQuery(context) ? withoutSecret(context, query) : query,
	read: (arrived, context) =>
		isApp(context) ? readSigned(arrived, windowOf(context)) : readWorkflow(arrived),
	keptOutBy: (context, event) => {
		// The labels of workflows have a filter of their own.
		const ofWorkflow = isApp(context) ? {} : { triggerOn: [] };
		return keptOutBy(filters, { ...wantedIn(context), ...ofWorkflow }, event);
	},
	// Each webhook ID once, as HighLevel advises. A workflow's events have none.
	identityOf: (event, context) =>
		isApp(context) && typeof event.other.webhookId === 'string'
			? ['webhookId', event.other.webhookId]
			: event,
	// The signature is of the body alone: whoever has seen one event could add anything to the address.
	trustsQuery: (context) => !isApp(context),
	// An event must not be good for longer than it is remembered.
	leastMemory: (context) => (isApp(context) ? 2 * windowOf(context) : 0),
};

function isApp(context: IWebhookFunctions): boolean {
	return context.getNodeParameter('source') === 'app';
}

function isInQuery(context: IWebhookFunctions): boolean {
	return context.getNodeParameter('authentication') === 'query';
}

/** How far the time of an event may be from now, ms; 0 where it is not looked at. */
function windowOf(context: IWebhookFunctions): number {
	const { timeWindow = WINDOW_MINUTES } = context.getNodeParameter('settings', {}) as {
		timeWindow?: number;
	};
	return timeWindow * 60_000;
}

function readSigned({ body }: Arrived, windowMs: number): LeadConnectorEvent {
	const fields = bodyOf(body.text);
	checkTime(fields.timestamp, windowMs);
	return appEvent(fields);
}

function readWorkflow({ query, body }: Arrived): LeadConnectorEvent {
	const inQuery = objectOf(readFields(withoutParameter(query, LABEL)));
	return workflowEvent({ ...inQuery, ...bodyOf(body.text) }, valueIn(query, LABEL));
}

function bodyOf(text: string): IDataObject {
	const fields = objectOf(readFields(text, { isBody: true }));
	if (Object.keys(fields).length > 0) return fields;
	throw new Refused(400, 'No fields arrived. Check the webhook action of the workflow.');
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

/** HighLevel writes ISO 8601; a number is taken as seconds or milliseconds since 1970. */
function timeOf(timestamp: unknown): number | undefined {
	if (typeof timestamp === 'number') return timestamp < 1e11 ? timestamp * 1000 : timestamp;
	const time = typeof timestamp === 'string' ? Date.parse(timestamp) : NaN;
	return Number.isNaN(time) ? undefined : time;
}
