import { headerDoor, queryDoor, withoutSecret } from '../shared/webhook/access';
import { Refused } from '../shared/webhook/body';
import { readFields } from '../shared/webhook/fields';
import { keptOutBy, wantedIn } from '../shared/webhook/filters';
import { valueIn, withoutParameter } from '../shared/webhook/form';
import { LABEL, type Arrived, type Hook } from '../shared/webhook/receive';
import { toEvent, WRAPPED, type ConvosoEvent } from './event';
import { filters } from './filters';

/** What is Convoso's own in receiving events. */
export const convosoHook: Hook<ConvosoEvent> = {
	credential: { type: 'convosoWebhookApi', displayName: 'Convoso Webhook' },
	noFiles: 'Set the Post Data Type of the Connect to RAW or JSON.',
	door: (context, { request, query }) => {
		const place = context.getNodeParameter('authentication') as string;
		if (place === 'none') return 'open';
		if (place === 'query') return queryDoor(context, query);
		return headerDoor(context, request);
	},
	withoutSecret: (context, query) =>
		context.getNodeParameter('authentication') === 'query' ? withoutSecret(context, query) : query,
	read: eventIn,
	keptOutBy: (context, event) => keptOutBy(filters, wantedIn(context), event),
	// Convoso fires several workflows for one call: those carry equal fields.
	identityOf: (event) => event,
};

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
