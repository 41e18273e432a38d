import type { IWebhookFunctions } from 'n8n-workflow';

import { headerDoor, queryDoor } from '../shared/webhook/access';
import { Refused } from '../shared/webhook/body';
import { readFields } from '../shared/webhook/fields';
import { keptOutBy } from '../shared/webhook/filters';
import { valueIn, withoutParameter } from '../shared/webhook/form';
import type { Arrived, Hook } from '../shared/webhook/receive';
import { toEvent, WRAPPED, type ConvosoEvent } from './event';
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
	// Convoso fires several workflows for one call: those carry equal fields.
	identityOf: (event) => event,
};

function secretParameter(context: IWebhookFunctions): string {
	return (context.getNodeParameter('queryName') as string).trim();
}

/** Query and body together; where both have a field, the body's value counts. */
function eventIn({ query, body }: Arrived): ConvosoEvent {
	const fields = readFields(withoutParameter(query, LABEL), WRAPPED);
	const inBody = readFields(body.text, { ...WRAPPED, charset: body.charset, isBody: true });
	for (const [name, values] of inBody) {
		fields.set(name, [...(fields.get(name) ?? []), ...values]);
	}
	if (fields.size === 0) {
		throw new Refused(
			400,
			'No fields arrived. Check the Adaptor and the Request Method of the Connect.',
		);
	}
	return toEvent(fields, valueIn(query, LABEL));
}
