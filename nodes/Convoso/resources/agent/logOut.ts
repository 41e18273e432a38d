import type { Operation } from '../../../shared/operation';
import { asDone } from '../../answer';
import { picked } from '../../fields';
import { OTHER_USER } from '../../hints';

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
		routing: {
			request: { method: 'POST', url: '/agent-monitor/logout' },
			output: { postReceive: [asDone('success', 'user_id')] },
		},
	},
	fields: [picked('user_id', 'User', 'searchUsers', { required: true })],
};
