import type { PreSendAction } from 'n8n-workflow';

import { bodyOf, collection } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { asEntry, blockedNumber } from '../../blockedNumbers';
import { picked } from '../../fields';
import { post } from '../../routing';

/** Convoso changes the status of the leads only where it is told to. */
const markStatus: PreSendAction = async (request) => {
	const body = bodyOf(request);
	const flag = body.lead_status === undefined ? {} : { update_lead_status: 1 };
	return { ...request, body: { ...body, ...flag } };
};

/** POST /dnc/delete (public clients of the API). */
export const del: Operation = {
	warns: 'the person may be called again',
	advice: {
		6000: "Fill in 'Phone Code'.",
		6001: "Fill in 'Campaign'; 0 stands for all campaigns.",
		6002: "Fill in 'Phone Number'.",
		6003: "This number is not on the do-not-call list of this 'Campaign'. Look for it with DNC, Search.",
		6004: "Choose another 'New Lead Status': this one does not exist in the account.",
		6005: "Fill in 'New Lead Status', or take it out of 'Options'.",
	},
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete DNC number',
		description:
			'Take a phone number off the do-not-call list. The person behind it may be called again.',
		routing: post('/dnc/delete', asEntry('deleted')),
	},
	fields: [
		...blockedNumber,
		collection('Options', 'options', 'Add option', [
			picked('lead_status', 'New Lead Status', 'searchStatuses', {
				description: 'Status that the leads with this number get',
			}),
		]),
	],
	finish: [markStatus],
};
