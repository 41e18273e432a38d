import type { Operation } from '../../../shared/describe';
import { emailForm, picked } from '../../shared/fields';
import { recordingFields, recordingSearch } from '../../shared/recordings';

/** POST /users/recordings (Users Recordings help article). */
export const getByUser: Operation = {
	isRead: true,
	option: {
		name: 'Get by User',
		value: 'getByUser',
		action: 'Get recordings by user',
		description: 'List the call recordings of one or more agents, with their audio if wanted',
		routing: recordingSearch('/users/recordings'),
	},
	fields: [
		picked('user', 'User', 'searchUserEmails', {
			required: true,
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					typeOptions: { searchListMethod: 'searchUserEmails', searchable: true },
				},
				{
					displayName: 'By Email',
					name: 'email',
					type: 'string',
					placeholder: 'e.g. ada@example.com',
				},
			],
			description: 'Several email addresses may stand in By Email, with commas between them',
			preSend: [emailForm('user', 'User')],
		}),
		...recordingFields,
	],
};
