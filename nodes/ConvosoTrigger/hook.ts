import type { IWebhookFunctions } from 'n8n-workflow';

import { headerDoor, queryDoor } from '../shared/webhook/access';
import { Refused } from '../shared/webhook/body';
import { readFields } from '../shared/webhook/fields';
import { keptOutBy } from '../shared/webhook/filters';
import { pairsOf, withoutParameter } from '../shared/webhook/form';
import type { Arrived, Hook } from '../shared/webhook/receive';
import { toEvent, WRAPPERS, type ConvosoEvent } from './event';
import { filters } from './filters';

/** Name of the label that the user may put into the address: `?event=disposition`. */
const LABEL = 'event';

/** What is Convoso's own in receiving events. */
export const convosoHook: Hook<ConvosoEvent> = {
	credential: { type: 'convosoWebhookApi', displayName: 'Convoso Webhook' },
	noFiles: 'Set the Post Data Type of the Connect to RAW or JSON.',
	door: (context, { request, query }) => {
		const place = context.getNodeParameter('authentication') as string;
		if (place === 'none') return 'open';
		if (place === 'query') return queryDoor(query, secretParameter(context));
		return headerDoor(request, context.getNodeParameter('headerName') as string);
	},
	withoutSecret: (context, query) =>
		context.getNodeParameter('authentication') === 'query'
			? withoutParameter(query, secretParameter(context))
			: query,
	read: eventIn,
	keptOutBy: (context, event) =>
		keptOutBy(filters, context.getNodeParameter('filters', {}) as Record<string, unknown>, event),
	identityOf,
};

function secretParameter(context: IWebhookFunctions): string {
	return (context.getNodeParameter('queryName') as string).trim();
}

/** Query and body together; where both have a field, the body's value counts. */
function eventIn({ query, body }: Arrived): ConvosoEvent {
	const labels = pairsOf(query).filter(([name]) => name === LABEL);
	const fields = readFields(withoutParameter(query, LABEL), { wrappers: WRAPPERS });
	const inBody = readFields(body.text, { charset: body.charset, wrappers: WRAPPERS });
	for (const [name, values] of inBody) {
		fields.set(name, [...(fields.get(name) ?? []), ...values]);
	}
	if (fields.size === 0) {
		throw new Refused(
			400,
			'No fields arrived. Check the Adaptor and the Request Method of the Connect.',
		);
	}
	return toEvent(fields, labels[labels.length - 1]?.[1]);
}

/**
 * What makes two events the same: the call and its status, else the lead, its status and the time, else all there is. Events
 * with different labels are different ones.
 */
function identityOf({ event, lead, call, other }: ConvosoEvent): unknown {
	const time = call.call_date ?? lead.last_called ?? lead.modified_at;
	if (hasValue(call.call_log_id)) return ['call', event, call.call_log_id, lead.status];
	if (hasValue(lead.id) && hasValue(time)) return ['lead', event, lead.id, lead.status, time];
	return [event, lead, call, other];
}

function hasValue(value: unknown): boolean {
	return value !== undefined && value !== null;
}
