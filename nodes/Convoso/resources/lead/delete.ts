import type { Operation } from '../../../shared/describe';
import { required } from '../../../shared/send';
import { asDeleted } from '../../shared/answer';
import { text } from '../../shared/fields';

/** POST /leads/delete (Leads API document). */
export const del: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete lead',
		description: 'Take a lead out of the account',
		routing: {
			request: { method: 'POST', url: '/leads/delete' },
			output: { postReceive: [asDeleted('lead_id')] },
		},
	},
	fields: [
		text('lead_id', 'Lead ID', {
			required: true,
			placeholder: 'e.g. 12345',
			preSend: [required('lead_id', 'Lead ID')],
		}),
	],
};
