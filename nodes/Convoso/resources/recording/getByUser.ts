import { emails, locator } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { recordingFields, recordingSearch } from '../../recordings';

/** POST /users/recordings (Users Recordings help article). */
export const getByUser: Operation = {
	isRead: true,
	advice: { 6005: "Check 'User': Convoso knows no user with this email address." },
	option: {
		name: 'Get by User',
		value: 'getByUser',
		action: 'Get recordings by user',
		description: 'List the call recordings of one or more agents, with their audio if wanted',
		routing: recordingSearch('/users/recordings'),
	},
	fields: [
		emails('user', 'User', {
			...locator('searchUserEmails', {
				label: 'By Email',
				name: 'email',
				example: 'ada@example.com',
			}),
			type: 'resourceLocator',
			required: true,
			description: 'Several email addresses may stand in By Email, with commas between them',
		}),
		...recordingFields,
	],
};
