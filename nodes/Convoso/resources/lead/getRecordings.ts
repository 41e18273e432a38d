import type { Operation } from '../../../shared/describe';
import { id } from '../../../shared/fields';
import { recordingFields, recordingSearch } from '../../recordings';

/** POST /leads/get-recordings (Get Recordings help article). */
export const getRecordings: Operation = {
	isRead: true,
	option: {
		name: 'Get Recordings',
		value: 'getRecordings',
		action: 'Get recordings of lead',
		description: 'List the call recordings of a lead, with their audio if wanted',
		routing: recordingSearch('/leads/get-recordings'),
	},
	fields: [
		id('lead_id', 'Lead ID', {
			required: true,
			placeholder: 'e.g. 12345',
			description: 'Enter 0 for the recordings of all leads',
		}),
		...recordingFields,
	],
};
