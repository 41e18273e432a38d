import type { Operation } from '../../../shared/operation';
import { asDone } from '../../answer';
import { picked } from '../../fields';
import { OTHER_USER } from '../../hints';
import { post } from '../../routing';

/** POST /agent-monitor/logout (public clients of the API). */
export const logOut: Operation = {
	warns: 'ends the session of a person',
	advice: {
		6006: OTHER_USER,
		6012: "The agent in 'User' is not logged in, so there is nothing to do.",
	},
	option: {
		name: 'Log Out',
		value: 'logOut',
		action: 'Log out agent',
		description: 'End the session of an agent at once',
		routing: post('/agent-monitor/logout', asDone('success', 'user_id')),
	},
	fields: [picked('user_id', 'User', 'searchUsers', { required: true })],
};
