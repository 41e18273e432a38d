import type { IWebhookFunctions } from 'n8n-workflow';

import { queryDoor } from '../shared/webhook/access';
import { objectOf, readFields } from '../shared/webhook/fields';
import { keptOutBy, type Filter } from '../shared/webhook/filters';
import { withoutParameter } from '../shared/webhook/form';
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
	door: (context, { query }) => queryDoor(query, secretParameter(context)),
	withoutSecret: (context, query) => withoutParameter(query, secretParameter(context)),
	read,
	keptOutBy: (context, event) => {
		const wanted = context.getNodeParameter('filters', {}) as Record<string, unknown>;
		const triggerOn = context.getNodeParameter('triggerOn', []) as string[];
		return keptOutBy(
			filters,
			{ ...wanted, triggerOn: triggerOn.includes('*') ? [] : triggerOn },
			event,
		);
	},
	identityOf: (event) => event,
};

function secretParameter(context: IWebhookFunctions): string {
	return (context.getNodeParameter('queryName') as string).trim();
}

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
