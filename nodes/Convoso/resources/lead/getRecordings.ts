import type { Operation } from '../../../shared/operation';
import { leadId } from '../../fields';
import { NO_LEAD } from '../../hints';
import { recordingFields, recordingSearch } from '../../recordings';

/** POST /leads/get-recordings (Get Recordings help article). */
export const getRecordings: Operation = {
	isRead: true,
	advice: {
		6001: NO_LEAD,
		6005: "Check 'Lead ID': Convoso finds no user whose recordings it could list.",
	},
	option: {
		name: 'Get Recordings',
		value: 'getRecordings',
		action: 'Get recordings of lead',
		description: 'List the call recordings of a lead, with their audio if wanted',
		routing: recordingSearch('/leads/get-recordings'),
	},
	fields: [leadId({ description: 'Enter 0 for the recordings of all leads' }), ...recordingFields],
};
