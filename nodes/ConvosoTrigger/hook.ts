import { headerDoor, queryDoor, withoutSecret } from '../shared/webhook/access';
import { Refused } from '../shared/webhook/body';
import { isBlank } from '../shared/webhook/fields';
import { keptOutBy, wantedIn } from '../shared/webhook/filters';
import { LABEL, type Arrived, type Hook, type Read } from '../shared/webhook/receive';
import { readSent } from '../shared/webhook/sent';
import { toEvent, WRAPPED, type ConvosoEvent } from './event';
import { filters } from './filters';

const NOTHING = 'No fields arrived. Check the Adaptor and the Request Method of the Connect.';

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
};

/** Query and body together; where both have a field, the body's value counts. */
function eventIn(arrived: Arrived): Read<ConvosoEvent> {
	const sent = readSent(arrived, { ...WRAPPED, label: LABEL, nothing: NOTHING });
	const isEmpty = [...sent.fields.values()].every(isBlank);
	if (isEmpty) throw new Refused(400, NOTHING);
	// Convoso fires several workflows for one call: those carry equal fields.
	return { event: toEvent(sent.fields, sent.label), identity: sent.identity };
}
