import type { Operation } from '../../../shared/operation';
import { asDone } from '../../answer';
import { leadId } from '../../fields';
import { post } from '../../routing';

/** POST /leads/delete (Leads API document). */
export const del: Operation = {
	warns: 'cannot be undone',
	noun: 'lead',
	advice: {
		6001: "Check 'Lead ID': Convoso has no such lead, or it is deleted already.",
	},
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete lead',
		description: 'Take a lead out of the account',
		routing: post('/leads/delete', asDone('deleted', 'lead_id')),
	},
	fields: [leadId()],
};
