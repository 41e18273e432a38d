import { returnAllFields } from '../../../shared/describe';
import { filters, moment } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { conversationRecord } from '../../conversations';
import { members, optionsField } from '../../fields';
import { listRouting } from '../../lists';
import { simple } from './simple';

/** POST /business/{businessId}/conversations, newest first. The server gives 100 rows a page at most. */
export const getMany: Operation = {
	isRead: true,
	simple,
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many conversations',
		description: 'List conversations, newest first',
		routing: listRouting('/conversations', 100, conversationRecord),
	},
	fields: [
		...returnAllFields,
		filters([
			members('sessionEndTypes', 'End Reason', [
				{ name: 'Agent Ended Call', value: 6 },
				{ name: 'Broke Off', value: 7 },
				{ name: 'Could Not Be Set Up', value: 1 },
				{ name: 'Declined or Busy', value: 3 },
				{ name: 'Longest Duration Reached', value: 9 },
				{ name: 'No Answer', value: 4 },
				{ name: 'Setup Took Too Long', value: 2 },
				{ name: 'User Ended Call', value: 5 },
				{ name: 'User Was Silent Too Long', value: 8 },
				{ name: 'Voicemail', value: 10 },
			]),
			members('sessionInitiationTypes', 'Kind', [
				{ name: 'Phone', value: 0 },
				{ name: 'Web', value: 1 },
			]),
			moment('startStartedDate', 'Started Since'),
			moment('endStartedDate', 'Started Until'),
			members('sessionStates', 'State', [
				{ name: 'Active', value: 3 },
				{ name: 'Broken', value: 7 },
				{ name: 'Created', value: 0 },
				{ name: 'Ended', value: 6 },
				{ name: 'Ending', value: 5 },
				{ name: 'Paused', value: 4 },
				{ name: 'Starting', value: 2 },
				{ name: 'Waiting for Answer', value: 1 },
			]),
		]),
		optionsField(),
	],
};
