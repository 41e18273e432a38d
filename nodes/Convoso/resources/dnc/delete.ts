import type { Operation } from '../../../shared/describe';
import { bodyOf } from '../../../shared/send';
import { asEntry, number } from '../../shared/blockedNumbers';
import { collection, picked } from '../../shared/fields';

/** POST /dnc/delete (public clients of the API). */
export const del: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete DNC number',
		description:
			'Take a phone number off the do-not-call list. The person behind it may be called again.',
		routing: {
			request: { method: 'POST', url: '/dnc/delete' },
			output: { postReceive: [asEntry('deleted')] },
		},
	},
	fields: [
		...number,
		collection('Options', 'options', 'Add option', [
			picked('lead_status', 'New Lead Status', 'searchStatuses', {
				description: 'Status that the leads with this number get',
				preSend: [
					async (request) => {
						const body = bodyOf(request);
						const flag = body.lead_status === undefined ? {} : { update_lead_status: 1 };
						return { ...request, body: { ...body, ...flag } };
					},
				],
			}),
		]),
	],
};
